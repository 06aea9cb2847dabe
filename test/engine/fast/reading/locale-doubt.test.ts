import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COUNTERS, countReadings } from '../../../../src/engine/fast/reading/locale-doubt.ts';
import { DATE_ORDERS, LOCALES, type Notation } from '../../../../src/model/lead.ts';
import type { Field } from '../../../../src/model/rulebook.ts';
import { compileCellParser } from '../../../../src/values/cell.ts';
import { compileEvidence } from '../../../../src/values/evidence.ts';

const base = { columns: [], required: false, blank: [] };
const BUDGET: Field = { ...base, name: 'budget', type: 'number', band: 'low' };
const HEADS: Field = { ...BUDGET, name: 'employees' };
const SEEN: Field = { ...base, name: 'seen', type: 'date' };
const TITLE: Field = { ...base, name: 'title', type: 'text', aliases: [] };
const EN: Notation = { locale: 'en' };

/** Reads rows of cells, one for each field. */
function read(fields: readonly Field[], rows: readonly (readonly string[])[], notation = EN) {
  const readings = countReadings(fields, { list: 'broker', notation, has: () => true });
  const counts = new Float64Array(fields.length * COUNTERS);
  for (const [index, field] of fields.entries()) {
    const parse = compileCellParser(field, { ...notation, blankAlso: [] });
    const evidence = compileEvidence(field, { ...notation, blankAlso: [] });
    for (const row of rows) {
      const cell = { text: row[index] ?? '', plain: false };
      const counter = index * COUNTERS + evidence(cell, parse(cell));
      expect(counter).toBeLessThan((index + 1) * COUNTERS);
      counts[counter] = (counts[counter] ?? 0) + 1;
    }
  }
  readings.add(counts);
  return readings;
}

function doubts(field: Field, texts: readonly string[], notation = EN): readonly string[] {
  const rows = texts.map(text => [text]);
  return read([field], rows, notation)
    .finish()
    .doubts.map(({ message }) => message);
}

test('counts filled, blank and invalid cells of each field', () => {
  const rows = [
    ['CEO', '1,500', '2026-11-01'],
    ['', 'many', '#REF!'],
    ['—', 'n/a', 'soon'],
  ];
  expect(read([TITLE, BUDGET, SEEN], rows).finish().fields).toEqual([
    { field: 'title', filled: 1, blank: 2, invalid: 0 },
    { field: 'budget', filled: 2, blank: 1, invalid: 1 },
    { field: 'seen', filled: 2, blank: 1, invalid: 1 },
  ]);
});

test('a field without a column is passed over', () => {
  const readings = countReadings([SEEN], { list: 'broker', notation: EN, has: () => false });
  expect(readings.finish()).toEqual({ fields: [], doubts: [] });
});

describe('the order of dates', () => {
  test('is doubted as soon as another reads one date more', () => {
    expect(doubts(SEEN, ['05/11/2026', '07/12/2026', '25/11/2026', ''])).toEqual([
      'broker: seen: 1 more of 3 filled cells read with the day first, and 2 as other days: try --dates broker=dmy',
    ]);
    expect(doubts(SEEN, ['11/25/2026', '2026-11-01'], { locale: 'fr' })).toEqual([
      'broker: seen: 1 more of 2 filled cells read with the month first: try --dates broker=mdy',
    ]);
  });

  test('is not doubted where both read as many, nor for ISO dates and names of months', () => {
    expect(doubts(SEEN, ['05/11/2026', '07/12/2026'])).toEqual([]);
    expect(doubts(SEEN, ['2026-11-25', '25 Nov 2026', '20261125', 'soon'])).toEqual([]);
    expect(doubts({ ...SEEN, formats: ['MM/dd/yyyy'] }, ['25/11/2026'])).toEqual([]);
  });

  test('no order is advised that reads fewer dates of the list', () => {
    const other: Field = { ...SEEN, name: 'created' };
    const rows = [
      ['25/11/2026', '11/25/2026'],
      ['', '11/26/2026'],
    ];
    const found = read([SEEN, other], rows).finish().doubts;
    expect(found).toMatchObject([{ field: 'seen', kind: 'dates', cells: 1, setting: null }]);
  });
});

describe('the marks in numbers', () => {
  test('are doubted where the other way reads more', () => {
    expect(doubts(BUDGET, ['1 500,50', '300'])).toEqual([
      'broker: budget: 1 more of 2 filled cells read as fr writes numbers: try --locale broker=fr',
    ]);
    expect(doubts(BUDGET, ['1,500.50', '1,500'], { locale: 'fr' })).toEqual([
      'broker: budget: 1 more of 2 filled cells read as en writes numbers, and 1 as other numbers: try --locale broker=en-GB',
    ]);
  });

  test('are doubted where each has three digits after it', () => {
    expect(doubts(BUDGET, ['12.500', '€8.000', '900'])).toEqual([
      'broker: budget: in 2 of 3 filled cells every mark has three digits after it: as fr writes numbers, they are thousands: try --locale broker=fr',
    ]);
    expect(doubts(BUDGET, ['20,000', '900'], { locale: 'fr' })).toHaveLength(1);
    expect(doubts(BUDGET, ['12.500', '8.5'])).toEqual([]);
    expect(doubts(BUDGET, ['20,000', '1,234.50'])).toEqual([]);
    expect(doubts(BUDGET, ['12.500'], { locale: 'fr' })).toEqual([]);
  });

  test('a locale is not advised that reads fewer numbers of the list, and follows the better order of dates', () => {
    const other: Field = { ...BUDGET, name: 'revenue' };
    expect(
      read(
        [BUDGET, other],
        [
          ['1,5', '1.5'],
          ['', '2.5'],
        ],
      ).finish().doubts,
    ).toEqual([]);
    const both = read([BUDGET, SEEN], [['1 500,50', '25/11/2026']]).finish().doubts;
    expect(both.map(({ setting }) => setting)).toEqual(['--dates broker=dmy', '--locale broker=fr']);
  });
});

test('bands that a spreadsheet turned into dates are said, in columns of numbers and of bands', () => {
  const said = (cells: number, field: string, filled: number) =>
    `broker: ${field}: ${cells} of ${filled} filled cells look like bands that a spreadsheet turned into dates (10-19 becomes Oct-19)`;
  expect(doubts(BUDGET, ['Nov-50', '51-200', '10 sept.', '2019-10-01'])).toEqual([said(3, 'budget', 4)]);
  expect(doubts(TITLE, ['10-19', 'Oct-19', '50+'])).toEqual([said(1, 'title', 3)]);
  expect(doubts(TITLE, ['2019-10-01', 'Oct-19', 'CEO'])).toEqual([]);
});

test('codes of size bands are said where head counts are counted, if there is nothing else', () => {
  expect(doubts(HEADS, ['12', '03', '41', 'NN'])).toHaveLength(1);
  expect(doubts(HEADS, ['12', '3', '41', '53'])[0]).toContain(
    'all 4 filled cells look like codes of size bands',
  );
  expect(doubts(HEADS, ['12', '41', '53', '40'])).toEqual([]);
  expect(doubts(HEADS, ['1', '2', '3', '0'])).toEqual([]);
  expect(doubts(BUDGET, ['12', '41', '53'])).toEqual([]);
});

test('no setting that is advised reads fewer cells of the list', () => {
  const text = fc.constantFrom(
    ...['05/11/2026', '25/11/2026', '11/25/2026', '2026-11-01', '31-10-26', '26/10/31', 'soon', ''],
    ...['12.500', '12,5', '12.5', '1,500', '1 500,5', '900', 'many', '10-19'],
  );
  const other: Field = { ...SEEN, name: 'created' };
  const fields = [BUDGET, HEADS, SEEN, other];
  const rows = fc.array(fc.tuple(text, text, text, text), { minLength: 1, maxLength: 12 });
  const notations = fc.record({
    locale: fc.constantFrom(...LOCALES),
    dates: fc.option(fc.constantFrom(...DATE_ORDERS), { nil: undefined }),
  });
  const validIn = (cells: readonly (readonly string[])[], notation: Notation): number =>
    read(fields, cells, notation)
      .finish()
      .fields.reduce((sum, { filled, invalid }) => sum + filled - invalid, 0);
  fc.assert(
    fc.property(rows, notations, (cells, notation) => {
      const own = validIn(cells, notation);
      for (const { setting } of read(fields, cells, notation).finish().doubts) {
        if (setting === null) continue;
        const locale = LOCALES.find(
          name => setting.includes(`--locale broker=${name}`) && !setting.includes(`${name}-`),
        );
        const named = setting.includes('broker=en-GB') ? 'en-GB' : locale;
        const dates = DATE_ORDERS.find(order => setting.includes(`--dates broker=${order}`));
        const advised = {
          locale: named ?? notation.locale,
          dates: dates ?? (named === undefined ? notation.dates : undefined),
        };
        expect(validIn(cells, advised)).toBeGreaterThanOrEqual(own);
      }
    }),
  );
});

test('adds up what was counted in parts of a list', () => {
  const rows = ['1 500,50', '300', '2 000,00', '', '7', '3.000'].map(text => [text, text]);
  const fields = [BUDGET, { ...BUDGET, name: 'revenue' }];
  for (let cut = 0; cut <= rows.length; cut++) {
    const sum = read(fields, rows.slice(0, cut));
    sum.add(read(fields, rows.slice(cut)).counts);
    expect(sum.finish()).toEqual(read(fields, rows).finish());
  }
});
