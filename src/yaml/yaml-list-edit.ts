import { isAlias, isScalar, type YAMLSeq } from 'yaml';
import { lineBreakOf, lineEnd, lineStart, type Splice } from './yaml-splice.ts';
import { formatText } from './yaml-style.ts';

/** An item of a list of texts, where it stands. */
interface Item {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly style: Parameters<typeof formatText>[1]['style'];
}

interface List {
  readonly source: string;
  readonly inFlow: boolean;
  readonly items: readonly Item[];
  /** Where what is in the brackets starts, or the first item. */
  readonly start: number;
  readonly end: number;
  /** Right after the colon before the list. */
  readonly colon: number;
}

/**
 * Turns a list of texts into one of the same texts as `wanted`, in any order: items that stay are left as they are,
 * and comments always. A list in brackets on one line gets the order of `wanted`.
 */
export function editList(
  node: YAMLSeq,
  wanted: readonly string[],
  { source, colon }: Pick<List, 'source' | 'colon'>,
): readonly Splice[] {
  const list = readList(node, { source, colon });
  const written = source.slice(list.start, list.end);
  if (list.inFlow && !/[\n#]/.test(written)) return [rewrite(list, wanted)];
  const texts = list.items.map(({ text }) => text);
  const gone = list.items.filter(({ text }, index) => !wanted.includes(text) || texts.indexOf(text) < index);
  const known = new Set(list.items.map(({ text }) => text));
  const added = wanted.filter(text => !known.has(text));
  const replaced = gone.slice(0, added.length).map((item, index) => replaceItem(list, item, added[index]));
  const removed = gone.slice(added.length);
  const more = added.slice(gone.length);
  return [
    ...replaced,
    ...removed.map(item => (list.inFlow ? removeFromFlow(list, { item, removed }) : removeLine(list, item))),
    ...(list.inFlow || wanted.length > 0 ? [] : [emptyList(list)]),
    ...(more.length === 0 ? [] : [append(list, more)]),
  ];
}

function readList(node: YAMLSeq, { source, colon }: Pick<List, 'source' | 'colon'>): List {
  const [start = 0, end = 0] = node.range ?? [];
  const items = node.items.flatMap((item): readonly Item[] => {
    if (!isScalar(item) && !isAlias(item)) return [];
    const [from = 0, to = 0] = item.range ?? [];
    const text = isAlias(item) ? source.slice(from, to) : (item.source ?? '');
    return [{ text, start: from, end: to, style: isScalar(item) ? item.type : 'PLAIN' }];
  });
  return { source, inFlow: node.flow === true, items, start, end, colon };
}

function rewrite({ items, start, end }: List, wanted: readonly string[]): Splice {
  const styles = new Map(items.map(({ text, style }) => [text, style]));
  const texts = wanted.map(text => formatText(text, { style: styles.get(text) ?? 'PLAIN', inFlow: true }));
  return { start, end, text: `[${texts.join(', ')}]` };
}

function replaceItem({ inFlow }: List, { start, end, style, text }: Item, instead = text): Splice {
  return { start, end, text: formatText(instead, { style, inFlow }) };
}

/** The item goes with the comma after it, the last one with that before it unless that has gone already. */
function removeFromFlow(
  { source, start, items }: List,
  { item, removed }: { readonly item: Item; readonly removed: readonly Item[] },
): Splice {
  // A comment after the comma keeps the white space that parts it from what is before.
  const after = /^[ \t]*,(?:[ \t]*(?=[^ \t#]))?/.exec(source.slice(item.end));
  if (after !== null) return { start: item.start, end: item.end + after[0].length, text: '' };
  const previous = items[items.indexOf(item) - 1];
  const before =
    previous !== undefined && removed.includes(previous)
      ? null
      : /,[ \t]*$/.exec(source.slice(start, item.start));
  return { start: item.start - (before?.[0].length ?? 0), end: item.end, text: '' };
}

/** The line goes, and a comment on it gets a line of its own. */
function removeLine({ source }: List, item: Item): Splice {
  const start = lineStart(source, item.start);
  const end = lineEnd(source, item.end);
  const [comment] = /#.*$/.exec(source.slice(item.end, end)) ?? [];
  const dash = source.slice(start).search(/\S/);
  if (comment !== undefined) return { start: start + dash, end, text: comment };
  const next = source.indexOf('\n', end);
  return { start, end: next === -1 ? source.length : next + 1, text: '' };
}

/** After the colon before a list whose lines all go. */
function emptyList({ colon }: List): Splice {
  return { start: colon, end: colon, text: ' []' };
}

function append(list: List, texts: readonly string[]): Splice {
  const { source, inFlow, items, start } = list;
  const last = items.at(-1);
  const written = texts.map(text => formatText(text, { style: 'PLAIN', inFlow }));
  if (inFlow) {
    const at = last?.end ?? start + 1;
    const text = last === undefined ? written.join(', ') : written.map(item => `, ${item}`).join('');
    return { start: at, end: at, text };
  }
  const before = last?.start ?? start;
  const lead = source.slice(lineStart(source, before), before);
  const at = lineEnd(source, last?.end ?? start);
  return { start: at, end: at, text: written.map(item => lineBreakOf(source) + lead + item).join('') };
}
