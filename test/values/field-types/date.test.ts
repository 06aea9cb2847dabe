import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DATE_ORDERS, type DateOrder, LOCALES, type Locale } from '../../../src/model/lead.ts';
import type { DateField } from '../../../src/model/rulebook.ts';
import { formatDay, parseIsoDay } from '../../../src/values/day.ts';
import { compileDateField } from '../../../src/values/field-types/date.ts';

const FIELD: DateField = { name: 'buys_on', type: 'date', columns: [], required: false, blank: [] };

function read(text: string, locale: Locale, field: DateField = FIELD): string {
  const reading = compileDateField(field, { locale })({ text, plain: false });
  if (reading.kind === 'value') return formatDay(Number(reading.value));
  return reading.kind === 'invalid' ? reading.reason : reading.kind;
}

const day = (text: string) => parseIsoDay(text) ?? Number.NaN;

describe.each<Locale>(['en', 'en-GB', 'fr', 'pl'])('under %s', locale => {
  test.each([
    ['2026-11-01', '2026-11-01'],
    ['2024-02-29', '2024-02-29'],
    ['0001-01-01', '0001-01-01'],
    ['9999-12-31', '9999-12-31'],
    ['2026-11-01T10:30', '2026-11-01'],
    ['2026-11-01 10:30', '2026-11-01'],
    ['2026-11-01  9:05', '2026-11-01'],
    ['2026-11-01T10:30:00.123Z', '2026-11-01'],
    ['2026-11-01T23:59:59+01:00', '2026-11-01'],
    ['2026-11-01T23:59:59-0500', '2026-11-01'],
    ['2026-11-01 10:30:00,5 +01', '2026-11-01'],
    ['2026-11-01 10:30 UTC', '2026-11-01'],
    ['2026-11-01 10:30:00 CET', '2026-11-01'],
    ['2026-11-01 10:30:00 UTC+2', 'invalid'],
    ['2026-11-01 10:30:00 GMT+0200', '2026-11-01'],
    ['2026-11-01 10:30 AM', '2026-11-01'],
    ['2026-11-01, 10:30:15\u202fpm', '2026-11-01'],
    ['2026-02-30', 'invalid'],
    ['2025-02-29', 'invalid'],
    ['0000-01-01', 'invalid'],
    ['2026-1-1', 'invalid'],
    ['2026/11/01', '2026-11-01'],
    ['2026/1/5 10:30', '2026-01-05'],
    ['2026/11', 'invalid'],
    ['20261101', '2026-11-01'],
    ['20261301', 'invalid'],
    ['12341101', 'invalid'],
    ['31 Oct 2026', '2026-10-31'],
    ['31-Oct-26', '2026-10-31'],
    ['31OCT2026', '2026-10-31'],
    ['October 31, 2026', '2026-10-31'],
    ['Sat Oct 31 2026 10:00:00 GMT+0200', '2026-10-31'],
    ['1st November 2026', '2026-11-01'],
    ['1 nov. 2026', '2026-11-01'],
    ['1er novembre 2026', '2026-11-01'],
    ['dimanche 1 novembre 2026', '2026-11-01'],
    ['3 août 70', '1970-08-03'],
    ['3 août 69', '2069-08-03'],
    ['31 DÉCEMBRE 2026 18:30', '2026-12-31'],
    ['3 maja 2026 r.', '2026-05-03'],
    ['31 października 2026', '2026-10-31'],
    ['31 paź 2026', '2026-10-31'],
    ['30 lut 2026', 'invalid'],
    ['10 sept.', 'invalid'],
    ['Oct-19', 'invalid'],
    ['Oct 2026', 'invalid'],
    ['31 Octopus 2026', 'invalid'],
    ['2026-11-01T', 'invalid'],
    ['2026-11-01 25:00', 'invalid'],
    ['2026-11-01 10:60', 'invalid'],
    ['2026-11-01 soon', 'invalid'],
    ['2026-11-01x', 'invalid'],
    ['45000', 'invalid'],
    ['tomorrow', 'invalid'],
  ])('%j is %s', (text, expected) => {
    const wanted = expected === 'invalid' ? `not a date as ${locale} writes them` : expected;
    expect(read(text, locale)).toBe(wanted);
  });
});

test.each([
  ['11/01/2026', '2026-11-01'],
  ['02/29/2024 10:30 PM', '2024-02-29'],
  ['13/01/2026', undefined],
  ['1/5/2026', '2026-01-05'],
  ['11-01-2026', undefined],
  ['11.01.2026', undefined],
  ['02/30/2026', undefined],
  ['11/01/26', '2026-11-01'],
  ['25/11/2026', undefined],
])('%j under en is %s', (text, expected) => {
  expect(read(text, 'en')).toBe(expected ?? 'not a date as en writes them');
});

describe.each<Locale>(['en-GB', 'fr', 'pl'])('under %s', locale => {
  test.each([
    ['01/11/2026', '2026-11-01'],
    ['01.11.2026', '2026-11-01'],
    ['01-11-2026', '2026-11-01'],
    ['1/5/2026', '2026-05-01'],
    ['1.5.2026', '2026-05-01'],
    ['31-1-2026 08:00', '2026-01-31'],
    ['01/13/2026', undefined],
    ['30/02/2026', undefined],
    ['01/11-2026', undefined],
    ['01/11/26', '2026-11-01'],
    ['1.11.69', '2069-11-01'],
    ['1-11-70', '1970-11-01'],
    ['1/11/02026', undefined],
    ['1/11/026', undefined],
    ['001/11/2026', undefined],
  ])('%j is %s', (text, expected) => {
    expect(read(text, locale)).toBe(expected ?? `not a date as ${locale} writes them`);
  });
});

describe('an order that is given', () => {
  const ordered = (text: string, dates: DateOrder) => {
    const reading = compileDateField(FIELD, { locale: 'en', dates })({ text, plain: false });
    if (reading.kind === 'value') return formatDay(Number(reading.value));
    return reading.kind === 'invalid' ? reading.reason : reading.kind;
  };

  test.each<[string, DateOrder, string]>([
    ['05/11/2026', 'dmy', '2026-11-05'],
    ['05/11/2026', 'mdy', '2026-05-11'],
    ['05-11-2026', 'mdy', '2026-05-11'],
    ['05/11/2026', 'ymd', 'not a date with the year first'],
    ['26/11/05', 'ymd', '2026-11-05'],
    ['2026-11-05', 'dmy', '2026-11-05'],
    ['25/11/2026', 'mdy', 'not a date with the month first'],
  ])('%j with %s is %s', (text, dates, expected) => {
    expect(ordered(text, dates)).toBe(expected);
  });

  test('a day written in an order is read back, whatever the locale', () => {
    const part = fc.record({
      day: fc.integer({ min: 0, max: 80_000 }),
      dates: fc.constantFrom(...DATE_ORDERS),
      locale: fc.constantFrom(...LOCALES),
      mark: fc.constantFrom('/', '.', '-'),
      isPadded: fc.boolean(),
      isShort: fc.boolean(),
    });
    fc.assert(
      fc.property(part, ({ day: number, dates, locale, mark, isPadded, isShort }) => {
        const [year = '', month = '', date = ''] = formatDay(number).split('-');
        const short = isShort && number < 36_525 ? year.slice(2) : year;
        const bare = (text: string) => (isPadded ? text : String(Number(text)));
        const parts = { d: bare(date), m: bare(month), y: short };
        const text = [...dates].map(letter => parts[letter as 'd' | 'm' | 'y']).join(mark);
        const reading = compileDateField(FIELD, { locale, dates })({ text, plain: false });
        expect(reading).toEqual({ kind: 'value', value: number });
      }),
    );
  });
});

describe('formats', () => {
  const field: DateField = { ...FIELD, formats: ['dd.MM.yyyy', 'yyyyMMdd', '(d) M/yyyy'] };

  test.each([
    ['01.11.2026', '2026-11-01'],
    ['20261101', '2026-11-01'],
    ['20261101T1030', undefined],
    ['20261101 10:30', '2026-11-01'],
    ['(1) 11/2026', '2026-11-01'],
    ['01x11x2026', undefined],
    ['1.11.2026', undefined],
    ['2026-11-01', undefined],
    ['11/01/2026', undefined],
  ])('replace all others: %j is %s', (text, expected) => {
    expect(read(text, 'en', field)).toBe(expected ?? 'not a date in one of its formats');
  });
});

test('min and max are the first and last valid days', () => {
  const field: DateField = { ...FIELD, min: day('2026-01-01'), max: day('2026-12-31') };
  expect(read('2025-12-31', 'en', field)).toBe('below its minimum');
  expect(read('2026-01-01', 'en', field)).toBe('2026-01-01');
  expect(read('2026-12-31', 'en', field)).toBe('2026-12-31');
  expect(read('2027-01-01', 'en', field)).toBe('above its maximum');
});
