import { expect, test } from 'vitest';
import { compileFits, createLocaleDoubt } from '../../src/engines/locale-doubt.ts';
import type { NumberField } from '../../src/model/rulebook.ts';
import { compileCellParser } from '../../src/values/cell.ts';

const BUDGET: NumberField = {
  name: 'budget',
  type: 'number',
  columns: [],
  required: false,
  blank: [],
  band: 'low',
};
const OPTIONS = { locale: 'en', blankAlso: [] } as const;

function doubt(texts: readonly string[]): readonly string[] {
  const parse = compileCellParser(BUDGET, OPTIONS);
  const fitsOf = compileFits(BUDGET, OPTIONS);
  const watch = createLocaleDoubt([BUDGET], { list: 'broker', locale: 'en' });
  for (const text of texts) {
    const cell = { text, plain: false };
    const reading = parse(cell);
    watch.count([{ reading, fits: fitsOf(cell, reading) }]);
  }
  return watch.warnings();
}

test('says which locale most values fit', () => {
  expect(doubt(['1 500,50', '2 000,00', '300', ''])).toEqual([
    'broker: most values of budget are invalid as en writes them, but fit fr: try --locale broker=fr',
  ]);
});

test('is silent where half of the values are fine, or none fit elsewhere', () => {
  expect(doubt(['1 500,50', '300', '', ''])).toEqual([]);
  expect(doubt(['many', 'few', 'some'])).toEqual([]);
  expect(doubt([])).toEqual([]);
});
