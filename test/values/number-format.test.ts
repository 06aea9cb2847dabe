import { expect, test } from 'vitest';
import { formatCents, formatCount, numberFormat } from '../../src/values/number-format.ts';

test('counts have thousands separators, amounts cents', () => {
  expect([formatCount(0), formatCount(2873), formatCount(1_234_567)]).toEqual(['0', '2,873', '1,234,567']);
  expect([formatCents(0), formatCents(75991.88), formatCents(-5)]).toEqual(['0.00', '75,991.88', '-5.00']);
});

test('there is no negative zero', () => {
  expect(numberFormat({})(-0)).toBe('0');
});
