import type { Checked, Diagnostic, Place } from '../model/diagnostic.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { nearestName } from '../values/nearest.ts';
import { checked, createReport, quoted, type Report, suggest } from '../yaml/shape.ts';
import { text } from '../yaml/shape-scalars.ts';
import type { Tree, TreeEntry } from '../yaml/tree.ts';
import { type ParsedYaml, parseYaml } from '../yaml/yaml.ts';
import { BUILT_IN_NAMES } from './built-in.ts';
import { extendsOf, mergeRulebooks } from './merge.ts';
import { nameRepeats } from './repeated-names.ts';
import type { TestOptions } from './tests/rulebook-tests.ts';
import { validateRulebook } from './validate.ts';

/** A rulebook with the document that it stands for. */
export interface ParsedRulebook {
  readonly rulebook: Rulebook;
  /** After `extends`, for `show`. */
  readonly document: Tree;
}

/** A rulebook, or the faults that leave it without a meaning. */
export interface CheckedRulebookText extends Checked<ParsedRulebook> {
  /** After `extends`, of a rulebook with errors: for what can be said of its other entries. */
  readonly faulty?: Tree;
}

/** The text of a file, under the name that messages give it. */
export interface SourceText {
  readonly text: string;
  readonly file: string;
}

/** What the key `extends` says, and where. */
export interface Extends {
  readonly name: string;
  readonly place: Place;
}

/** A rulebook's file as a tree, before anything of it is validated. */
export interface RulebookDocument extends TestOptions {
  readonly file: string;
  readonly yaml: ParsedYaml;
}

/** Reads the YAML of a rulebook, which takes the longest and is done once. */
export function parseDocument({ text: source, file }: SourceText): RulebookDocument {
  return { file, yaml: nameRepeats(parseYaml(source, file)) };
}

/** What a rulebook of this text extends; undefined where it extends nothing, or nothing that has a meaning. */
export function findExtends(source: SourceText): Extends | undefined {
  return extensionOf(parseDocument(source));
}

/** The same of a document that has been parsed. */
export function extensionOf({ yaml }: RulebookDocument): Extends | undefined {
  const node = yaml.value && extendsOf(yaml.value)?.node;
  return node?.kind === 'scalar' ? { name: node.text, place: node.place } : undefined;
}

/**
 * A rulebook from its text, with all its faults, each at its place in the file it stands in. What it extends is given
 * as `base`; an explanation in its place says why it could not be read.
 */
export function parseRulebook(
  source: string,
  file: string,
  { base }: { base?: SourceText | Diagnostic } = {},
): CheckedRulebookText {
  return interpretRulebook(parseDocument({ text: source, file }), base);
}

/** The same from a document that has been parsed. */
export function interpretRulebook(
  { file, yaml: own, drafts = false }: RulebookDocument,
  base: SourceText | Diagnostic | undefined,
): CheckedRulebookText {
  if (own.value === undefined) return checked<ParsedRulebook>(undefined, own.diagnostics);
  const extension = extendsOf(own.value);
  if (extension === undefined) return validate(own.value, { known: own.diagnostics, drafts });
  const report = createReport(nearestName, own.diagnostics);
  const name = text('a built-in rulebook or a path')(extension.node, report);
  if (name === undefined) return checked<ParsedRulebook>(undefined, report.diagnostics);
  if (base === undefined || 'message' in base) {
    const missing = base ?? unknownBase({ name, place: extension.node.place });
    return checked<ParsedRulebook>(undefined, [...own.diagnostics, missing]);
  }
  const inherited = parseBase(base, { file, report });
  return inherited === undefined
    ? checked<ParsedRulebook>(undefined, report.diagnostics)
    : validate(own.value, { base: inherited, known: report.diagnostics, drafts });
}

/** The tree of a base, which must not extend anything itself. */
function parseBase(base: SourceText, { file, report }: { file: string; report: Report }): Tree | undefined {
  const { value, diagnostics } = nameRepeats(parseYaml(base.text, base.file));
  for (const diagnostic of diagnostics) {
    if (diagnostic.place !== undefined) report.error(diagnostic.place, diagnostic);
  }
  const deeper = value && extendsOf(value);
  if (deeper !== undefined) {
    report.error(deeper.keyPlace, {
      code: 'extends-deep',
      message: `this rulebook is extended by ${file} and extends another one itself; one level is allowed`,
      fix: `let ${file} extend that one, or copy what is needed`,
    });
  }
  return value;
}

/** What is said of an `extends` that leads nowhere. */
export function unknownBase({ name, place }: Extends): Diagnostic {
  const known = suggest(name, BUILT_IN_NAMES, createReport(nearestName));
  return {
    severity: 'error',
    code: 'undefined-reference',
    message: `there is no rulebook ${quoted(name)} to extend`,
    fix: `${known} (a path starts from the folder of this file)`,
    place,
  };
}

/** The same rulebook with other tests; the diagnostics are about these alone. */
export function replaceTests(
  { document }: ParsedRulebook,
  tests: TreeEntry,
  { known = [], drafts = false }: TestOptions & { readonly known?: readonly Diagnostic[] } = {},
): Checked<ParsedRulebook> {
  if (document.kind !== 'mapping') return { diagnostics: known };
  const entries = [...document.entries.filter(({ key }) => key !== tests.key), tests];
  return validate({ ...document, entries }, { known, drafts });
}

interface Known extends TestOptions {
  readonly base?: Tree;
  readonly known: readonly Diagnostic[];
}

function validate(own: Tree, { base, known, drafts = false }: Known): CheckedRulebookText {
  const document = mergeRulebooks(own, base);
  const report = createReport(nearestName, known);
  const rulebook = validateRulebook(document, report, { drafts });
  const read = checked(rulebook && freeze({ rulebook, document }), report.diagnostics);
  return read.value === undefined ? { ...read, faulty: document } : read;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
