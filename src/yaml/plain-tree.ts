import type { Place } from '../model/diagnostic.ts';
import type { ListTree, MappingTree, Tree } from './tree.ts';

/** Data to be written as YAML: texts, numbers, booleans, lists and mappings of them, and trees as they are. */
export type PlainData = string | number | boolean | readonly PlainData[] | PlainMapping | Written;

/** An entry that is undefined is left out. */
export interface PlainMapping {
  readonly [key: string]: PlainData | undefined;
}

/** A tree among plain data. */
export interface Written {
  readonly tree: Tree;
}

/** Where a tree stands that stands nowhere yet. */
const NOWHERE: Place = Object.freeze({ file: '', line: 1, column: 1, length: 0, sourceLine: '' });

/** A tree among plain data, with lines of comment above it. */
export function written(data: PlainData, ...comment: readonly string[]): Written {
  const tree = treeOf(data);
  return { tree: comment.length === 0 ? tree : { ...tree, comment } };
}

/** Data as a tree. A number is written plainly, so it must be one that has a plain form. */
export function treeOf(data: PlainData): Tree {
  if (typeof data === 'number') return scalar(String(data), { plain: true, isNumber: true });
  if (typeof data === 'boolean') return scalar(String(data), { plain: true, isNumber: false });
  if (typeof data === 'string') return scalar(data, { plain: false, isNumber: false });
  if (isList(data)) return listOf(data);
  return isWritten(data) ? data.tree : mappingOf(data);
}

/** A mapping, with lines of comment above it. */
export function mappingOf(data: PlainMapping, comment: readonly string[] = []): MappingTree {
  const entries = Object.entries(data).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, keyPlace: NOWHERE, node: treeOf(value) }],
  );
  return { kind: 'mapping', entries, place: NOWHERE, ...(comment.length === 0 ? {} : { comment }) };
}

function listOf(data: readonly PlainData[]): ListTree {
  return { kind: 'list', items: data.map(treeOf), place: NOWHERE };
}

function scalar(
  text: string,
  { plain, isNumber }: { readonly plain: boolean; readonly isNumber: boolean },
): Tree {
  return { kind: 'scalar', text, plain, isNumber, isNull: false, place: NOWHERE };
}

function isList(data: PlainData): data is readonly PlainData[] {
  return Array.isArray(data);
}

/** A mapping of data has no tree under this key, for a tree is none of the data. */
function isWritten(data: PlainMapping | Written): data is Written {
  const { tree } = data as { readonly tree?: unknown };
  return typeof tree === 'object' && tree !== null && 'place' in tree;
}
