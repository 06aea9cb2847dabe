import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divideRounded, rateOf, returnOnInvestment, unitCost } from '../../src/costs/ratio.ts';

describe('rounding', () => {
  test('is half away from zero', () => {
    expect([divideRounded(5n, 2n), divideRounded(-5n, 2n), divideRounded(4n, 3n)]).toEqual([3n, -3n, 1n]);
  });

  test('is never off by more than a half', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 10n), (dividend, divisor) => {
        const off = 2n * (divideRounded(dividend, divisor) * divisor - dividend);
        return off <= divisor && off >= -divisor;
      }),
    );
  });
});

test('rates have four decimals and are null of nothing', () => {
  expect(rateOf(1, 3)).toBe(0.3333);
  expect(rateOf(2, 3)).toBe(0.6667);
  expect(rateOf(1, 20_000)).toBe(0.0001);
  expect(rateOf(0, 0)).toBeNull();
});

test('unit costs have two decimals, rounded half up, and are null where nothing is under them', () => {
  expect(unitCost(10_000, 3)).toBe(33.33);
  expect(unitCost(25, 10)).toBe(0.03);
  expect(unitCost(0, 4)).toBe(0);
  expect(unitCost(100, 0)).toBeNull();
  expect(unitCost(null, 4)).toBeNull();
});

describe('return on investment', () => {
  const value = { closeRate: '0.2', deal: '4000' };

  test('is what the SQL are worth, less the spend, over the spend', () => {
    // (10 × 0.2 × 4000 − 12000) ÷ 12000 = −1/3
    expect(returnOnInvestment({ spend: 1_200_000, sql: 10, mql: 10 }, value)).toBe(-0.3333);
    expect(returnOnInvestment({ spend: 200_000, sql: 10, mql: 10 }, value)).toBe(3);
  });

  test('is exact where a floating product is not', () => {
    // 3 × 0.1 × 10.05 = 3.015; (3.015 − 3) ÷ 3 = 0.005
    expect(returnOnInvestment({ spend: 300, sql: 3, mql: 3 }, { closeRate: '0.1', deal: '10.05' })).toBe(
      0.005,
    );
  });

  test('counts what contacts by sales and nurtured leads cost', () => {
    // cost 12000 + 10 × 50 + 30 × 5 = 12650; (8000 − 12650) ÷ 12650
    const followedUp = { ...value, contact: '50', nurture: '5' };
    expect(returnOnInvestment({ spend: 1_200_000, sql: 10, mql: 40 }, followedUp)).toBe(-0.3676);
  });

  test('is null without a value, without spend, and where the spend is unknown', () => {
    expect(returnOnInvestment({ spend: 100, sql: 1, mql: 1 }, undefined)).toBeNull();
    expect(returnOnInvestment({ spend: 0, sql: 1, mql: 1 }, value)).toBeNull();
    expect(returnOnInvestment({ spend: null, sql: 1, mql: 1 }, value)).toBeNull();
  });
});
