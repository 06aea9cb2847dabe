import { BUILT_IN_SETS } from '../../language/built-in-sets.ts';
import type { Notation } from '../../model/lead.ts';
import { compileCellParser } from '../../values/cell.ts';
import { fold } from '../../values/fold.ts';
import { trim } from '../../values/white-space.ts';
import type { DraftField } from './draft-fields.ts';
import { isCategory } from './draft-spellings.ts';

/**
 * A value is written into a rulebook only if so many rows share it: it is then a category, and says of none of them
 * who it is.
 */
const FEWEST_ROWS = 5;
/** A column with more different values than this share of its cells is no column of categories. */
const MOST_DISTINCT = 0.2;
const MOST_VALUES = 8;

/** The commonest values of a text field, commonest first, as most cells write them; none where it has no categories. */
export function commonValues({ field, cells }: DraftField, notation: Notation): readonly string[] {
  const parse = compileCellParser(field, { ...notation, blankAlso: [] });
  const spellings = new Map<string, Map<string, number>>();
  let filled = 0;
  for (const cell of cells) {
    const reading = parse(cell);
    if (reading.kind !== 'value') continue;
    filled++;
    const value = String(reading.value);
    // A spelling that stands for another is written as that other.
    const text = trim(cell.text);
    const shown = fold(text) === value ? text : value;
    const counts = spellings.get(value) ?? new Map<string, number>();
    counts.set(shown, (counts.get(shown) ?? 0) + 1);
    spellings.set(value, counts);
  }
  if (spellings.size > filled * MOST_DISTINCT) return [];
  return [...spellings.values()]
    .map(counts => ({ shown: commonest(counts), rows: sumOf(counts) }))
    .filter(({ shown, rows }) => rows >= FEWEST_ROWS && isCategory(shown))
    .sort((one, other) => other.rows - one.rows || (one.shown < other.shown ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(({ shown }) => shown);
}

function commonest(counts: ReadonlyMap<string, number>): string {
  const [first] = [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  return first?.[0] ?? '';
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** A number that about half of the cells reach, with one digit that is 1, 2 or 5; undefined where too few say one. */
export function usualNumber({ field, cells, places }: DraftField, notation: Notation): number | undefined {
  const parse = compileCellParser(field, { ...notation, places, blankAlso: [] });
  const numbers = cells
    .map(cell => parse(cell))
    .flatMap(reading =>
      reading.kind === 'value' && typeof reading.value === 'number' ? [reading.value] : [],
    )
    .filter(number => number > 0)
    .sort((one, other) => one - other);
  const median = numbers[Math.floor(numbers.length / 2)];
  if (median === undefined || numbers.length < ENOUGH || median < 1) return undefined;
  const power = 10 ** Math.floor(Math.log10(median));
  return ([5, 2, 1].find(digit => digit * power <= median) ?? 1) * power;
}

/** With fewer numbers their median would be somebody's own. */
const ENOUGH = 20;

/** Whether some address is at a provider that gives a mailbox to anybody. */
export function hasFreeMail(email: DraftField | undefined): boolean {
  const domains = new Set(BUILT_IN_SETS.free_mail);
  return (email?.cells ?? []).some(({ text }) => domains.has(fold(text).replace(/^.*@/, '')));
}
