import { describe, expect, test } from 'vitest';
import {
  countOf,
  currencySign,
  formatAmount,
  formatMoney,
  formatPercent,
  formatPoints,
} from '../../src/terminal/figures.ts';

describe('figures', () => {
  test('counts agree with their nouns', () => {
    const nouns = ['lead', 'leads'] as const;
    expect([0, 1, 2873].map(count => countOf(count, nouns))).toEqual(['0 leads', '1 lead', '2,873 leads']);
  });

  test('currencies have their short sign, or their code', () => {
    const codes = ['EUR', 'USD', 'GBP', 'PLN', 'CHF', 'XTS', 'not a code', null];
    expect(codes.map(currencySign)).toEqual(['€', '$', '£', 'zł', 'CHF', 'XTS', 'not a code', '']);
  });

  test('money carries its sign', () => {
    expect(formatMoney(150.08, '€')).toBe('€150.08');
    expect(formatMoney(-5, '€')).toBe('-€5.00');
    expect(formatMoney(1234.5, 'zł')).toBe('zł 1,234.50');
    expect(formatMoney(0, '')).toBe('0.00');
  });

  test('amounts give way in steps', () => {
    expect(formatAmount(75_991.88)).toBe('75,991.88');
    expect(formatAmount(75_991.88, 'units')).toBe('75,992');
    expect(formatAmount(75_991.88, 'compact')).toBe('76K');
    expect(formatAmount(-0)).toBe('0.00');
  });

  test('percentages and points', () => {
    expect(formatPercent(666 / 3407)).toBe('19.5');
    expect([1250, 12.5, -5, -0].map(formatPoints)).toEqual(['1,250', '12.5', '-5', '0']);
  });
});
