import type { Place } from '../model/diagnostic.ts';
import { type Placed, quoted, type Reader, type Report, suggest } from './shape.ts';
import { wrongShape } from './shape-scalars.ts';
import type { MappingTree, Tree, TreeEntry } from './tree.ts';

/** One key of a mapping: how its value is read, and whether it must be there. */
export interface Key<T, Must extends boolean = boolean> {
  readonly read: Reader<T>;
  readonly must: Must;
}

export const required = <T>(read: Reader<T>): Key<T, true> => ({ read, must: true });
export const optional = <T>(read: Reader<T>): Key<T, false> => ({ read, must: false });

export type Keys = Readonly<Record<string, Key<unknown>>>;

type MustKeys<K extends Keys> = {
  [Name in keyof K]: K[Name] extends Key<unknown, true> ? Name : never;
}[keyof K];
type ValueOf<K> = K extends Key<infer T> ? T : never;

/** What a table of keys reads: a required key's value is there, an optional key's may be. */
export type Shape<K extends Keys> = { readonly [Name in MustKeys<K>]: ValueOf<K[Name]> } & {
  readonly [Name in Exclude<keyof K, MustKeys<K>>]?: ValueOf<K[Name]>;
};

/** Keys that start with `x-` are the author's own and are ignored anywhere. */
export function isOwnKey(key: string): boolean {
  return key.startsWith('x-');
}

const MAPPING_FIX = 'write it as { name: value }, or line by line, indented';

/** The entries of a mapping but the author's own; reported where there are none. */
export function entriesOf(tree: Tree, expected: string, report: Report): readonly TreeEntry[] | undefined {
  if (tree.kind !== 'mapping') return wrongShape(tree, { expected: expected, fix: MAPPING_FIX }, report);
  const entries = tree.entries.filter(({ key }) => !isOwnKey(key));
  return entries.length > 0 ? entries : empty(tree, expected, report);
}

/**
 * A mapping by a table of key → reader. Unknown and missing keys are reported; `what` names the mapping in messages,
 * such as `a field`. The value of a misspelt key is read as that of the key it was meant to be, for its faults.
 * Undefined where a required key is missing or has no meaning.
 */
export function mapping<K extends Keys>(what: string, keys: K): Reader<Shape<K>> {
  const names = Object.keys(keys);
  return (tree, report) => {
    if (tree.kind !== 'mapping')
      return wrongShape(
        tree,
        { expected: what, fix: `write it as { key: value }; its keys are ${list(names)}` },
        report,
      );
    const found: Record<string, unknown> = {};
    const present = new Set<string>();
    for (const { key, keyPlace, node } of tree.entries) {
      if (isOwnKey(key)) continue;
      const name = Object.hasOwn(keys, key) ? key : unknownKey({ key, keyPlace }, { what, names }, report);
      const value = name === undefined ? undefined : keys[name]?.read(node, report);
      if (name !== undefined) present.add(name);
      if (name === key && value !== undefined) found[key] = value;
    }
    return complete(tree, { what, keys, found, present }, report) ? (found as Shape<K>) : undefined;
  };
}

interface Found {
  readonly what: string;
  readonly keys: Keys;
  readonly found: Readonly<Record<string, unknown>>;
  /** Keys that are there, misspelt ones under the name they were meant to be. */
  readonly present: ReadonlySet<string>;
}

function complete(tree: MappingTree, { what, keys, found, present }: Found, report: Report): boolean {
  const must = Object.keys(keys).filter(name => keys[name]?.must === true);
  for (const name of must) {
    if (present.has(name)) continue;
    report.error(tree.place, {
      code: 'missing-key',
      message: `${what} needs the key ${quoted(name)}`,
      fix: `add \`${name}: …\``,
    });
  }
  return must.every(name => Object.hasOwn(found, name));
}

/** Reports a key that is not one of `names`; returns the one it was probably meant to be. */
export function unknownKey(
  { key, keyPlace }: { key: string; keyPlace: Place },
  { what, names }: { what: string; names: readonly string[] },
  report: Report,
): string | undefined {
  report.error(keyPlace, {
    code: 'unknown-key',
    message: `${quoted(key)} is not a key of ${what}`,
    fix: suggest(key, names, report),
  });
  return report.nearest(key, names);
}

/** A list, read item by item; items without a meaning are left out. Empty lists are errors unless `allowEmpty`. */
export function listOf<T>(
  read: Reader<T>,
  { expected = 'a list', allowEmpty = false }: { expected?: string; allowEmpty?: boolean } = {},
): Reader<readonly T[]> {
  return (tree, report) => {
    if (tree.kind !== 'list') return wrongShape(tree, { expected: expected, fix: listFix(tree) }, report);
    if (tree.items.length === 0 && !allowEmpty) return empty(tree, expected, report);
    return tree.items.map(item => read(item, report)).filter(value => value !== undefined);
  };
}

/** An entry of a mapping whose keys are names that the author chose. */
export interface Named<T> extends Placed<T> {
  readonly name: string;
}

/** A mapping of chosen names; `read` gets each entry and says what it means. Empty mappings are errors. */
export function namedEntries<T>(
  expected: string,
  read: (entry: TreeEntry, report: Report) => T | undefined,
): Reader<readonly Named<T>[]> {
  return (tree, report) =>
    entriesOf(tree, expected, report)?.flatMap(entry => {
      const value = read(entry, report);
      return value === undefined ? [] : [{ name: entry.key, place: entry.keyPlace, value }];
    });
}

function empty(tree: Tree, expected: string, report: Report): undefined {
  return report.error(tree.place, {
    code: 'empty',
    message: `expected ${expected}; this one is empty`,
    fix: 'add an entry, or remove the key',
  });
}

function listFix(tree: Tree): string {
  return tree.kind === 'scalar' && !tree.isNull
    ? `put it in brackets: [${tree.text.slice(0, 40)}]`
    : 'write it in brackets, such as [a, b], or line by line, each with a dash';
}

function list(names: readonly string[]): string {
  return names.map(quoted).join(', ');
}
