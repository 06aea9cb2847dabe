import type { ParsedRulebook } from '../../../language/parse.ts';
import { validateRulebook } from '../../../language/validate.ts';
import type { Diagnostic, Place } from '../../../model/diagnostic.ts';
import { nearestName } from '../../../values/nearest.ts';
import { createReport } from '../../../yaml/shape.ts';
import type { MappingTree, Tree, TreeEntry } from '../../../yaml/tree.ts';

/** Sections that are read entry by entry, so that one with a fault leaves the others their meaning. */
const BY_ENTRY: ReadonlySet<string> = new Set(['sets', 'fields', 'criteria', 'frameworks', 'scores']);
/** Each round takes out what refers to what the last one took out. */
const MOST_ROUNDS = 20;

/**
 * A rulebook with errors without the entries that they stand in and those that refer to these: what is left has a
 * meaning, so that doubts inside its entries can be told along with the errors of the others. Its stages are left out
 * where something else was that a stage may depend on. Undefined where nothing is left that has a meaning.
 */
export function soundPart(
  document: Tree | undefined,
  diagnostics: readonly Diagnostic[],
): ParsedRulebook | undefined {
  let rest = document;
  let faults = placesOf(diagnostics);
  for (let round = 0; round < MOST_ROUNDS && rest?.kind === 'mapping' && faults.length > 0; round++) {
    const sound: Tree = withoutFaults(rest, faults);
    const report = createReport(nearestName);
    const rulebook = validateRulebook(sound, report);
    faults = placesOf(report.diagnostics);
    if (faults.length === 0) return rulebook && { rulebook, document: sound };
    rest = sound;
  }
  return undefined;
}

function placesOf(diagnostics: readonly Diagnostic[]): readonly Place[] {
  return diagnostics.flatMap(({ severity, place }) => (severity === 'error' && place ? [place] : []));
}

function withoutFaults(document: MappingTree, faults: readonly Place[]): MappingTree {
  let isLess = false;
  const entries = document.entries.flatMap((entry): readonly TreeEntry[] => {
    const { key, node } = entry;
    if (key === 'stages') return [entry];
    if (!BY_ENTRY.has(key) || node.kind !== 'mapping') return isTouched(entry, faults) ? [] : [entry];
    const left = node.entries.filter(each => !isTouched(each, faults));
    if (left.length < node.entries.length && key !== 'sets') isLess = true;
    return left.length === 0 ? [] : [{ ...entry, node: { ...node, entries: left } }];
  });
  return {
    ...document,
    entries: entries.map(entry =>
      entry.key === 'stages' && (isLess || isTouched(entry, faults)) ? withoutStages(entry) : entry,
    ),
  };
}

/** Whether a fault stands on one of an entry's lines: one too many is left out rather than one too few. */
function isTouched({ keyPlace, node }: TreeEntry, faults: readonly Place[]): boolean {
  const { file, line } = keyPlace;
  const last = lastLine(node, line);
  return faults.some(place => place.file === file && place.line >= line && place.line <= last);
}

function lastLine(node: Tree, line: number): number {
  const own = Math.max(line, node.place.line);
  if (node.kind === 'scalar') return own;
  const parts = node.kind === 'list' ? node.items : node.entries.map(entry => entry.node);
  return parts.reduce((last, part) => lastLine(part, last), own);
}

/** Every lead in the one stage that needs no condition. */
function withoutStages(entry: TreeEntry): TreeEntry {
  const { place } = entry.node;
  const lead: Tree = { kind: 'scalar', text: 'lead', plain: true, isNumber: false, isNull: false, place };
  const stage: Tree = { kind: 'mapping', entries: [{ key: 'stage', keyPlace: place, node: lead }], place };
  return { ...entry, node: { kind: 'list', items: [stage], place } };
}
