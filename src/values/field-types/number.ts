import type { DecimalText } from '../../model/costs.ts';
import type { Cell, Locale, Reading } from '../../model/lead.ts';
import type { NumberField } from '../../model/rulebook.ts';
import { parseDecimal } from '../decimal.ts';
import { ABOVE_MAXIMUM, BELOW_MINIMUM, invalidReading, valueReading } from '../reading.ts';
import { trim } from '../white-space.ts';
import { amountSource, foldNumber, formatAmount, readAmount } from './amount.ts';
import { parseBand } from './band.ts';

const PLAIN_INTEGER = /^-?[0-9]{1,15}$/;
const NOT_PLAIN = invalidReading('not a plain number such as 0.5');

/**
 * The number that a text means as the locale writes numbers, with currency, `%`, suffix, noun; of a band its low end
 * (`1-5M` is one million to five) or its `high` one. Undefined for anything else: never guessed.
 */
export function parseNumber(text: string, locale: Locale, band: 'low' | 'high' = 'low'): number | undefined {
  const trimmed = trim(text);
  if (PLAIN_INTEGER.test(trimmed)) return Number(trimmed) + 0;
  const folded = foldNumber(trimmed);
  return folded === undefined ? undefined : parseBand(folded, locale)?.[band];
}

const AMOUNTS: Readonly<Record<Locale, RegExp>> = {
  en: new RegExp(`^${amountSource('en')}$`),
  fr: new RegExp(`^${amountSource('fr')}$`),
  pl: new RegExp(`^${amountSource('pl')}$`),
};

/** An amount of money as an exact decimal: the grammar of `parseNumber` without bands, nouns and `%`. */
export function parseAmount(text: string, locale: Locale): DecimalText | undefined {
  const folded = foldNumber(trim(text));
  const groups = folded === undefined ? null : AMOUNTS[locale].exec(folded);
  const amount = groups === null ? undefined : readAmount(groups, { first: 1, locale });
  return amount === undefined || amount.unit === '%' ? undefined : formatAmount(amount);
}

/** A plain decimal such as `+0.5`, as rulebooks and JSON write it in every locale. */
export function parsePlainNumber(text: string): number | undefined {
  const unsigned = text.startsWith('+') && !text.startsWith('+-') ? text.slice(1) : text;
  const decimal = parseDecimal(unsigned);
  return decimal === undefined ? undefined : Number(decimal) + 0;
}

/** The reader of a number field's cells, trimmed and not blank. */
export function compileNumber(field: NumberField, locale: Locale): (cell: Cell) => Reading {
  const notNumber = invalidReading(`not a number as ${locale} writes them`);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, band } = field;
  return ({ text, plain }) => {
    const value = plain ? parsePlainNumber(text) : parseNumber(text, locale, band);
    if (value === undefined) return plain ? NOT_PLAIN : notNumber;
    if (value < min) return BELOW_MINIMUM;
    if (value > max) return ABOVE_MAXIMUM;
    return valueReading(value);
  };
}
