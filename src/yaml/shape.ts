import type { Checked, Diagnostic, Place, Severity } from '../model/diagnostic.ts';
import type { Tree } from './tree.ts';

/** What is said of a fault: everything of a diagnostic but where and how much. */
export type Said = Pick<Diagnostic, 'code' | 'message' | 'fix'>;

/** Finds the candidate that a wrong name was probably meant to be. */
export type NearestName = (wrong: string, candidates: readonly string[]) => string | undefined;

/** Where readers put what they find. */
export interface Report {
  readonly error: (place: Place, said: Said) => undefined;
  readonly nearest: NearestName;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A tree's meaning, or undefined once it has been reported why there is none. Readers go on after a fault, so that
 * all faults are found at once.
 */
export type Reader<T> = (tree: Tree, report: Report) => T | undefined;

/** A report that starts with what is already known, such as the diagnostics of `parseYaml`. */
export function createReport(nearest: NearestName, known: readonly Diagnostic[] = []): Report {
  const diagnostics = [...known];
  const say = (severity: Severity, place: Place, said: Said): undefined => {
    const { code, message, fix } = said;
    diagnostics.push(Object.freeze({ severity, code, message, fix, place }));
  };
  return Object.freeze({
    error: (place: Place, said: Said): undefined => say('error', place, said),
    nearest,
    diagnostics,
  });
}

/** The value if nothing found is an error, and everything found in the order of the file, each fault once. */
export function checked<T>(value: T | undefined, diagnostics: readonly Diagnostic[]): Checked<T> {
  const sorted = inOrder(diagnostics);
  const broken = sorted.some(({ severity }) => severity === 'error');
  return broken || value === undefined ? { diagnostics: sorted } : { value, diagnostics: sorted };
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = [...new Set(diagnostics.map(({ place }) => place?.file))];
  const seen = new Set<string>();
  return diagnostics
    .filter(({ code, message, place }) => {
      const key = JSON.stringify([code, message, place?.file, place?.line, place?.column]);
      return seen.size < seen.add(key).size;
    })
    .sort(
      (a, b) =>
        files.indexOf(a.place?.file) - files.indexOf(b.place?.file) ||
        (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
        (a.place?.column ?? 0) - (b.place?.column ?? 0),
    );
}

/** A value with the place it was read at. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/** The same reader, keeping the place. */
export function placed<T>(reader: Reader<T>): Reader<Placed<T>> {
  return (tree, report) => {
    const value = reader(tree, report);
    return value === undefined ? undefined : { value, place: tree.place };
  };
}

/** The same reader, its value turned into another. */
export function map<T, R>(reader: Reader<T>, turn: (value: T) => R): Reader<R> {
  return (tree, report) => {
    const value = reader(tree, report);
    return value === undefined ? undefined : turn(value);
  };
}

/** The tree itself, for a key whose value is read later. */
export const asIs: Reader<Tree> = tree => tree;

/** What a tree is, as a message names it. */
export function describe(tree: Tree): string {
  if (tree.kind === 'mapping') return 'a mapping';
  if (tree.kind === 'list') return 'a list';
  if (tree.isNull && tree.text === '') return 'nothing';
  return tree.isNumber ? `the number ${tree.text}` : `the text ${quoted(tree.text)}`;
}

/** A name or value between backticks, cut where it is long. */
export function quoted(text: string): string {
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}

/** The fix for a wrong name: the nearest valid one, else all of them while they are few. */
export function suggest(wrong: string, candidates: readonly string[], report: Report): string {
  const nearest = report.nearest(wrong, candidates);
  if (nearest !== undefined) return `did you mean ${quoted(nearest)}?`;
  if (candidates.length === 0) return '';
  const shown = candidates.slice(0, 20).map(quoted).join(', ');
  return `valid here: ${shown}${candidates.length > 20 ? `, and ${candidates.length - 20} more` : ''}`;
}
