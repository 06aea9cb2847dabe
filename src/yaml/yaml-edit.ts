import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { entryOf, type Tree } from './tree.ts';
import { parseYaml, YAML_OPTIONS } from './yaml.ts';
import { formatEntry, formatFlow } from './yaml-format.ts';
import { editList } from './yaml-list-edit.ts';
import { applySplices, lineBreakOf, lineEnd, lineStart, type Splice } from './yaml-splice.ts';
import { formatText } from './yaml-style.ts';
import { treeOf, type YamlValue } from './yaml-value.ts';

/** Keys and indexes from the top of a document down to a node. */
export type YamlPath = readonly (string | number)[];

/** One change of a document. */
export type YamlEdit =
  | {
      readonly kind: 'text';
      /** Of a scalar. */
      readonly path: YamlPath;
      /** The new text by the old one. */
      readonly text: (old: string) => string;
    }
  | {
      readonly kind: 'texts';
      /** Of a list of texts, whose order means nothing. */
      readonly path: YamlPath;
      readonly texts: readonly string[];
    }
  | {
      readonly kind: 'entry';
      /** Of a mapping that has no such key, or nothing after it. */
      readonly path: YamlPath;
      readonly key: string;
      readonly value: YamlValue;
    };

/** How wide a line that is added may get. */
const WIDTH = 110;

/**
 * The same YAML text but for the edits: comments, line breaks, quotes and layout stay as they are. Where paths lead to
 * or through aliases, what is no alias is edited first, for that may be what they repeat; if nothing else is to edit,
 * the aliases become copies. So edit the result again for the rest. A path that leads nowhere changes nothing. The text
 * must have no faults.
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const source = text.slice(mark.length);
  const { contents } = parseDocument(source, YAML_OPTIONS);
  const found = edits.flatMap(edit => {
    const node = findNode(contents, edit.path);
    return node === undefined ? [] : [{ edit, found: node }];
  });
  const direct = found.filter(each => !isAlias(each.found.node));
  const splices =
    direct.length > 0
      ? direct.flatMap(each => editNode(each.edit, each.found, source))
      : found.flatMap(each => replaceAlias(each.edit, each.found, source));
  return mark + applySplices(source, splices);
}

/** A node with what the edit of it must know. */
interface Found {
  readonly node: Node | null;
  readonly inFlow: boolean;
  /** Right after the colon of its key; undefined for an item. */
  readonly colon?: number;
  /** How many steps of the path lead to it. */
  readonly depth: number;
}

/** Follows a path up to its end or to the first alias. */
function findNode(root: Node | null, path: YamlPath): Found | undefined {
  let found: Found = { node: root, inFlow: false, depth: 0 };
  for (const [index, step] of path.entries()) {
    const { node } = found;
    const inFlow = found.inFlow || ((isMap(node) || isSeq(node)) && node.flow === true);
    if (isAlias(node)) return found;
    const depth = index + 1;
    if (isMap(node) && typeof step === 'string') {
      const pair = pairOf(node, step);
      if (pair === undefined) return undefined;
      found = { node: pair.value, inFlow, depth, colon: colonOf(pair) };
    } else if (isSeq(node) && typeof step === 'number') {
      found = { node: (node.items[step] as Node | undefined) ?? null, inFlow, depth };
    } else return undefined;
  }
  return found;
}

type NodePair = Pair<Node, Node | null>;

function pairOf(map: YAMLMap, key: string): NodePair | undefined {
  return (map.items as NodePair[]).find(pair => isScalar(pair.key) && pair.key.source === key);
}

/** Keys stand on one line, and their colon right after them but for white space. */
function colonOf({ key, value }: NodePair): number {
  const [, end = 0] = key.range ?? [];
  return Math.min(end + 1, value?.range?.[0] ?? end + 1);
}

function editNode(edit: YamlEdit, found: Found, source: string): readonly Splice[] {
  const { node, inFlow, colon = 0 } = found;
  switch (edit.kind) {
    case 'text':
      return [editText(found, edit.text, source)];
    case 'texts':
      return isSeq(node) ? editList(node, edit.texts, { source, colon }) : [];
    case 'entry': {
      if (!isMap(node)) return [];
      const entry = { ...edit, node: treeOf(edit.value) };
      if (node.flow === true || inFlow) return [addToFlow(node, entry, source)];
      return [addLines(node, entry, source)];
    }
  }
}

function editText({ node, inFlow, colon }: Found, rewrite: (old: string) => string, source: string): Splice {
  const [start = 0, end = 0] = node?.range ?? [];
  const scalar = isScalar(node) ? node : undefined;
  const isNull = scalar !== undefined && scalar.value === null && scalar.type === 'PLAIN';
  const old = isNull ? '' : (scalar?.source ?? '');
  const text = formatText(rewrite(old), { style: scalar?.type, inFlow });
  const written = source.slice(start, end);
  if (written === '' && colon !== undefined) return { start: colon, end: colon, text: ` ${text}` };
  const isBlock = scalar?.type === 'BLOCK_LITERAL' || scalar?.type === 'BLOCK_FOLDED';
  if (!isBlock) return { start, end, text };
  const [, comment = ''] = /^[|>][^\s#]*([ \t]+#[^\r\n]*)?/.exec(written) ?? [];
  return { start, end, text: text + comment + (/\s*$/.exec(written)?.[0] ?? '') };
}

interface Entry {
  readonly key: string;
  readonly node: ReturnType<typeof treeOf>;
}

/** Behind the last entry in braces; a comma after that stays and closes the new one. */
function addToFlow(map: YAMLMap, { key, node }: Entry, source: string): Splice {
  const written = `${key}: ${formatFlow(node)}`;
  const empty = pairOf(map, key);
  if (empty !== undefined) {
    const colon = colonOf(empty);
    const isColon = source[colon - 1] === ':';
    return { start: colon, end: colon, text: `${isColon ? '' : ':'} ${formatFlow(node)}` };
  }
  const last = (map.items as NodePair[]).at(-1);
  const at = last === undefined ? (map.range?.[0] ?? 0) + 1 : contentEnd(last, source);
  return { start: at, end: at, text: last === undefined ? ` ${written} ` : `, ${written}` };
}

/** On lines of their own under the last entry, indented like the first. */
function addLines(map: YAMLMap, { key, node }: Entry, source: string): Splice {
  const newline = lineBreakOf(source);
  const [first] = map.items as NodePair[];
  const firstAt = first?.key.range?.[0] ?? 0;
  const indent = firstAt - lineStart(source, firstAt);
  const lines = formatEntry({ key, keyPlace: node.place, node }, { indent, width: WIDTH });
  const empty = pairOf(map, key);
  if (empty !== undefined) {
    const [head = '', ...rest] = lines;
    const colon = colonOf(empty);
    const value = head.slice(indent + key.length + 1);
    if (rest.length === 0) return { start: colon, end: colon, text: value };
    const at = lineEnd(source, colon);
    return { start: at, end: at, text: rest.map(line => newline + line).join('') };
  }
  const last = (map.items as NodePair[]).at(-1);
  const end = last === undefined ? firstAt : contentEnd(last, source);
  // A text in block style ends with its line break, all others before it.
  if (source[end - 1] === '\n') return { start: end, end, text: lines.map(line => line + newline).join('') };
  const at = lineEnd(source, end);
  return { start: at, end: at, text: lines.map(line => newline + line).join('') };
}

/** Where what is written of an entry ends, comments behind it not counted. */
function contentEnd({ key, value }: NodePair, source: string): number {
  if ((isMap(value) || isSeq(value)) && value.flow !== true) {
    const last: unknown = value.items.at(-1);
    if (isMap(value) && last !== undefined) return contentEnd(last as NodePair, source);
    if (last !== undefined) return contentEnd({ key, value: last } as NodePair, source);
  }
  const [start = 0, end = 0] = value?.range ?? [];
  return end > start ? end : colonOf({ key, value } as NodePair);
}

/** An alias gives way to a text right away, else to a copy that can be edited. */
function replaceAlias(edit: YamlEdit, found: Found, source: string): readonly Splice[] {
  const isText = edit.kind === 'text' && found.depth === edit.path.length;
  return [isText ? editText(found, edit.text, source) : copyAlias(found, { source, path: edit.path })];
}

/** What an alias repeats, written in its place. */
function copyAlias(
  { node, depth }: Found,
  { source, path }: { readonly source: string; readonly path: YamlPath },
): Splice {
  const [start = 0, end = 0] = node?.range ?? [];
  const tree = path
    .slice(0, depth)
    .reduce<Tree | undefined>(
      (parent, step) => (typeof step === 'string' ? entryOf(parent, step)?.node : itemOf(parent, step)),
      parseYaml(source, '').value,
    );
  return { start, end, text: tree === undefined ? source.slice(start, end) : formatFlow(tree) };
}

function itemOf(tree: Tree | undefined, index: number): Tree | undefined {
  return tree?.kind === 'list' ? tree.items[index] : undefined;
}
