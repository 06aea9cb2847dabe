import { isOwnKey } from '../yaml/shape-collections.ts';
import { entryOf, type ListTree, type MappingTree, type Tree, type TreeEntry } from '../yaml/tree.ts';

/** The key that names the base of a rulebook. */
export const EXTENDS = 'extends';

type Merge = (own: TreeEntry, base: TreeEntry) => TreeEntry;

/** What is the file's own and never the base's: a base's tests are about the base. */
export const NEVER_INHERITED: readonly string[] = [EXTENDS, 'rulebook', 'version', 'tests'];

const replace: Merge = own => own;
/** The base's list after the own one, without what is in both. */
const append: Merge = (own, base) => {
  const [before, after] = [own.node, base.node];
  if (before.kind !== 'list' || after.kind !== 'list') return own;
  const known = new Set(before.items.map(textOf));
  const added = after.items.filter(item => item.kind !== 'scalar' || !known.has(item.text));
  return { ...own, node: frozen({ ...before, items: [...before.items, ...added] }) };
};
/** The keys of a field whose lists are added to the base's. */
const APPENDED = { columns: append, blank: append } as const;
export const APPENDED_KEYS = Object.keys(APPENDED);
const mergeField = entryWise(APPENDED);

/** How the entries of each section are merged; every other section is replaced whole. */
const MERGES: Readonly<Record<string, Merge>> = {
  sets: entryWise({}),
  fields: entryWise({}, mergeField),
  criteria: entryWise({}),
  frameworks: entryWise({}),
  scores: entryWise({}),
};

/** Sections that are merged by name: one that extends may leave them empty. */
export const MERGED_SECTIONS = Object.keys(MERGES);

/**
 * A rulebook's tree merged over its base's: entries keep the base's order and new ones come after. A tree without a
 * base only loses `extends` and the author's own `x-` keys.
 */
export function mergeRulebooks(own: Tree, base: Tree | undefined): Tree {
  if (own.kind !== 'mapping') return own;
  const inherited = (base?.kind === 'mapping' ? base.entries : []).filter(
    ({ key }) => !NEVER_INHERITED.includes(key),
  );
  const entries = own.entries.filter(({ key }) => key !== EXTENDS);
  return withEntries(
    own,
    mergeEntries({ own: entries, base: inherited }, key => MERGES[key] ?? replace),
  );
}

/** Merges mappings entry by entry, some keys in a way of their own; what is no mapping is replaced. */
function entryWise(merges: Readonly<Record<string, Merge>>, others: Merge = replace): Merge {
  const mergeOf = (key: string) => (Object.hasOwn(merges, key) ? (merges[key] ?? others) : others);
  return (own, base) => {
    if (own.node.kind !== 'mapping' || base.node.kind !== 'mapping') return own;
    const entries = mergeEntries({ own: own.node.entries, base: base.node.entries }, mergeOf);
    return { ...own, node: withEntries(own.node, entries) };
  };
}

function mergeEntries(
  { own, base }: { own: readonly TreeEntry[]; base: readonly TreeEntry[] },
  mergeOf: (key: string) => Merge,
): readonly TreeEntry[] {
  const overridden = new Map(own.map(entry => [entry.key, entry]));
  const inherited = new Set(base.map(({ key }) => key));
  const merged = base.map(entry => {
    const mine = overridden.get(entry.key);
    return mine === undefined ? entry : Object.freeze(mergeOf(entry.key)(mine, entry));
  });
  return [...merged, ...own.filter(({ key }) => !inherited.has(key))].filter(({ key }) => !isOwnKey(key));
}

/** The entry under `extends`, if the tree has one. */
export function extendsOf(tree: Tree): TreeEntry | undefined {
  return entryOf(tree, EXTENDS);
}

function withEntries(tree: MappingTree, entries: readonly TreeEntry[]): MappingTree {
  return Object.freeze({ ...tree, entries: Object.freeze(entries) });
}

function frozen(list: ListTree): ListTree {
  Object.freeze(list.items);
  return Object.freeze(list);
}

function textOf(tree: Tree): string | undefined {
  return tree.kind === 'scalar' ? tree.text : undefined;
}
