import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../src/model/lead.ts';
import {
  decimalMark,
  parseAmount,
  parseNumber,
  parsePlainNumber,
} from '../../../src/values/field-types/number.ts';

type Example = readonly [text: string, value: number | undefined];

/** What reads the same in every locale. */
const EVERYWHERE: readonly Example[] = [
  ['0', 0],
  ['-0', 0],
  ['007', 7],
  ['1234', 1234],
  ['  1234\u00a0', 1234],
  ['+5', 5],
  ['-5', -5],
  ['−5', -5],
  ['- 5', -5],
  ['€500', 500],
  ['€ 500', 500],
  ['500 €', 500],
  ['500€', 500],
  ['$500', 500],
  ['£ 500', 500],
  ['500 zł', 500],
  ['500 ZŁ', 500],
  ['500 zl', 500],
  ['EUR 500', 500],
  ['500 usd', 500],
  ['500 GBP', 500],
  ['PLN500', 500],
  ['500chf', 500],
  ['$500 USD', 500],
  ['-€5', -5],
  ['€-5', -5],
  ['− € 5', -5],
  ['12%', 12],
  ['12 %', 12],
  ['500k', 500_000],
  ['500 K', 500_000],
  ['500 K€', 500_000],
  ['500 k €', 500_000],
  ['€ 500 K', 500_000],
  ['2m', 2_000_000],
  ['2 M', 2_000_000],
  ['2 mln', 2_000_000],
  ['2 Mio', 2_000_000],
  ['2mln zł', 2_000_000],
  ['2mpln', 2_000_000],
  ['3 bn', 3_000_000_000],
  ['3 Md€', 3_000_000_000],
  ['3 mld PLN', 3_000_000_000],
  ['50 salariés', 50],
  ['50 employees', 50],
  ['1 employee', 1],
  ['50 pracowników', 50],
  ['50 osób', 50],
  ['1 osoba', 1],
  ['50 PEOPLE', 50],
  ['50 people', 50],
  ['2k employees', 2000],
  ['US$500', 500],
  ['500 US$', 500],
  ['US$ 2 million', 2_000_000],
  ['2 millions', 2_000_000],
  ['2 millions d’euros', 2_000_000],
  ['2 mil.', 2_000_000],
  ['50 tys. zł', 50_000],
  ['3 milliards €', 3_000_000_000],
  ['50 sal.', 50],
  ['50 ETP', 50],
  ['2 mil', undefined],
  ['US$5 EUR', undefined],
  ['123456789012345', 123_456_789_012_345],
  ['000123456789012345', 123_456_789_012_345],
  ['1234567890123456', undefined],
  ['100000000000000000', undefined],
  ['1e5', undefined],
  ['1E5', undefined],
  ['(5)', undefined],
  ['(500 €)', undefined],
  ['5-', undefined],
  ['+-5', undefined],
  ['-€-5', undefined],
  ['--5', undefined],
  ['€5 USD', undefined],
  ['€5%', undefined],
  ['500€k', undefined],
  ['5 kk', undefined],
  ['5.', undefined],
  ['5,', undefined],
  ['.', undefined],
  ['5 5', undefined],
  ['1\n234', undefined],
  ['1\t234', undefined],
  ['1  234', undefined],
  ["1'234", undefined],
  ['1_234', undefined],
  ['0x10', undefined],
  ['١٢', undefined],
  ['１２', undefined],
  ['5²', undefined],
  ['1/2', undefined],
  ['5 apples', undefined],
  ['employees', undefined],
  ['about 5', undefined],
  ['5 salariés employees', undefined],
  ['Infinity', undefined],
  ['NaN', undefined],
  ['€', undefined],
  ['k', undefined],
  ['', undefined],
];

const ENGLISH: readonly Example[] = [
  ['1,234.5', 1234.5],
  ['1,234', 1234],
  ['1,234,567', 1_234_567],
  ['1234.56', 1234.56],
  ['1.234', 1.234],
  ['.5', 0.5],
  ['€ 1.2m', 1_200_000],
  ['$1.5bn', 1_500_000_000],
  ['1.2345k', 1234.5],
  ['0.1k', 100],
  ['12.5%', 12.5],
  ['-1,234.50 zł', -1234.5],
  ['0.000000000000001', 1e-15],
  ['1.00000000000000', 1],
  ['1,5', undefined],
  ['0,123', undefined],
  ['1,23,456', undefined],
  ['1234,567', undefined],
  ['12,34', undefined],
  ['1,2345', undefined],
  ['1 234', undefined],
  ['1.234.567', undefined],
  ['1.234,5', undefined],
  ['1.000000000000000', undefined],
  [',5', undefined],
];

/** What fr and pl share. */
const CONTINENTAL: readonly Example[] = [
  ['1 234,5', 1234.5],
  ['1\u00a0234,5', 1234.5],
  ['1\u202f234,5', 1234.5],
  ['1\u2009234,5', 1234.5],
  ['1 234\u00a0567', 1_234_567],
  ['1.234', 1234],
  ['1.234.567,89', 1_234_567.89],
  ['1234,5', 1234.5],
  ['0,5', 0.5],
  [',5', 0.5],
  ['1,2 M€', 1_200_000],
  ['1,2 mln zł', 1_200_000],
  ['12,5 %', 12.5],
  ['1.500 k', 1_500_000],
  ['−1 234,50 €', -1234.5],
  ['10 000 salariés', 10_000],
  ['1,234', 1.234],
  ['1.5', undefined],
  ['1234.5', undefined],
  ['0.123', undefined],
  ['0 123', undefined],
  ['06 12 34 56 78', undefined],
  ['1,234.5', undefined],
  ['1,234,567', undefined],
  ['1 23', undefined],
  ['12 34', undefined],
  ['1 234.567', undefined],
  ['1234 567', undefined],
  ['1.2345', undefined],
  ['1.23.456', undefined],
  ['1\n234,5', undefined],
  ['.5', undefined],
];

describe.each<[Locale, readonly Example[]]>([
  ['en', [...EVERYWHERE, ...ENGLISH]],
  ['fr', [...EVERYWHERE, ...CONTINENTAL]],
  ['pl', [...EVERYWHERE, ...CONTINENTAL]],
])('under %s', (locale, examples) => {
  test.each(examples)('%j is %j', (text, value) => {
    expect(parseNumber(text, locale)).toBe(value);
  });
});

const SEPARATORS: Readonly<Record<Locale, { readonly groups: readonly string[]; readonly point: string }>> = {
  en: { groups: ['', ','], point: '.' },
  'en-GB': { groups: ['', ','], point: '.' },
  fr: { groups: ['', ' ', '\u00a0', '\u202f', '\u2009', '.'], point: ',' },
  pl: { groups: ['', ' ', '\u00a0', '\u202f', '\u2009', '.'], point: ',' },
};
const SUFFIXES = [
  ['', 0],
  ['k', 3],
  [' K', 3],
  ['M', 6],
  [' mln', 6],
  [' Mio', 6],
  [' Md', 9],
  ['bn', 9],
  [' mld', 9],
] as const;

test('a number written in a locale is read back, its suffix exactly', () => {
  const sample = fc.record({
    locale: fc.constantFrom<Locale>('en', 'fr', 'pl'),
    sign: fc.constantFrom('', '+', '-', '−'),
    whole: fc.integer({ min: 0, max: 999_999_999 }),
    fraction: fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 6 }),
    suffix: fc.constantFrom(...SUFFIXES),
    before: fc.constantFrom('', '€', '$ ', 'PLN '),
    choice: fc.nat(),
  });
  fc.assert(
    fc.property(sample, ({ locale, sign, whole, fraction, suffix: [suffix, power], before, choice }) => {
      const { groups, point } = SEPARATORS[locale];
      const group = groups[choice % groups.length] ?? '';
      const grouped = String(whole).replace(/\B(?=(?:[0-9]{3})+$)/g, group);
      const text = `${sign}${before}${grouped}${fraction === '' ? '' : point + fraction}${suffix}`;
      // JavaScript's own reader of decimal literals, exponent included, is the oracle.
      const expected = Number(`${sign === '-' || sign === '−' ? '-' : ''}${whole}.${fraction}e${power}`) + 0;
      expect(parseNumber(text, locale)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test('no text makes the reader throw, and what it gives is finite', () => {
  const piece = fc.constantFrom(
    '1',
    '23',
    '000',
    ' ',
    ',',
    '.',
    '-',
    '+',
    '€',
    'k',
    'de',
    'à',
    'plus de',
    '–',
    '%',
    'salariés',
    '\u00a0',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.constantFrom<Locale>('en', 'fr', 'pl'),
      (pieces, locale) => {
        const text = pieces.join('');
        const low = parseNumber(text, locale, { band: 'low' });
        const high = parseNumber(text, locale, { band: 'high' });
        expect(low === undefined).toBe(high === undefined);
        if (low === undefined || high === undefined) return;
        expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true);
        expect(low).toBeLessThanOrEqual(high);
      },
    ),
    { numRuns: 5000 },
  );
});

describe('in a column whose header gives the unit', () => {
  test.each<[string, Locale, number, number | undefined]>([
    ['125000', 'en', 3, 125_000_000],
    ['125,000', 'en', 3, 125_000_000],
    ['1,25', 'fr', 6, 1_250_000],
    ['$900', 'en', 3, 900_000],
    ['900 €', 'fr', 3, 900_000],
    ['1.2 M€', 'en', 3, 1_200_000],
    ['10-19', 'en', 3, 10_000],
    ['5 %', 'en', 3, 5],
    ['-0.5', 'en', 3, -500],
    ['n/a', 'en', 3, undefined],
  ])('%j under %s, %d places, is %j', (text, locale, places, value) => {
    expect(parseNumber(text, locale, { places })).toBe(value);
  });

  test('plain numbers too', () => {
    expect(parsePlainNumber('125', 3)).toBe(125_000);
    expect(parsePlainNumber('-1.5', 3)).toBe(-1500);
  });
});

test.each<[string, Locale, ReturnType<typeof decimalMark>]>([
  ['12', 'en', 'none'],
  ['12.500', 'en', 'thousands'],
  ['€12.500 - 13.500', 'en', 'thousands'],
  ['12.50', 'en', 'decimals'],
  ['0.125', 'en', 'decimals'],
  ['1234.567', 'en', 'decimals'],
  ['12.500', 'fr', 'none'],
  ['12,500', 'pl', 'thousands'],
])('the marks of %j under %s: %s', (text, locale, expected) => {
  expect(decimalMark(text, locale)).toBe(expected);
});

describe('a plain number', () => {
  test.each([
    ['0.5', 0.5],
    ['+0.5', 0.5],
    ['-12', -12],
    ['-0', 0],
    ['1,5', undefined],
    ['+-5', undefined],
    ['.5', undefined],
    ['1e5', undefined],
    ['5 €', undefined],
    ['1234567890123456', undefined],
    ['', undefined],
  ])('%j is %j', (text, value) => {
    expect(parsePlainNumber(text)).toBe(value);
  });
});

describe('an amount of money', () => {
  test.each<[string, Locale, string | undefined]>([
    ['0.45', 'en', '0.45'],
    ['$1,234.50', 'en', '1234.50'],
    [' 1.2m ', 'en', '1200000'],
    ['1.2345k', 'en', '1234.5'],
    ['.5k', 'en', '500'],
    ['0.0k', 'en', '0'],
    ['1 234,50 €', 'fr', '1234.50'],
    ['1,2 mln zł', 'pl', '1200000'],
    ['-5', 'pl', '-5'],
    ['1.5', 'fr', undefined],
    ['10-20', 'en', undefined],
    ['1000+', 'en', undefined],
    ['over 50', 'en', undefined],
    ['5 people', 'en', undefined],
    ['5%', 'en', undefined],
    ['€5 USD', 'en', undefined],
    ['1\n234', 'fr', undefined],
    ['', 'en', undefined],
  ])('%j under %s is %j', (text, locale, amount) => {
    expect(parseAmount(text, locale)).toBe(amount);
  });
});
