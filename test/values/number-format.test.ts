import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCents, formatCount, numberFormat } from '../../src/values/number-format.ts';

test('counts have thousands separators, amounts cents', () => {
  expect([formatCount(0), formatCount(2873), formatCount(1_234_567)]).toEqual(['0', '2,873', '1,234,567']);
  expect([formatCents(0), formatCents(75991.88), formatCents(-5)]).toEqual(['0.00', '75,991.88', '-5.00']);
});

test('there is no negative zero', () => {
  expect(formatCount(-0)).toBe('0');
});

test('what is no figure is named', () => {
  expect([formatCents(Number.NaN), formatCount(Number.POSITIVE_INFINITY)]).toEqual(['NaN', 'Infinity']);
});

test.each([
  [0, 0],
  [0, 2],
  [1, 1],
  [2, 2],
])('%i to %i decimals are written as Intl writes them', (least, most) => {
  const format = numberFormat({ least, most });
  const oracle = new Intl.NumberFormat('en', { minimumFractionDigits: least, maximumFractionDigits: most });
  const halves = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(number => number / 200);
  const figures = fc.oneof(fc.integer(), halves, fc.double({ noNaN: true, noDefaultInfinity: true }));
  const property = fc.property(figures, number => {
    expect(format(number)).toBe(oracle.format(number === 0 ? 0 : number));
  });
  fc.assert(property, { numRuns: 500 });
});
