import {
  entryOf,
  type ListTree,
  type MappingTree,
  type ScalarTree,
  type Tree,
  type TreeEntry,
} from './tree.ts';

const INDENT = 2;
/** Texts that mean the same without quotes, also inside brackets. */
const PLAIN_TEXT = /^[\p{L}\p{N}$_](?:[\p{L}\p{N}\p{M} ._@/+$%&'()-]*[\p{L}\p{N}\p{M}_@/+$%'()-])?$/u;
const NUMBER_OR_NULL =
  /^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|null|Null|NULL)$/;
/** What would end a comment, or would not be read in one. */
const NOT_IN_COMMENT =
  /[\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/gu;
/** What CI runners obey anywhere in a line, should the document be printed there. */
const RUNNER_COMMAND = /#(?=#(?:\[|vso\[|teamcity\[))/gi;
const UNPRINTABLE = /[\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

/** How a document is laid out. */
export interface Layout {
  /** The widest line that a collection in brackets may fill. */
  readonly width: number;
  /** Keys of the document whose entries stand on lines of their own, however short. */
  readonly sections: readonly string[];
}

/**
 * A tree as YAML that parses to the same tree: in brackets what fits into a line, in lines what does not or what has
 * comments in it.
 */
export function formatYaml(tree: MappingTree, { width, sections }: Layout): string {
  const entries = tree.entries.map(entry => {
    const { key, node } = entry;
    const section = sections.includes(key) && node.kind !== 'scalar' && !isEmpty(node);
    if (!section) return formatEntry(entry, { indent: 0, width }).join('\n');
    const lines = blockLines(node, { indent: INDENT, width });
    return ['', ...formatComment(node, 0), `${formatKey(key)}:`, ...lines].join('\n');
  });
  return [...formatComment(tree, 0), ...entries].join('\n').concat('\n');
}

/** The lines of a comment, each behind a `#` but for empty ones; what a comment cannot hold is a space in it. */
function formatComment({ comment = [] }: Tree, indent: number): readonly string[] {
  return comment.map(line =>
    line === ''
      ? ''
      : `${' '.repeat(indent)}# ${line.replace(NOT_IN_COMMENT, ' ').replace(RUNNER_COMMAND, ' ')}`.trimEnd(),
  );
}

/** Whether there is a comment inside, which brackets have no room for. */
function holdsComment(tree: Tree): boolean {
  if (tree.kind === 'scalar') return false;
  const inside = tree.kind === 'list' ? tree.items : tree.entries.map(({ node }) => node);
  return inside.some(node => node.comment !== undefined || holdsComment(node));
}

interface Room {
  readonly indent: number;
  readonly width: number;
}

/** The lines of a collection in block style. */
function blockLines(tree: Tree, room: Room): readonly string[] {
  if (tree.kind === 'mapping') return tree.entries.flatMap(entry => formatEntry(entry, room));
  if (tree.kind === 'list') return tree.items.flatMap(item => formatItem(item, room));
  return [`${' '.repeat(room.indent)}${formatScalar(tree)}`];
}

/** One entry of a mapping, as lines indented by `indent`: in brackets if that fits `width`. */
export function formatEntry({ key, node }: TreeEntry, { indent, width }: Room): readonly string[] {
  const start = `${' '.repeat(indent)}${formatKey(key)}:`;
  const comment = formatComment(node, indent);
  const flow = formatFlow(node);
  const fits = start.length + 1 + flow.length <= width && !holdsComment(node);
  if (node.kind === 'scalar' || isEmpty(node) || fits) return [...comment, `${start} ${flow}`];
  if (isTextList(node)) return [...comment, ...wrapList(node, { start, room: { indent, width } })];
  return [...comment, start, ...blockLines(node, { indent: indent + INDENT, width })];
}

/** A list of texts in brackets over several lines. */
function wrapList({ items }: ListTree, { start, room }: { start: string; room: Room }): readonly string[] {
  const lines: string[] = [];
  let line = `${start} [`;
  for (const [index, item] of items.entries()) {
    const text = formatFlow(item) + (index === items.length - 1 ? ']' : ',');
    if (index === 0) line += text;
    else if (line.length + 1 + text.length <= room.width) line += ` ${text}`;
    else {
      lines.push(line);
      line = ' '.repeat(room.indent + INDENT) + text;
    }
  }
  return [...lines, line];
}

function isTextList(tree: Tree): tree is ListTree {
  return (
    tree.kind === 'list' && tree.items.every(item => item.kind === 'scalar' && item.comment === undefined)
  );
}

/** An item of a list: the first line of what is in it follows the dash. */
function formatItem(item: Tree, { indent, width }: Room): readonly string[] {
  const start = `${' '.repeat(indent)}- `;
  const comment = formatComment(item, indent);
  const flow = formatFlow(item);
  const fits = start.length + flow.length <= width && !holdsComment(item);
  if (item.kind === 'scalar' || isEmpty(item) || fits) return [...comment, start + flow];
  const [first = '', ...rest] = blockLines(item, { indent: indent + INDENT, width });
  return [...comment, start + first.slice(indent + INDENT), ...rest];
}

/** A tree on one line, collections in brackets. */
export function formatFlow(tree: Tree): string {
  if (tree.kind === 'scalar') return formatScalar(tree);
  if (tree.kind === 'list') return `[${tree.items.map(formatFlow).join(', ')}]`;
  const entries = tree.entries.map(({ key, node }) => `${formatKey(key)}: ${formatFlow(node)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function isEmpty(tree: Tree): boolean {
  return (
    (tree.kind === 'list' && tree.items.length === 0) ||
    (tree.kind === 'mapping' && tree.entries.length === 0)
  );
}

function formatKey(key: string): string {
  return PLAIN_TEXT.test(key) && !/^null$/i.test(key) ? key : quote(key);
}

function formatScalar({ text, plain, isNumber, isNull }: ScalarTree): string {
  if (isNull) return 'null';
  if (plain && isNumber) return text;
  return PLAIN_TEXT.test(text) && !NUMBER_OR_NULL.test(text) ? text : quote(text);
}

/** In double quotes, of which JSON's are a part. */
export function quote(text: string): string {
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(UNPRINTABLE, escaped).replace(RUNNER_COMMAND, escaped);
}

/** An order of keys: those named first, in this order, then the others as they stand. */
export interface KeyOrder {
  readonly keys?: readonly string[];
  /** The order under each of these keys. */
  readonly under?: Readonly<Record<string, KeyOrder>>;
  /** The order in every other entry, or in every item of a list. */
  readonly each?: KeyOrder;
}

/** The same tree, the keys of its mappings put in order. */
export function orderKeys(tree: Tree, order: KeyOrder | undefined): Tree {
  if (order === undefined || tree.kind === 'scalar') return tree;
  if (tree.kind === 'list') return { ...tree, items: tree.items.map(item => orderKeys(item, order.each)) };
  const { keys = [], under = {} } = order;
  const known = keys.map(key => entryOf(tree, key)).filter(entry => entry !== undefined);
  const others = tree.entries.filter(({ key }) => !keys.includes(key));
  const entries = [...known, ...others].map(entry => {
    const next = Object.hasOwn(under, entry.key) ? under[entry.key] : order.each;
    return { ...entry, node: orderKeys(entry.node, next) };
  });
  return { ...tree, entries };
}
