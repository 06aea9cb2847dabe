import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilsonInterval } from '../../src/costs/wilson.ts';

/** What the interval is defined by: the rates from which the observed one is `Z` standard errors away. */
const distance = (rate: number, successes: number, trials: number) =>
  Math.abs(successes / trials - rate) / Math.sqrt((rate * (1 - rate)) / trials);

describe('wilsonInterval', () => {
  test.each([
    [0, 10, 0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [30, 300, 0.0709, 0.1392],
  ])('%i of %i', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('holds the observed rate; its ends are those of the score test', () => {
    const counts = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain(trials => fc.tuple(fc.nat(trials), fc.constant(trials)));
    fc.assert(
      fc.property(counts, ([successes, trials]) => {
        const { low, high } = wilsonInterval(successes, trials);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        if (successes > 0) expect(distance(low, successes, trials)).toBeCloseTo(1.96, 3);
        if (successes < trials) expect(distance(high, successes, trials)).toBeCloseTo(1.96, 3);
      }),
    );
  });
});
