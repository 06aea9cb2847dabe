import type { DecimalText } from '../../model/costs.ts';
import type { Locale } from '../../model/lead.ts';
import { countSignificantDigits, movePoint, SIGNIFICANT_DIGITS } from '../decimal.ts';
import { fold } from '../fold.ts';
import { WHITE_SPACE } from '../white-space.ts';

/** Folded signs and words of one currency; what is written on both sides of a number must mean the same. */
const UNITS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  "d'euros": 'EUR',
  'd’euros': 'EUR',
  $: 'USD',
  us$: 'USD',
  $us: 'USD',
  '£': 'GBP',
  zl: 'PLN',
  eur: 'EUR',
  usd: 'USD',
  gbp: 'GBP',
  pln: 'PLN',
  chf: 'CHF',
  '%': '%',
};
const CURRENCY = "€|(?:us)?\\$|\\$us|£|zl|(?:d['’])?euros?|eur|usd|gbp|pln|chf";
/** How many places a suffix moves the decimal point. */
const SUFFIXES: Readonly<Record<string, number>> = {
  ...{ k: 3, tys: 3, 'tys.': 3 },
  ...{
    m: 6,
    mln: 6,
    'mln.': 6,
    mio: 6,
    'mio.': 6,
    'mil.': 6,
    million: 6,
    millions: 6,
    milion: 6,
    miliony: 6,
    milionow: 6,
  },
  ...{ bn: 9, md: 9, mld: 9, 'mld.': 9, milliard: 9, milliards: 9, miliard: 9, miliardy: 9, miliardow: 9 },
};
const SIGN = '[+\\-−]';

// A group that starts with 0 is refused: `0,123` under en is far rather a decimal comma than 123.
const ENGLISH = '(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?|\\.[0-9]+';
const CONTINENTAL =
  '(?:[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]{0,2}(?:\\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?|,[0-9]+';
const NOTATIONS: Readonly<
  Record<Locale, { readonly digits: string; readonly groups: RegExp; readonly point: string }>
> = {
  en: { digits: ENGLISH, groups: /,/g, point: '.' },
  'en-GB': { digits: ENGLISH, groups: /,/g, point: '.' },
  fr: { digits: CONTINENTAL, groups: /[ .]/g, point: ',' },
  pl: { digits: CONTINENTAL, groups: /[ .]/g, point: ',' },
};

/** What stands before decimals, by locale. */
export const DECIMAL_MARK: Readonly<Record<Locale, '.' | ','>> = { en: '.', 'en-GB': '.', fr: ',', pl: ',' };

const GROUPING_SPACE = '[ \\u00a0\\u2009\\u202f]';
const HARD_SPACES = /[\u00a0\u2009\u202f]/g;
/** Digits apart by white space that no locale groups with, such as a line break: two numbers, not one. */
const TORN_DIGITS = new RegExp(`[0-9](?!${GROUPING_SPACE}[0-9])[${WHITE_SPACE}]+[0-9]`);

/** More than any number or band with its words; longer cells need not be searched. */
const LONGEST = 200;

/** One number as written, with what stands around it. */
export interface Amount {
  readonly negative: boolean;
  /** The digits without separators but a point, such as `1234.5`. */
  readonly digits: DecimalText;
  /** Places that its suffix moves the point; 0 where a currency closes it without one; else absent. */
  readonly shift: number | undefined;
  /** Its currency's code, or `%`. */
  readonly unit: string | undefined;
}

/** Groups of `amountSource`: sign, currency, sign again, digits, suffix, currency or `%`. */
export const AMOUNT_GROUPS = 6;

/** The regular expression of one amount in a text that `foldNumber` has folded. It has no look-around. */
export function amountSource(locale: Locale): string {
  const suffix = Object.keys(SUFFIXES)
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replaceAll('.', '\\.');
  const before = `(?:(${SIGN}) ?)?(?:(${CURRENCY}) ?)?(?:(${SIGN}) ?)?`;
  return `${before}(${NOTATIONS[locale].digits})(?: ?(${suffix}))?(?: ?(${CURRENCY}|%))?`;
}

/** The text folded, so that words need only be known bare; undefined if folding would join two numbers, or too long. */
export function foldNumber(text: string): string | undefined {
  return text.length > LONGEST || TORN_DIGITS.test(text) ? undefined : fold(text.replace(HARD_SPACES, ' '));
}

/** The amount in the groups from `first` of a match, or undefined if its parts contradict each other. */
export function readAmount(
  groups: readonly (string | undefined)[],
  { first, locale }: { readonly first: number; readonly locale: Locale },
): Amount | undefined {
  const sign = groups[first];
  const before = groups[first + 1];
  const innerSign = groups[first + 2];
  const suffix = groups[first + 4];
  const after = groups[first + 5];
  const digits = plainDigits(groups[first + 3] ?? '', locale);
  if (sign !== undefined && innerSign !== undefined) return undefined;
  if (countSignificantDigits(digits) > SIGNIFICANT_DIGITS) return undefined;
  if (before !== undefined && after !== undefined && UNITS[before] !== UNITS[after]) return undefined;
  const unscaled = after === undefined ? undefined : 0;
  return {
    negative: (sign ?? innerSign ?? '+') !== '+',
    digits,
    shift: suffix === undefined ? unscaled : SUFFIXES[suffix],
    unit: UNITS[before ?? after ?? ''],
  };
}

function plainDigits(written: string, locale: Locale): DecimalText {
  const { groups, point } = NOTATIONS[locale];
  const digits = written.replace(groups, '').replace(point, '.');
  return digits.startsWith('.') ? `0${digits}` : digits;
}

/**
 * The exact decimal of an amount: its suffix moves the point in the text, so that nothing is rounded; where it has none,
 * `places` do, which its column is written in. A percentage is in no unit.
 */
export function formatAmount({ negative, digits, shift, unit }: Amount, places = 0): DecimalText {
  const moved = movePoint(digits, shift || (unit === '%' ? 0 : places));
  return negative ? `-${moved}` : moved;
}
