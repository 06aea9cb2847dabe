import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitByWeights } from '../../src/costs/largest-remainder.ts';

const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 12 });
const cents = fc.integer({ min: 0, max: 1_000_000_000_000 });

test('the cent left over goes to the largest remainder', () => {
  // 100 × 3/7 = 42.86, 100 × 2/7 = 28.57 twice
  expect(splitByWeights(100, [2, 3, 2])).toEqual([29, 43, 28]);
});

test('ties go to the first', () => {
  expect(splitByWeights(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(splitByWeights(101, [1, 1, 1])).toEqual([34, 34, 33]);
});

test('a weight of zero gets nothing', () => {
  expect(splitByWeights(1, [0, 5, 0])).toEqual([0, 1, 0]);
});

test('nothing to go by is undefined', () => {
  expect(splitByWeights(100, [0, 0])).toBeUndefined();
  expect(splitByWeights(100, [])).toBeUndefined();
});

test('shares sum exactly to the amount, each less than a cent from its exact share', () => {
  fc.assert(
    fc.property(cents, weights, (amount, of) => {
      const shares = splitByWeights(amount, of);
      const total = of.reduce((sum, weight) => sum + BigInt(weight), 0n);
      if (total === 0n) return shares === undefined;
      if (shares === undefined || shares.length !== of.length) return false;
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
      return shares.every((share, index) => {
        const off = BigInt(share) * total - BigInt(amount) * BigInt(of[index] ?? 0);
        return off < total && off > -total;
      });
    }),
  );
});

test('a larger weight never gets less', () => {
  fc.assert(
    fc.property(cents, weights, (amount, of) => {
      const shares = splitByWeights(amount, of) ?? [];
      return shares.every((share, a) =>
        shares.every((other, b) => (of[a] ?? 0) <= (of[b] ?? 0) || share >= other),
      );
    }),
  );
});
