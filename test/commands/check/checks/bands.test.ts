import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../../../src/commands/check/checks/check.ts';
import { gapInBands } from '../../../../src/commands/check/checks/gap-in-bands.ts';
import { overlappingBands } from '../../../../src/commands/check/checks/overlapping-bands.ts';
import { findingsIn, pageOf, saidBy, titlesOf } from './checking.ts';

const first = (...entries: readonly string[]) => {
  const written = entries.map((when, index) => `{ when: ${when}, points: ${entries.length - index} }`);
  return `scores: { fit: { rules: [{ id: size, first: [${written.join(', ')}] }] } }`;
};
const rules = (...conditions: readonly string[]) => {
  const written = conditions.map((when, index) => `{ id: r${index}, when: ${when}, points: ${index + 1} }`);
  return `scores: { fit: { rules: [${written.join(', ')}] } }`;
};
const overlaps = (sections: string) =>
  saidBy(overlappingBands, sections).map(([, message, fix]) => `${message} · ${fix}`);
const gaps = (sections: string) =>
  saidBy(gapInBands, sections).map(([, message, fix]) => `${message} · ${fix}`);

describe('the pages', () => {
  test('overlapping-bands', () => {
    const { bad, good } = pageOf('overlapping-bands');
    expect(titlesOf(findingsIn(bad))).toEqual([
      '11:36 between [overlapping-bands] `employees` from 40 to 50 is in this band and in that of the entry on line 10, which is taken first · let one begin after the other ends, such as `employees: { between: [51, 100] }` here',
    ]);
    expect(findingsIn(good)).toEqual([]);
  });

  test('gap-in-bands', () => {
    const { bad, good } = pageOf('gap-in-bands');
    expect(titlesOf(findingsIn(bad))).toEqual([
      '11:36 between [gap-in-bands] `employees` 50 is in no band: neither in this one nor in that of the entry on line 10 · let one of the two reach the other, or say that nothing is meant: `{ when: { employees: 50 }, points: 0 }`',
    ]);
    expect(findingsIn(good)).toEqual([]);
  });
});

describe('overlapping-bands', () => {
  test.each([
    [
      'one shared end',
      first('{ employees: { between: [0, 50] } }', '{ employees: { between: [50, 100] } }'),
      '`employees` 50 is in this band and in that of the entry on line 13, which is taken first · let one begin after the other ends, such as `employees: { between: [51, 100] }` here',
    ],
    [
      'operators in place of `between`',
      first('{ employees: { gte: 40, lt: 100 } }', '{ employees: { gt: 9, lte: 50 } }'),
      '`employees` from 40 to 50 is in this band and in that of the entry on line 13, which is taken first · let one begin after the other ends, such as `employees: { between: [10, 39] }` here',
    ],
    [
      'tenths',
      first('{ clicks: { between: [0, 1.5] } }', '{ clicks: { between: [1.2, 3] } }'),
      '`clicks` from 1.2 to 1.5 is in this band and in that of the entry on line 13, which is taken first · let one begin after the other ends, such as `clicks: { between: [1.6, 3] }` here',
    ],
    [
      'days',
      first(
        '{ buys_on: { between: [2026-01-01, 2026-06-30] } }',
        '{ buys_on: { between: [2026-06-30, 2026-12-31] } }',
      ),
      '`buys_on` 2026-06-30 is in this band and in that of the entry on line 13, which is taken first · let one begin after the other ends, such as `buys_on: { between: [2026-07-01, 2026-12-31] }` here',
    ],
    [
      'days from today',
      rules(
        '{ buys_on: { within_last_days: 30, older_than_days: 9 } }',
        '{ buys_on: { within_last_days: 15 } }',
      ),
      '`buys_on` from 10 to 15 days ago is in this band and in that of `r0` on line 13, and gets the points of both · let one begin after the other ends',
    ],
    [
      'rules that add up',
      rules('{ employees: { between: [0, 50] } }', '{ employees: { between: [50, 100] } }'),
      '`employees` 50 is in this band and in that of `r0` on line 13, and gets the points of both · let one begin after the other ends, such as `employees: { between: [51, 100] }` here',
    ],
    [
      'the open end of a series',
      rules(
        '{ employees: { between: [0, 50] } }',
        '{ employees: { between: [51, 100] } }',
        '{ employees: { gte: 90 } }',
      ),
      '`employees` from 90 to 100 is in this band and in that of `r1` on line 13, and gets the points of both · let one begin after the other ends, such as `employees: { gte: 101 }` here',
    ],
  ])('%s', (_what, sections, message) => {
    expect(overlaps(sections)).toEqual([message]);
  });

  test('an open band that takes leads away from a better one after it', () => {
    const sections = (points: number, bound: string) =>
      `scores: { fit: { rules: [{ id: size, first: [{ when: { employees: { lte: 50 } }, points: 5 }, { when: { employees: { ${bound} } }, points: ${points} }] }] } }`;
    expect(overlaps(sections(10, 'gte: 40'))).toEqual([
      '`employees` from 40 to 50 is in this band and in that of the entry on line 13, which is taken first · let one begin after the other ends, such as `employees: { gte: 51 }` here',
    ]);
    expect(overlaps(sections(10, 'gte: 50'))).toEqual([]);
    expect(overlaps(sections(3, 'gte: 40'))).toEqual([]);
  });

  test('through a criterion, unless it settles what is unknown', () => {
    const asked = (unknown: string) =>
      `criteria: { staff: { when: { employees: { between: [10, 50] } }${unknown} } }\n${first('{ criterion: staff }', '{ employees: { between: [50, 99] } }')}`;
    expect(overlaps(asked(''))).toHaveLength(1);
    expect(overlaps(asked(', unknown: met'))).toEqual([]);
  });

  test.each([
    [
      'descending steps',
      first('{ employees: { gte: 500 } }', '{ employees: { gte: 50 } }', '{ employees: { gte: 10 } }'),
    ],
    ['ascending ceilings', first('{ employees: { lt: 10 } }', '{ employees: { lt: 50 } }')],
    [
      'the narrow inside the wide',
      first('{ employees: { between: [50, 99] } }', '{ employees: { between: [10, 500] } }'),
    ],
    [
      'an open band after a closed one',
      first('{ employees: { between: [10, 500] } }', '{ employees: { gte: 100 } }'),
    ],
    ['steps that add up', rules('{ employees: { gte: 50 } }', '{ employees: { gte: 500 } }')],
    [
      'a band and a step of its own',
      rules('{ employees: { between: [10, 500] } }', '{ employees: { gte: 100 } }'),
    ],
    ['bands side by side', rules('{ employees: { gte: 0, lt: 50 } }', '{ employees: { gte: 50, lt: 100 } }')],
    [
      'past and future, which share today',
      rules('{ buys_on: { within_last_days: 9 } }', '{ buys_on: { within_next_days: 9 } }'),
    ],
    [
      'days and days from today',
      first('{ buys_on: { gte: 2026-01-01 } }', '{ buys_on: { within_last_days: 9 } }'),
    ],
    ['two fields', first('{ employees: { gte: 10 } }', '{ clicks: { gte: 50 } }')],
    [
      'more than a band',
      first('{ employees: { gte: 10 }, need_stated: true }', '{ employees: { gte: 50 } }'),
    ],
    ['a step that fractions still reach', first('{ clicks: { lte: 49 } }', '{ clicks: { lt: 50 } }')],
  ])('silent about %s', (_what, sections) => {
    expect(overlaps(sections)).toEqual([]);
  });
});

describe('gap-in-bands', () => {
  test.each([
    [
      'a wide one',
      first('{ employees: { gte: 100 } }', '{ employees: { between: [10, 49] } }'),
      '`employees` from 50 to 99 is in no band: neither in this one nor in that of the entry on line 13 · let one of the two reach the other, or say that nothing is meant: `{ when: { employees: { between: [50, 99] } }, points: 0 }`',
    ],
    [
      'one value between two open bands',
      first('{ clicks: { lt: 50 } }', '{ clicks: { gt: 50 } }'),
      '`clicks` 50 is in no band: neither in this one nor in that of the entry on line 13 · let one of the two reach the other, or say that nothing is meant: `{ when: { clicks: 50 }, points: 0 }`',
    ],
    [
      'tenths',
      first('{ clicks: { between: [0, 0.9] } }', '{ clicks: { between: [1.2, 2] } }'),
      '`clicks` from 1 to 1.1 is in no band: neither in this one nor in that of the entry on line 13 · let one of the two reach the other, or say that nothing is meant: `{ when: { clicks: { between: [1, 1.1] } }, points: 0 }`',
    ],
    [
      'rules side by side',
      rules('{ employees: { between: [51, 100] } }', '{ employees: { between: [1, 49] } }'),
      '`employees` 50 is in no band: neither in this one nor in that of `r0` on line 13 · let one of the two reach the other',
    ],
    [
      'recency',
      first('{ buys_on: { within_last_days: 30 } }', '{ buys_on: { older_than_days: 31 } }'),
      '`buys_on` 31 days ago is in no band: neither in this one nor in that of the entry on line 13 · let one of the two reach the other',
    ],
    [
      'days',
      first('{ buys_on: { lt: 2026-01-01 } }', '{ buys_on: { gt: 2026-01-01 } }'),
      '`buys_on` 2026-01-01 is in no band: neither in this one nor in that of the entry on line 13 · let one of the two reach the other, or say that nothing is meant: `{ when: { buys_on: 2026-01-01 }, points: 0 }`',
    ],
  ])('%s', (_what, sections, message) => {
    expect(gaps(sections)).toEqual([message]);
  });

  test.each([
    [
      'whole numbers side by side',
      first('{ employees: { between: [1, 49] } }', '{ employees: { between: [50, 500] } }'),
    ],
    [
      'something else that may count there',
      first(
        '{ employees: { between: [1, 49] } }',
        '{ need_stated: true }',
        '{ employees: { between: [51, 99] } }',
      ),
    ],
    [
      'a wider entry after them',
      first(
        '{ employees: { between: [1, 49] } }',
        '{ employees: { between: [51, 99] } }',
        '{ employees: { gte: 0 } }',
      ),
    ],
    ['open rules with nothing between', rules('{ clicks: { lt: 10 } }', '{ clicks: { gt: 50 } }')],
    [
      'past and future',
      first('{ buys_on: { older_than_days: 30 } }', '{ buys_on: { within_next_days: 9 } }'),
    ],
  ])('silent about %s', (_what, sections) => {
    expect(gaps(sections)).toEqual([]);
  });

  test('silent between a band that adds and one that takes away', () => {
    const neutral =
      'scores: { fit: { rules: [{ id: size, first: [{ when: { employees: { lt: 10 } }, points: -5 }, { when: { employees: { gte: 50 } }, points: 5 }] }] } }';
    expect(gaps(neutral)).toEqual([]);
    expect(gaps(neutral.replace('-5', '3'))).toHaveLength(1);
  });
});

/** A band that starts and ends somewhere from 0 to 12, as one of the ways to write it. */
const band = fc
  .tuple(
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 5 }),
    fc.constantFrom('between', 'closed', 'open'),
  )
  .map(([low, width, form]) => {
    const high = low + width;
    const written = {
      between: `{ between: [${low}, ${high}] }`,
      closed: `{ gte: ${low}, lte: ${high} }`,
      open: `{ gt: ${low - 1}, lt: ${high + 1} }`,
    };
    return { low, high, when: `{ clicks: ${written[form as keyof typeof written]} }` };
  });
/** As above, on a rulebook of one field, which is read faster. */
const sampled = (check: Check, sections: string) =>
  findingsIn(
    `rulebook: r\nversion: 1\nfields: { clicks: { type: number } }\n${sections}\nstages: [{ stage: lead }]\n`,
    {
      checks: [check],
    },
  ).map(({ message }) => message);
const SAMPLES = Array.from({ length: 20 }, (_, value) => value);

describe('against brute force over whole numbers', () => {
  type Sampled = { readonly low: number; readonly high: number };
  const inBand =
    (value: number) =>
    ({ low, high }: Sampled) =>
      value >= low && value <= high;
  const within = (inner: Sampled, outer: Sampled) =>
    SAMPLES.filter(value => inBand(value)(inner)).every(value => inBand(value)(outer));

  test('two entries of `first` overlap if and only if they share a value and neither is within the other', () => {
    fc.assert(
      fc.property(band, band, (one, other) => {
        const shared = SAMPLES.some(value => inBand(value)(one) && inBand(value)(other));
        const due = shared && !within(one, other) && !within(other, one);
        const found = sampled(overlappingBands, first(one.when, other.when));
        expect(found.length > 0).toBe(due);
      }),
      { numRuns: 100 },
    );
  });

  test('the gaps of a `first` rule are exactly the values between the bands that none of them has', () => {
    fc.assert(
      fc.property(fc.array(band, { minLength: 2, maxLength: 4 }), all => {
        const said = sampled(gapInBands, first(...all.map(({ when }) => when))).flatMap(message => {
          const [, from = '', to = from] = /^`clicks` (?:from )?(\d+)(?: to (\d+))? is/.exec(message) ?? [];
          return SAMPLES.filter(value => value >= Number(from) && value <= Number(to));
        });
        const lowest = Math.min(...all.map(({ low }) => low));
        const highest = Math.max(...all.map(({ high }) => high));
        const due = SAMPLES.filter(value => value > lowest && value < highest && !all.some(inBand(value)));
        expect(said).toEqual(due);
      }),
      { numRuns: 100 },
    );
  });
});
