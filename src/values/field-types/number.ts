import type { DecimalText } from '../../model/costs.ts';
import type { Cell, CellNotation, Locale, Reading } from '../../model/lead.ts';
import type { NumberField } from '../../model/rulebook.ts';
import { movePoint, parseDecimal } from '../decimal.ts';
import { ABOVE_MAXIMUM, BELOW_MINIMUM, invalidReading, valueReading } from '../reading.ts';
import { trim } from '../white-space.ts';
import { amountSource, DECIMAL_MARK, foldNumber, formatAmount, readAmount } from './amount.ts';
import { parseBand } from './band.ts';

const PLAIN_INTEGER = /^-?[0-9]{1,15}$/;
const NOT_PLAIN = invalidReading('not a plain number such as 0.5');

/** Which end of a band is meant, and how many places the header moves the point of numbers: 3 for thousands. */
export interface NumberOptions {
  readonly band?: 'low' | 'high';
  readonly places?: number;
}

/**
 * The number that a text means as the locale writes numbers, with currency, `%`, suffix, noun; of a band its low end
 * (`1-5M` is one million to five) or its `high` one. Undefined for anything else: never guessed.
 */
export function parseNumber(
  text: string,
  locale: Locale,
  { band = 'low', places = 0 }: NumberOptions = {},
): number | undefined {
  const trimmed = trim(text);
  if (places === 0 && PLAIN_INTEGER.test(trimmed)) return Number(trimmed) + 0;
  const folded = foldNumber(trimmed);
  return folded === undefined ? undefined : parseBand(folded, locale, places)?.[band];
}

const AMOUNTS: Readonly<Record<Locale, RegExp>> = {
  en: new RegExp(`^${amountSource('en')}$`),
  'en-GB': new RegExp(`^${amountSource('en-GB')}$`),
  fr: new RegExp(`^${amountSource('fr')}$`),
  pl: new RegExp(`^${amountSource('pl')}$`),
};

const DECIMALS: Readonly<Record<'.' | ',', RegExp>> = {
  '.': /([0-9]*)\.([0-9]+)/g,
  ',': /([0-9]*),([0-9]+)/g,
};

/**
 * What the decimal marks in a cell look like as the locale writes numbers: there are none, all of them might be marks between
 * thousands (`12.500` under en), or some are followed by other decimals.
 */
export function decimalMark(text: string, locale: Locale): 'none' | 'thousands' | 'decimals' {
  const marks = [...text.matchAll(DECIMALS[DECIMAL_MARK[locale]])];
  if (marks.length === 0) return 'none';
  return marks.every(([, before = '', after = '']) => /^[1-9][0-9]{0,2}$/.test(before) && after.length === 3)
    ? 'thousands'
    : 'decimals';
}

/** An amount of money as an exact decimal: the grammar of `parseNumber` without bands, nouns and `%`. */
export function parseAmount(text: string, locale: Locale): DecimalText | undefined {
  const folded = foldNumber(trim(text));
  const groups = folded === undefined ? null : AMOUNTS[locale].exec(folded);
  const amount = groups === null ? undefined : readAmount(groups, { first: 1, locale });
  return amount === undefined || amount.unit === '%' ? undefined : formatAmount(amount);
}

/** A plain decimal such as `+0.5`, as rulebooks and JSON write it in every locale, its point moved by so many places. */
export function parsePlainNumber(text: string, places = 0): number | undefined {
  const unsigned = text.startsWith('+') && !text.startsWith('+-') ? text.slice(1) : text;
  const decimal = parseDecimal(unsigned);
  if (decimal === undefined) return undefined;
  const isNegative = decimal.startsWith('-');
  const moved = Number(movePoint(isNegative ? decimal.slice(1) : decimal, places));
  return (isNegative ? -moved : moved) + 0;
}

/** The reader of a number field's cells, trimmed and not blank. */
export function compileNumber(
  field: NumberField,
  { locale, places = 0 }: Pick<CellNotation, 'locale' | 'places'>,
): (cell: Cell) => Reading {
  const notNumber = invalidReading(`not a number as ${locale} writes them`);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, band } = field;
  return ({ text, plain }) => {
    const value = plain ? parsePlainNumber(text, places) : parseNumber(text, locale, { band, places });
    if (value === undefined) return plain ? NOT_PLAIN : notNumber;
    if (value < min) return BELOW_MINIMUM;
    if (value > max) return ABOVE_MAXIMUM;
    return valueReading(value);
  };
}
