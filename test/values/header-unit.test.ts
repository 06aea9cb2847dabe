import { describe, expect, test } from 'vitest';
import { headerUnit } from '../../src/values/header-unit.ts';

describe('the unit in a header', () => {
  test.each([
    ...[
      'CA (k€)',
      'CA k€',
      'Revenue (in 000s USD)',
      'Budget (KEUR)',
      'Budget K€ HT',
      'Revenue ($K)',
      "Sales ('000)",
    ],
    ...[
      'CA en milliers',
      "Chiffre d'affaires (en milliers d'euros)",
      'Obrót (tys. zł)',
      'Przychód w tys. PLN',
    ],
    ...['Revenue (USD thousands)', 'Revenue in thousands', 'Budget x1000', 'Budget (x 1000)', 'Revenue (k)'],
  ])('%s: thousands', header => {
    expect(headerUnit(header)).toEqual({ places: 3, words: 'thousands' });
  });
  test.each([
    ...['CA (M€)', 'CA MEUR', 'Revenue ($M)', 'Revenue (USD mm)', 'Obrót (mln zł)', 'CA en millions d’euros'],
    ...['Revenue (in millions)', 'Turnover £m'],
  ])('%s: millions', header => {
    expect(headerUnit(header)?.places).toBe(6);
  });
  test.each(['CA (Md€)', 'Revenue ($bn)', 'CA en milliards'])('%s: billions', header => {
    expect(headerUnit(header)?.places).toBe(9);
  });
  test.each([
    ...[
      'Budget',
      'Budget (€)',
      'Employees',
      'Budget M',
      'Height (m)',
      'Distance in m',
      'Kontakt',
      'CPM per thousand',
    ],
    ...[
      'Budget > 10 000 €',
      'Budget (10,000 EUR)',
      'Cost per 000 USD',
      'Marketing USD',
      'Km',
      'Mk',
      '1000 employees',
    ],
  ])('%s: none', header => {
    expect(headerUnit(header)).toBeUndefined();
  });
});
