import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Band, createBands, holds, stepsOf } from '../../../../src/commands/check/written/stretches.ts';
import type { Condition } from '../../../../src/model/condition.ts';
import type { Value } from '../../../../src/model/lead.ts';
import { AS_OF, bookOf, conditionsOver, valueLeaves } from '../../../judging/arbitrary.ts';
import { ask, value } from '../../../judging/judged.ts';

function isIn(band: Band, of: number): boolean {
  const at = band.axis === 'age' ? of - AS_OF : of;
  return (
    (band.lowOpen ? at > band.low : at >= band.low) && (band.highOpen ? at < band.high : at <= band.high)
  );
}

/** Values around those that random tests name. */
const SAMPLES: Readonly<Record<string, readonly number[]>> = {
  employees: [-1, 0, 0.5, 1, 2, 4.9, 5, 6, 49, 50, 51],
  clicks: [-1, 0, 0.5, 1, 2, 4.9, 5, 6, 49, 50, 51],
  buys_on: [-31, -30, -29, -8, -7, -1, 0, 1, 7, 8, 30, 31].map(age => AS_OF + age),
};

test('a lead meets a condition if and only if its value is in the band', () => {
  let bands = 0;
  fc.assert(
    fc.property(conditionsOver(valueLeaves), condition => {
      const band = createBands(bookOf({}))(condition);
      if (band === undefined) return;
      bands++;
      for (const of of SAMPLES[band.field] ?? []) {
        expect(ask(condition, { [band.field]: value(of as Value & number) })).toBe(
          isIn(band, of) ? 'met' : 'unmet',
        );
      }
    }),
    { numRuns: 600 },
  );
  expect(bands).toBeGreaterThan(80);
});

const ends = fc.integer({ min: 0, max: 6 });
const anyBand: fc.Arbitrary<Band> = fc
  .record({
    low: ends,
    width: ends,
    lowOpen: fc.boolean(),
    highOpen: fc.boolean(),
    open: fc.constantFrom('none', 'low', 'high'),
  })
  .map(({ low, width, lowOpen, highOpen, open }) => ({
    field: 'employees',
    axis: 'number' as const,
    low: open === 'low' ? Number.NEGATIVE_INFINITY : low,
    high: open === 'high' ? Number.POSITIVE_INFINITY : low + width + 1,
    lowOpen: open !== 'low' && lowOpen,
    highOpen: open !== 'high' && highOpen,
  }));

test('one band holds another if and only if it has all values of it, halves included', () => {
  const halves = Array.from({ length: 60 }, (_, index) => index / 2 - 8);
  fc.assert(
    fc.property(anyBand, anyBand, (outer, inner) => {
      const all = halves.filter(at => isIn(inner, at)).every(at => isIn(outer, at));
      // Beyond the samples only the ends tell.
      expect(holds(outer, inner)).toBe(all && outer.low <= inner.low && outer.high >= inner.high);
    }),
  );
});

describe('steps', () => {
  const between = (low: number, high: number): Band => ({
    field: 'f',
    axis: 'number',
    low,
    high,
    lowOpen: false,
    highOpen: false,
  });

  test.each([
    [[between(0, 49), between(50, 99)], [0, 49], 49],
    [[between(0, 0.9), between(1, 2)], [0, 9], 0.9],
    [[between(0, 0.000001)], [0, 1], 0.000001],
    [[between(0.1, 0.3), between(0.3, 123456.789)], [100, 300], 0.3],
  ])('%j', (bands, stretch, high) => {
    const steps = stepsOf(bands);
    const [first] = bands;
    const found = first && steps.stretchOf(first);
    expect([found?.low, found?.high]).toEqual(stretch);
    expect(steps.valueAt(found?.high ?? 0)).toBe(high);
  });

  test('an end that is left out is one step away', () => {
    const steps = stepsOf([{ ...between(1.5, 3), lowOpen: true, highOpen: true }]);
    expect(steps.stretchOf({ ...between(1.5, 3), lowOpen: true, highOpen: true })).toEqual({
      low: 16,
      high: 29,
    });
  });
});

test('nothing but intervals of one field is a band', () => {
  const bandOf = createBands(bookOf({}));
  const gte = (field: string): Condition => ({
    kind: 'test',
    field: { field },
    test: { operator: 'gte', bound: 5 },
  });
  expect(bandOf({ kind: 'all', of: [gte('employees'), gte('clicks')] })).toBeUndefined();
  expect(bandOf({ kind: 'any', of: [gte('employees')] })).toBeUndefined();
  expect(
    bandOf({ kind: 'all', of: [gte('employees'), { kind: 'not', of: gte('employees') }] }),
  ).toBeUndefined();
  expect(bandOf({ kind: 'all', of: [gte('employees')] })).toMatchObject({
    low: 5,
    high: Number.POSITIVE_INFINITY,
  });
});
