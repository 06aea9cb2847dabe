import type { Cell } from '../../model/lead.ts';
import { normaliseHeader } from '../../values/header.ts';
import { hasLetter } from '../../values/letters.ts';
import { trim } from '../../values/white-space.ts';

const LONGEST_VALUE = 60;
/** What names somebody or something rather than a category. */
const TELLS_WHO = /[@\d]|\bwww\b/;

/** Whether a text may stand in a rulebook: it names a category, not somebody. */
export function isCategory(value: string): boolean {
  return (
    value.length <= LONGEST_VALUE && hasLetter(value) && !TELLS_WHO.test(value) && !value.startsWith('$')
  );
}

/** Spellings are shown only if more than one row has them: what one row alone says may be about somebody. */
const FEWEST_SPELT = 2;
const MOST_GROUPS = 6;
const MOST_SPELLINGS = 6;

/**
 * Spellings in the cells of a text field that may be of one value, commonest group first: they differ in case and marks
 * alone, or one begins with the words of the other (`Google`, `google ads`, `Google / CPC`).
 */
export function nearSpellings(cells: readonly Cell[]): readonly (readonly string[])[] {
  const rows = new Map<string, number>();
  for (const { text } of cells) rows.set(trim(text), (rows.get(trim(text)) ?? 0) + 1);
  const shown = [...rows].filter(([text, count]) => count >= FEWEST_SPELT && isCategory(text));
  const groups = new Map<string, [text: string, count: number][]>();
  // The shortest first, so that it starts the group that longer ones join.
  const byWords = shown
    .map(([text, count]) => ({ text, count, words: normaliseHeader(text) }))
    .filter(({ words }) => words !== '')
    .sort((one, other) => one.words.length - other.words.length || (one.text < other.text ? -1 : 1));
  for (const { text, count, words } of byWords) {
    const start = [...groups.keys()].find(key => words === key || words.startsWith(`${key} `)) ?? words;
    groups.set(start, [...(groups.get(start) ?? []), [text, count]]);
  }
  const sizeOf = (group: readonly (readonly [string, number])[]) =>
    group.reduce((sum, [, count]) => sum + count, 0);
  return [...groups.values()]
    .filter(group => group.length > 1)
    .sort((one, other) => sizeOf(other) - sizeOf(one))
    .slice(0, MOST_GROUPS)
    .map(group => group.slice(0, MOST_SPELLINGS).map(([text]) => text));
}
