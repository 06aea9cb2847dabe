import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../src/model/lead.ts';
import { parseNumber } from '../../../src/values/field-types/number.ts';

type Example = readonly [text: string, low: number | undefined, high: number | undefined];

/** Every locale knows the bands of all three languages. */
const EVERYWHERE: readonly Example[] = [
  ['51-200', 51, 200],
  ['51–200', 51, 200],
  ['51—200', 51, 200],
  ['51 - 200', 51, 200],
  ['51 – 200 employees', 51, 200],
  ['10 à 19', 10, 19],
  ['10 a 19', 10, 19],
  ['od 10 do 19', 10, 19],
  ['Od 10 do 19 pracowników', 10, 19],
  ['10 do 19 osób', 10, 19],
  ['de 10 à 19', 10, 19],
  ['DE 10 À 19 SALARIÉS', 10, 19],
  ['10 to 19', 10, 19],
  ['from 10 to 19 people', 10, 19],
  ['1 ou 2', 1, 2],
  ['1 ou 2 salariés', 1, 2],
  ['1 or 2', 1, 2],
  ['1 lub 2', 1, 2],
  ['entre 10 et 19 salariés', 10, 19],
  ['between 10 and 19', 10, 19],
  ['między 10 a 19', 10, 19],
  ['7-7', 7, 7],
  ['0-9', 0, 9],
  ['10\u00a0à\u202f19', 10, 19],
  ['1000+', 1000, 1000],
  ['1000 +', 1000, 1000],
  ['1000+ employees', 1000, 1000],
  ['plus de 50', 50, 50],
  ['Plus de 50 salariés', 50, 50],
  ['powyżej 50', 50, 50],
  ['powyżej 50 osób', 50, 50],
  ['over 50', 50, 50],
  ['more than 50 people', 50, 50],
  ['>50', 50, 50],
  ['>= 50', 50, 50],
  ['50 et plus', 50, 50],
  ['50 salariés et plus', 50, 50],
  ['50 i więcej', 50, 50],
  ['50 or more employees', 50, 50],
  ['moins de 10', 0, 10],
  ['moins de 10 salariés', 0, 10],
  ['poniżej 10', 0, 10],
  ['under 10', 0, 10],
  ['Under 10 employees', 0, 10],
  ['less than 10', 0, 10],
  ['do 10 osób', 0, 10],
  ['jusqu’à 10', 0, 10],
  ['<10', 0, 10],
  ['€10k-20k', 10_000, 20_000],
  ['10k€ - 20k€', 10_000, 20_000],
  ['10 K€ à 20 K€', 10_000, 20_000],
  ['500 € - 1 k€', 500, 1000],
  ['€1-5M', 1_000_000, 5_000_000],
  ['10-20%', 10, 20],
  ['1-5M', 1_000_000, 5_000_000],
  ['1-5 M€', 1_000_000, 5_000_000],
  ['10 à 20 k€', 10_000, 20_000],
  ['900k-1M', 900_000, 1_000_000],
  ['0-1M', 0, 1_000_000],
  ['over 2M', 2_000_000, 2_000_000],
  ['under 500 K€', 0, 500_000],
  ['-5 to 5', -5, 5],
  ['5-5-5', undefined, undefined],
  ['500-1M', undefined, undefined],
  ['1M-5', undefined, undefined],
  ['200-51', undefined, undefined],
  ['€5-10 USD', undefined, undefined],
  ['under -5', undefined, undefined],
  ['10-', undefined, undefined],
  ['-', undefined, undefined],
  ['10 to', undefined, undefined],
  ['10to19', undefined, undefined],
  ['over 10 to 19', undefined, undefined],
  ['over 50+', undefined, undefined],
  ['10 et 19', undefined, undefined],
  ['50 salariés et plus salariés', undefined, undefined],
  ['10 - 20 or 30', undefined, undefined],
  ['2026-11-01', undefined, undefined],
  ['1234567890123456 - 2', undefined, undefined],
];

const ENGLISH: readonly Example[] = [
  ['1,001-5,000', 1001, 5000],
  ['10,001+ employees', 10_001, 10_001],
  ['0.5 to 1.5m', 500_000, 1_500_000],
  ['10 000 et plus', undefined, undefined],
  ['1,5 - 2,5', undefined, undefined],
];
const CONTINENTAL: readonly Example[] = [
  ['10 000 et plus', 10_000, 10_000],
  ['10 000 salariés et plus', 10_000, 10_000],
  ['10\u202f000 salariés et plus', 10_000, 10_000],
  ['de 1 000 à 4 999 salariés', 1000, 4999],
  ['5 000 - 9 999', 5000, 9999],
  ['1.000-4.999', 1000, 4999],
  ['0,5 à 1,5 M€', 500_000, 1_500_000],
  ['1.5 - 2.5', undefined, undefined],
];

describe.each<[Locale, readonly Example[]]>([
  ['en', [...EVERYWHERE, ...ENGLISH]],
  ['fr', [...EVERYWHERE, ...CONTINENTAL]],
  ['pl', [...EVERYWHERE, ...CONTINENTAL]],
])('under %s', (locale, examples) => {
  test.each(examples)('%j runs from %j to %j', (text, low, high) => {
    expect(parseNumber(text, locale)).toBe(low);
    expect(parseNumber(text, locale, { band: 'low' })).toBe(low);
    expect(parseNumber(text, locale, { band: 'high' })).toBe(high);
  });
});
