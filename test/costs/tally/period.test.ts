import { expect, test } from 'vitest';
import { compilePeriod } from '../../../src/costs/tally/period.ts';
import { costsOf } from '../samples.ts';

const on = (day: number) => ({ kind: 'value', value: day }) as const;

test('both ends of the period are inside', () => {
  const isInside = compilePeriod(costsOf([], { period: { from: 10, to: 12 } }));
  expect([9, 10, 12, 13].map(day => isInside(on(day)))).toEqual([false, true, true, false]);
});

test('an unknown day is inside', () => {
  const isInside = compilePeriod(costsOf([], { period: { from: 10, to: 12 } }));
  expect(isInside({ kind: 'blank' })).toBe(true);
  expect(isInside({ kind: 'invalid', reason: 'x' })).toBe(true);
  expect(isInside({ kind: 'absent' })).toBe(true);
});

test('without a period, or costs, everything is inside', () => {
  expect(compilePeriod(costsOf([]))(on(1))).toBe(true);
  expect(compilePeriod(undefined)(on(1))).toBe(true);
});
