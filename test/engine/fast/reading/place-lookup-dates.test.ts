import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlaceLookup } from '../../../../src/engine/fast/reading/place-lookup.ts';
import { formatDay } from '../../../../src/values/day.ts';
import {
  AS_OF,
  type Asked,
  arbitraryAsked,
  batchOf,
  hasLookup,
  openField,
  readCells,
  readSlowly,
  rulebookOf,
} from '../../answering.ts';

/** A rulebook that asks these conditions, each as a score rule, of a date field `seen`. */
function bookOf(conditions: readonly object[], field: object = {}, more: object = {}) {
  const rules = conditions.map((when, index) => ({ id: `r${index}`, when, points: 1 }));
  const any = { id: 'any', when: { seen: { is: 'present' } }, points: 1 };
  const decay = { since: 'seen', keep_percent: { 7: 50, 30: 0 } };
  return rulebookOf({
    rulebook: 'demo',
    version: 1,
    fields: { seen: { type: 'date', ...field } },
    scores: { fit: { rules: [...rules, any] }, fresh: { decay, rules: [any] } },
    stages: [{ stage: 'lead' }],
    ...more,
  });
}

const DAYS = ['2026-10-01', '2026-10-20', '2026-11-01', '2026-11-15', '2026-12-31'];
const days = fc.constantFrom(...DAYS);
const someDays = fc.array(days, { minLength: 1, maxLength: 3 });
const condition: fc.Arbitrary<object> = fc.oneof(
  fc.tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), days).map(([operator, bound]) => ({
    seen: { [operator]: bound },
  })),
  fc.tuple(days, days).map(ends => ({ seen: { between: ends.sort() } })),
  someDays.map(list => ({ seen: list })),
  someDays.map(list => ({ seen: { not_in: list } })),
  fc
    .tuple(
      fc.constantFrom('within_last_days', 'within_next_days', 'older_than_days'),
      fc.constantFrom(0, 1, 12, 31, 900_000),
    )
    .map(([operator, count]) => ({ seen: { [operator]: count } })),
  fc.constantFrom('present', 'blank', 'invalid').map(is => ({ seen: { is } })),
);
const field = fc.record(
  {
    min: fc.constantFrom('0001-01-01', '2026-10-01', '2026-10-19'),
    max: fc.constantFrom('2026-10-20', '2026-11-02', '9999-12-31'),
    blank: fc.array(fc.constantFrom('2026-11-01', '2026-10-20t10:30z', '0000-00-00', 'tbd'), {
      minLength: 1,
      maxLength: 2,
    }),
    formats: fc.constantFrom(
      ['yyyy-MM-dd'],
      ['yyyy-MM-dd', 'yyyy-dd-MM'],
      ['yyyy-dd-MM', 'yyyy-MM-dd'],
      ['yyyy-M-d'],
      ['d.M.yyyy'],
    ),
  },
  { requiredKeys: [] },
);
const more = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  fc.constantFrom({ blank_also: ['2026-10-02'] }, { blank_also: ['2026'] }),
);

const around = fc
  .oneof(
    fc
      .tuple(days, fc.integer({ min: -1, max: 1 }))
      .map(([day, step]) => [Date.parse(day) / 86_400_000, step]),
    fc.tuple(fc.constantFrom(AS_OF, AS_OF - 7, AS_OF - 30, AS_OF + 12), fc.integer({ min: -1, max: 1 })),
    fc.tuple(fc.constantFrom(-719_162, 2_932_896), fc.constant(0)),
  )
  .map(([day = 0, step = 0]) => formatDay(day + step));
const time = fc.constantFrom(
  ...['', '', '', 'T10:30Z', ' 10:30', ' 10:30:00', 't23:59:59.999z', 'T00:00:00.000000'],
  ...[
    ' 24:00',
    'T10:30:00+02:00',
    ' 10:30 PM',
    '  10:30',
    'T',
    ' ',
    'Z',
    ' soon',
    `T10:30:00.${'0'.repeat(90)}`,
  ],
);
const dated = fc.tuple(around, time).map(parts => parts.join(''));
const cell = fc.oneof(
  { weight: 4, arbitrary: dated },
  dated.map(text => `"${text}"`),
  fc.constantFrom(
    ...['', '""', 'n/a', 'tbd', 'soon', '2026', '2026-02-29', '2026-02-01', '0000-00-00', '"2026-10-20'],
  ),
  fc.constantFrom(
    ...['1/11/2026', '11/1/2026', '13.11.2026', '2026-20-10', '2026-1-5', "'2026-11-01", '45000'],
  ),
  // A stray quote is part of the cell.
  fc.constantFrom('"2026-11-01"Z', '"2026-11-01" ', '2026-11-01"', '"2026-11""-01"'),
);

const asked = arbitraryAsked('seen');

describe('the lookup of dates', () => {
  it('answers every cell as the ordinary way does, in any order', () => {
    let lookups = 0;
    fc.assert(
      fc.property(
        fc.array(condition, { maxLength: 4 }),
        field,
        more,
        asked,
        fc.array(cell, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (conditions, own, others, wanted, cells, size) => {
          const rulebook = bookOf(conditions, own, others);
          if (hasLookup(createPlaceLookup, { rulebook, asked: wanted })) lookups++;
          // What opens a quote goes on to the end of the list.
          const open = cells.indexOf('"2026-10-20');
          const list = open < 0 ? cells : cells.slice(0, open + 1);
          expect(readCells(rulebook, wanted, list, size)).toEqual(readSlowly(rulebook, wanted, list));
        },
      ),
      { numRuns: 600 },
    );
    expect(lookups).toBeGreaterThan(40);
  });

  it.each<[string, boolean, readonly object[], object, object, Omit<Asked, 'field'>]>([
    ['a rulebook that compares', true, [{ seen: { gte: '2026-10-01' } }], { min: '2000-01-01' }, {}, {}],
    ['one that asks how long ago', true, [{ seen: { within_last_days: 7 } }], {}, {}, {}],
    ['ISO as the first format', true, [], { formats: ['yyyy-MM-dd', 'yyyy-dd-MM'] }, {}, {}],
    [
      'blank spellings that are no dates',
      true,
      [],
      { blank: ['tbd', '0000-00-00', '2026', '1/1/1900'] },
      {},
      {},
    ],
    ['ISO as the second format', false, [], { formats: ['yyyy-dd-MM', 'yyyy-MM-dd'] }, {}, {}],
    ['formats without ISO', false, [], { formats: ['yyyy-M-d'] }, {}, {}],
    ['a blank spelling that is a date', false, [], { blank: ['tbd', '1900-01-01'] }, {}, {}],
    ['one with a time of day', false, [], { blank: ['1900-01-01 00:00:00'] }, {}, {}],
    ['one of the rulebook', false, [], {}, { blank_also: ['1900-01-01'] }, {}],
    ['a key', false, [], {}, {}, { keys: [{ field: 'seen' }] }],
    ['readings', false, [], {}, {}, { isRead: true }],
  ])('%s: %s', (_, isThere, conditions, own, others, wanted) => {
    const rulebook = bookOf(conditions, own, others);
    expect(hasLookup(createPlaceLookup, { rulebook, asked: { field: 'seen', ...wanted } })).toBe(isThere);
  });

  it('knows dates with whatever time of day by their place, and the rest by its bytes', () => {
    const { read, kernel, cells } = openField(bookOf([{ seen: { gte: '2026-10-20' } }]), { field: 'seen' });
    const numberOf = (text: string) => {
      read(batchOf([text]));
      return kernel.words[cells.numbers() / 4] ?? -1;
    };
    const [before, on, behind] = ['2026-10-19', '2026-10-20', '2026-10-21'].map(numberOf);
    expect(new Set([before, on, behind]).size).toBe(3);
    for (const text of ['2026-10-05', '"2026-10-10"', '2026-10-05T10:30:00.123Z', '2026-10-06 07:08'])
      expect([text, numberOf(text)]).toEqual([text, before]);
    for (const text of ['"2026-10-20 00:00:01"', '2026-10-20t23:59z'])
      expect([text, numberOf(text)]).toEqual([text, on]);
    const others = ['2026-10-05 ', '2026-10-05T10:30+02:00', '2026-10-05 9:30', '2026-13-05', '10/05/2026'];
    const numbers = others.map(numberOf);
    expect(new Set([before, on, behind, ...numbers]).size).toBe(others.length + 3);
    expect(others.map(numberOf)).toEqual(numbers);
  });

  it('keeps no number for each of many timestamps, so that the column is never given up', () => {
    const { read, cells } = openField(bookOf([{ seen: { gte: '2026-10-20' } }]), { field: 'seen' });
    const stamp = (index: number) => new Date(Date.UTC(2026, 9, 1) + index * 61_007).toISOString();
    const stamps = Array.from({ length: 60_000 }, (_, index) => stamp(index));
    const answers = read(batchOf(stamps));
    expect(cells.kept()).toBeLessThan(10);
    const rulebook = bookOf([{ seen: { gte: '2026-10-20' } }]);
    expect(answers).toEqual(readSlowly(rulebook, { field: 'seen' }, stamps));
  });

  it('goes on rightly where most cells are dates written otherwise, all of them new', () => {
    const rulebook = bookOf([{ seen: { within_last_days: 20 } }]);
    const cells = Array.from({ length: 40_000 }, (_, index) => {
      const stamp = new Date(Date.UTC(2026, 9, 1) + index * 61_007).toISOString();
      return index % 10 === 0 ? stamp : stamp.replace('Z', '+02:00');
    });
    expect(readCells(rulebook, { field: 'seen' }, cells, 9_000)).toEqual(
      readSlowly(rulebook, { field: 'seen' }, cells),
    );
  });
});
