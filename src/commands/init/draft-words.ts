import type { CellCount } from '../../language/recognition/readings.ts';
import type { Notation } from '../../model/lead.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { ORDER_WORDS, orderOf } from '../../values/field-types/date.ts';
import { fold } from '../../values/fold.ts';

const READ_AS: Readonly<Record<FieldType, string>> = {
  text: 'text',
  number: 'a number',
  date: 'a date',
  boolean: 'yes or no',
  email: 'an e-mail address',
  url: 'a web address',
  phone: 'a phone number',
};

/** Types that read differently by how a list is written, and how that is said. */
const UNDER: Partial<Readonly<Record<FieldType, (notation: Notation) => string>>> = {
  number: ({ locale }) => ` under ${locale}`,
  date: notation => `, ${ORDER_WORDS[orderOf(notation)]}`,
};

export const seenNothing = 'all of its cells are blank';

/** `96 % of 1,203 cells read as a number under fr`. */
export function seenAs(
  type: FieldType,
  { count, notation }: { readonly count: CellCount; readonly notation: Notation },
): string {
  if (type === 'text') return `text in ${cellsOf(count.filled)}`;
  const under = UNDER[type]?.(notation) ?? '';
  return `${percentOf(count)} % of ${cellsOf(count.filled)} read as ${READ_AS[type]}${under}`;
}

/** A share in whole percents: 100 only where nothing is missing, 0 only where nothing is there. */
export function percentOf({ filled, read }: CellCount): number {
  if (read === filled || read === 0) return read === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((read / filled) * 100)));
}

export function cellsOf(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'cell' : 'cells'}`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

const LONGEST_NAME = 40;

/** `code_naf` for `Code NAF`: plain letters and digits, a letter first; undefined where there are none. */
export function slugOf(text: string, between: '_' | '-'): string | undefined {
  const slug = fold(text.slice(0, 4 * LONGEST_NAME))
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, between)
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST_NAME)
    .replace(/[_-]+$/, '');
  return slug === '' ? undefined : slug;
}
