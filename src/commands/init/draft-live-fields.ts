import { type PlainMapping, written } from '../../yaml/plain-tree.ts';
import type { Tree } from '../../yaml/tree.ts';
import type { DraftField } from './draft-fields.ts';
import type { OtherField } from './draft-other-fields.ts';

/** Fields that are read in a way of their own, whether a rule asks about them or not. */
const SPECIAL = ['source', 'created'];
/** Keys under which a field stands as a value. */
const NAMING: ReadonlySet<string> = new Set(['per', 'since', 'keys']);

/** Every name that a section may mean a field by. */
export function mentionedIn(tree: Tree): ReadonlySet<string> {
  const names = new Set(SPECIAL);
  const add = (name: string): void => void names.add(name.replace(/\.domain$/, ''));
  const visit = (node: Tree, isName: boolean): void => {
    if (node.kind === 'scalar' && isName) add(node.text);
    if (node.kind === 'list') for (const item of node.items) visit(item, isName);
    if (node.kind !== 'mapping') return;
    for (const entry of node.entries) {
      add(entry.key);
      visit(entry.node, NAMING.has(entry.key));
    }
  };
  visit(tree, false);
  return names;
}

/** The section `fields`, and the fields that nothing asks about: these wait in comments, unless there are no others. */
export function divideFields({
  fields,
  others,
  used,
}: {
  readonly fields: readonly DraftField[];
  readonly others: readonly OtherField[];
  readonly used: ReadonlySet<string>;
}): { readonly live: PlainMapping; readonly idle: readonly OtherField[] } {
  const asked = fields.filter(({ name }) => used.has(name));
  const unasked = fields.filter(({ name }) => !used.has(name)).map(asOther);
  const idle = [...unasked, ...others];
  if (asked.length === 0) {
    return {
      live: entries(idle.map(({ name, definition, seen }) => [name, written(definition, seen)])),
      idle: [],
    };
  }
  return {
    live: entries(asked.map(({ name, definition, seen }) => [name, written(definition, ...seen)])),
    idle,
  };
}

function asOther({ name, definition, seen }: DraftField): OtherField {
  return { name, definition, seen: seen.join('; ') };
}

function entries(list: readonly (readonly [string, PlainMapping[string]])[]): PlainMapping {
  return Object.fromEntries(list);
}
