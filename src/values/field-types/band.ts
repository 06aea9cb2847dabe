import type { Locale } from '../../model/lead.ts';
import { AMOUNT_GROUPS, type Amount, amountSource, formatAmount, readAmount } from './amount.ts';

/** What a number cell says: one number (low and high the same) or a band of them. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

// All words are folded, and all three languages hold in every locale: lists mix them.
const NOUNS =
  'salaries?|sal\\.?|employes?|employees?|personnes?|etp|ftes?|pracowni(?:k|ka|cy|kow)|prac\\.|osob[ay]?|os\\.|people|persons?';
const FROM = 'de|od|from';
const TO = 'a|to|do|ou|or|lub';
const BETWEEN = '(?:entre|between|miedzy) ';
const AND = ' (?:et|and|a|i) ';
const DASH = ' ?[-‐‑‒–—−] ?';
const MORE_THAN = '(?:(?:plus de|powyzej|over|more than|above|ponad|wiecej niz) |(?:>=?|≥) ?)';
const LESS_THAN =
  "(?:(?:moins de|ponizej|under|less than|fewer than|below|mniej niz|up to|jusqu['’]a|do) |(?:<=?|≤) ?)";
const AND_MORE = '(?: ?\\+| (?:et plus|ou plus|and more|or more|and over|i wiecej|lub wiecej))';

type BandKind = 'single' | 'range' | 'between' | 'more_than' | 'and_more' | 'less_than';

/** What each kind of band looks like, given the source of one amount and of the noun that may follow it. */
const SHAPES: Readonly<Record<BandKind, (amount: string, noun: string) => string>> = {
  single: (amount, noun) => `${amount}${noun}`,
  range: (amount, noun) => `(?:(?:${FROM}) )?${amount}(?:${DASH}| (?:${TO}) )${amount}${noun}`,
  between: (amount, noun) => `${BETWEEN}${amount}${AND}${amount}${noun}`,
  more_than: (amount, noun) => `${MORE_THAN}${amount}${noun}`,
  and_more: (amount, noun) => `${amount}(?:${noun}${AND_MORE}|${AND_MORE}${noun})`,
  less_than: (amount, noun) => `${LESS_THAN}${amount}${noun}`,
};

type Ends = (amounts: readonly Amount[], places: number) => Band | undefined;

const ONE: Ends = ([amount], places) =>
  amount && { low: toNumber(amount, places), high: toNumber(amount, places) };
const TWO: Ends = ([low, high], places) => low && high && rangeOf(low, high, places);
const UP_TO: Ends = ([amount], places) => amount && { low: 0, high: toNumber(amount, places) };

const ENDS: Readonly<Record<BandKind, Ends>> = {
  single: ONE,
  range: TWO,
  between: TWO,
  more_than: ONE,
  and_more: ONE,
  less_than: UP_TO,
};

interface BandPattern {
  readonly pattern: RegExp;
  readonly ends: Ends;
}

/** Everything that a number cell of each locale may look like, folded; the first that matches is its meaning. */
const PATTERNS: Readonly<Record<Locale, readonly BandPattern[]>> = {
  en: compilePatterns('en'),
  'en-GB': compilePatterns('en-GB'),
  fr: compilePatterns('fr'),
  pl: compilePatterns('pl'),
};

function compilePatterns(locale: Locale): readonly BandPattern[] {
  const amount = amountSource(locale);
  const noun = `(?: ?(?:${NOUNS}))?`;
  return (Object.keys(SHAPES) as BandKind[]).map(kind => ({
    pattern: new RegExp(`^${SHAPES[kind](amount, noun)}$`),
    ends: ENDS[kind],
  }));
}

/**
 * The band in a text folded by `foldNumber`, or undefined if it is none, or runs from high to low. Numbers without a
 * suffix of their own have their point moved by so many places.
 */
export function parseBand(folded: string, locale: Locale, places = 0): Band | undefined {
  for (const { pattern, ends } of PATTERNS[locale]) {
    const groups = pattern.exec(folded);
    if (groups === null) continue;
    const amounts: Amount[] = [];
    for (let first = 1; first < groups.length; first += AMOUNT_GROUPS) {
      const amount = readAmount(groups, { first, locale });
      if (amount === undefined) return undefined;
      amounts.push(amount);
    }
    const band = ends(amounts, places);
    return band !== undefined && band.low <= band.high ? band : undefined;
  }
  return undefined;
}

/**
 * In `1-5M` the suffix is meant for both ends, in `500 € - 1 k€` not; where it would turn the ends around, as in
 * `500-1M`, nobody knows.
 */
function rangeOf(low: Amount, high: Amount, places: number): Band | undefined {
  if (low.unit !== undefined && high.unit !== undefined && low.unit !== high.unit) return undefined;
  const { shift } = high;
  const scaled = low.shift === undefined && shift !== undefined ? { ...low, shift } : low;
  return { low: toNumber(scaled, places), high: toNumber(high, places) };
}

function toNumber(amount: Amount, places: number): number {
  // Adding 0 turns a negative zero into zero.
  return Number(formatAmount(amount, places)) + 0;
}
