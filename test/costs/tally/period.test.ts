import { expect, test } from 'vitest';
import { compilePeriod, INSIDE, OUTSIDE, UNDATED } from '../../../src/costs/tally/period.ts';
import { costsOf } from '../samples.ts';

const on = (day: number) => ({ kind: 'value', value: day }) as const;

test('both ends of the period are inside', () => {
  const isInside = compilePeriod(costsOf([], { period: { from: 10, to: 12, field: 'created' } }));
  expect([9, 10, 12, 13].map(day => isInside(on(day)))).toEqual([OUTSIDE, INSIDE, INSIDE, OUTSIDE]);
});

test('an unknown day is undated', () => {
  const isInside = compilePeriod(costsOf([], { period: { from: 10, to: 12, field: 'created' } }));
  expect(isInside({ kind: 'blank' })).toBe(UNDATED);
  expect(isInside({ kind: 'invalid', reason: 'x' })).toBe(UNDATED);
  expect(isInside({ kind: 'absent' })).toBe(UNDATED);
});

test('without a period, or costs, everything is inside', () => {
  expect(compilePeriod(costsOf([]))(on(1))).toBe(INSIDE);
  expect(compilePeriod(undefined)(on(1))).toBe(INSIDE);
});
