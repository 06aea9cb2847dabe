import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import type { PlaceFinder } from './text-places.ts';
import type { Tree, TreeEntry } from './tree.ts';
import {
  ALIAS_BOMB,
  COMPLEX_KEY,
  DUPLICATE_KEY,
  errorAt,
  MERGE_KEY,
  TAG,
  UNKNOWN_ALIAS,
} from './yaml-faults.ts';

/** How many values all the aliases of a file may repeat together. */
export const MAX_REPEATED = 10_000;

/** What is known while a document is walked. */
interface Walk {
  readonly placeOf: PlaceFinder;
  readonly diagnostics: Diagnostic[];
  readonly anchors: Map<string, Tree>;
  /** How many values a tree holds, itself included. */
  readonly weights: WeakMap<Tree, number>;
  repeated: number;
}

/** Nodes of the yaml package → frozen tree. Duplicate and merge keys, tags and bad aliases are reported. */
export function buildTree(root: Node, placeOf: PlaceFinder): { tree: Tree; diagnostics: Diagnostic[] } {
  const walk: Walk = { placeOf, diagnostics: [], anchors: new Map(), weights: new WeakMap(), repeated: 0 };
  return { tree: build(root, undefined, walk), diagnostics: walk.diagnostics };
}

function build(node: unknown, key: Place | undefined, walk: Walk): Tree {
  if (isAlias(node)) return resolve(node, walk);
  const tree = Object.freeze(collectionOrScalar(node, key, walk));
  if (isScalar(node) || isMap(node) || isSeq(node)) {
    // A tag shows only in the source: the package gives the core schema's own tags no other mark.
    if (node.tag !== undefined && node.tag !== '!') fault(walk, tree.place, TAG);
    if (node.anchor !== undefined) walk.anchors.set(node.anchor, tree);
  }
  walk.weights.set(tree, 1 + weighChildren(tree, walk));
  return tree;
}

function collectionOrScalar(node: unknown, key: Place | undefined, walk: Walk): Tree {
  if (isMap(node)) {
    const place = placeOfCollection(node, key, walk);
    return { kind: 'mapping', entries: Object.freeze(buildEntries(node.items, walk)), place };
  }
  if (isSeq(node)) {
    const place = placeOfCollection(node, key, walk);
    return {
      kind: 'list',
      items: Object.freeze(node.items.map(item => build(item, undefined, walk))),
      place,
    };
  }
  if (isScalar(node)) return buildScalar(node, key, walk);
  const place = key ?? walk.placeOf(0, 0);
  return { kind: 'scalar', text: '', plain: true, isNumber: false, isNull: true, place };
}

function buildScalar(node: Scalar, key: Place | undefined, walk: Walk): Tree {
  const text = node.source ?? '';
  const plain = node.type === 'PLAIN';
  const isNull = plain && node.value === null;
  const place = text === '' && isNull && key !== undefined ? key : spanPlace(node, walk);
  return { kind: 'scalar', text, plain, isNumber: plain && typeof node.value === 'number', isNull, place };
}

function buildEntries(pairs: readonly Pair[], walk: Walk): TreeEntry[] {
  const entries = new Map<string, TreeEntry>();
  for (const pair of pairs) {
    if (!isScalar(pair.key)) {
      fault(walk, spanPlace(pair.key as Node | null, walk), COMPLEX_KEY);
      continue;
    }
    const key = pair.key.source ?? '';
    const keyPlace = spanPlace(pair.key, walk);
    if (pair.key.anchor !== undefined || pair.key.tag !== undefined) fault(walk, keyPlace, COMPLEX_KEY);
    const node = build(pair.value, keyPlace, walk);
    const first = entries.get(key);
    if (key === '<<' && pair.key.type === 'PLAIN') fault(walk, keyPlace, MERGE_KEY);
    else if (first !== undefined) fault(walk, keyPlace, DUPLICATE_KEY(key, first.keyPlace.line));
    else entries.set(key, Object.freeze({ key, keyPlace, node }));
  }
  return [...entries.values()];
}

/** The tree that an alias repeats; a nothing in its place where it is undefined, circular or too much. */
function resolve(alias: Alias, walk: Walk): Tree {
  const place = spanPlace(alias, walk);
  const nothing: Tree = { kind: 'scalar', text: '', plain: true, isNumber: false, isNull: true, place };
  const target = walk.anchors.get(alias.source);
  if (target === undefined) {
    fault(walk, place, UNKNOWN_ALIAS(alias.source));
    return nothing;
  }
  const before = walk.repeated;
  walk.repeated += walk.weights.get(target) ?? 1;
  if (walk.repeated <= MAX_REPEATED) return target;
  if (before <= MAX_REPEATED) fault(walk, place, ALIAS_BOMB(MAX_REPEATED));
  return nothing;
}

function weighChildren(tree: Tree, walk: Walk): number {
  const children =
    tree.kind === 'mapping' ? tree.entries.map(entry => entry.node) : tree.kind === 'list' ? tree.items : [];
  return children.reduce((sum, child) => sum + (walk.weights.get(child) ?? 1), 0);
}

function placeOfCollection(node: Node & { flow?: boolean }, key: Place | undefined, walk: Walk): Place {
  return node.flow === true ? spanPlace(node, walk) : (key ?? spanPlace(node, walk));
}

function spanPlace(node: Node | null, walk: Walk): Place {
  return walk.placeOf(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
}

function fault(walk: Walk, place: Place, said: Parameters<typeof errorAt>[1]): void {
  walk.diagnostics.push(errorAt(place, said));
}
