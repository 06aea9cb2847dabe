import type { Diagnostic, Place } from '../model/diagnostic.ts';
import { entryOf, type Tree, type TreeEntry } from '../yaml/tree.ts';
import type { ParsedYaml } from '../yaml/yaml.ts';

/** The sections whose keys are names that the author chose, each with what it names. */
const NAMED: Readonly<Record<string, string>> = {
  sets: 'set',
  fields: 'field',
  criteria: 'criterion',
  frameworks: 'framework',
  scores: 'score group',
};

/**
 * A rulebook's YAML, in the faults of which a name defined twice is said to be one: for YAML it is a key like any other.
 */
export function nameRepeats(yaml: ParsedYaml): ParsedYaml {
  const { value, diagnostics } = yaml;
  return value === undefined
    ? yaml
    : { value, diagnostics: diagnostics.map(diagnostic => nameRepeat(diagnostic, value)) };
}

function nameRepeat(diagnostic: Diagnostic, own: Tree): Diagnostic {
  const { code, place } = diagnostic;
  const found = code === 'duplicate-key' && place !== undefined ? definitionOf(place, own) : undefined;
  if (found === undefined) return diagnostic;
  const { what, first } = found;
  return Object.freeze({
    ...diagnostic,
    code: 'duplicate-id',
    message: `the ${what} \`${first.key}\` is here twice; the first is on line ${first.keyPlace.line}`,
    fix: 'change or remove one of them',
  });
}

/** The definition that a key repeats; undefined for a key of another mapping. */
function definitionOf(
  repeat: Place,
  own: Tree,
): { readonly what: string; readonly first: TreeEntry } | undefined {
  const entries = own.kind === 'mapping' ? own.entries : [];
  const section = entries.findLast(({ keyPlace }) => isBefore(keyPlace, repeat));
  const what = section && Object.hasOwn(NAMED, section.key) ? NAMED[section.key] : undefined;
  if (section === undefined || what === undefined) return undefined;
  const written = repeat.sourceLine.slice(repeat.column - 1, repeat.column - 1 + repeat.length);
  const first = entryOf(section.node, written.replace(/^(["'])(.*)\1$/, '$2'));
  // A key of a definition could be called as another definition is, but stands further in.
  const isNested = first !== undefined && !standsBeside(first.keyPlace, repeat);
  return first === undefined || isNested ? undefined : { what, first };
}

/** Whether two keys can be of one mapping: in one column, or on one line within braces. */
function standsBeside(first: Place, repeat: Place): boolean {
  return first.column === repeat.column || /[{,]\s*$/.test(repeat.sourceLine.slice(0, repeat.column - 1));
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}
