import { expect, test } from 'vitest';
import {
  COUNTERS,
  compileDoubt,
  createLocaleDoubt,
  type LocaleDoubt,
} from '../../../../src/engine/fast/reading/locale-doubt.ts';
import type { Cell } from '../../../../src/model/lead.ts';
import type { Field } from '../../../../src/model/rulebook.ts';
import { compileCellParser } from '../../../../src/values/cell.ts';

const base = { columns: [], required: false, blank: [] };
const BUDGET: Field = { ...base, name: 'budget', type: 'number', band: 'low' };
const SEEN: Field = { ...base, name: 'seen', type: 'date' };
const TITLE: Field = { ...base, name: 'title', type: 'text', aliases: [] };
const OPTIONS = { locale: 'en', blankAlso: [] } as const;

const cellOf = (text: string): Cell => ({ text, plain: false });

function doubtOf(field: Field): (text: string) => number {
  const parse = compileCellParser(field, OPTIONS);
  const doubt = compileDoubt(field, OPTIONS);
  return text => doubt(cellOf(text), parse(cellOf(text)));
}

/** Counts leads of one cell for each field. */
function count(fields: readonly Field[], leads: readonly (readonly string[])[]): LocaleDoubt {
  const watch = createLocaleDoubt(fields, { list: 'broker', locale: 'en' });
  const doubts = fields.map(doubtOf);
  const counts = new Float64Array(fields.length * COUNTERS);
  for (const cells of leads) {
    for (const [index, doubt] of doubts.entries()) {
      const counter = index * COUNTERS + doubt(cells[index] ?? '');
      counts[counter] = (counts[counter] ?? 0) + 1;
    }
  }
  watch.add(counts);
  return watch;
}

function warningsOn(texts: readonly string[]): readonly string[] {
  return count(
    [BUDGET],
    texts.map(text => [text]),
  ).warnings();
}

const FITS_FR =
  'broker: most values of budget are invalid as en writes them, but fit fr: try --locale broker=fr';

test('says which locale most values fit', () => {
  expect(warningsOn(['1 500,50', '2 000,00', '300', ''])).toEqual([FITS_FR]);
});

test('is silent where half of the values are fine, or none fit elsewhere', () => {
  expect(warningsOn(['1 500,50', '300', '', ''])).toEqual([]);
  expect(warningsOn(['many', 'few', 'some'])).toEqual([]);
  expect(warningsOn([])).toEqual([]);
});

test('says it of each number and date field, wherever it stands among the others', () => {
  const leads = Array.from({ length: 3 }, () => ['31.12.2025', '1 500,50', '31/12/2025']);
  const { warnings } = count([TITLE, BUDGET, SEEN], leads);
  expect(warnings()).toEqual([
    FITS_FR,
    'broker: most values of seen are invalid as en writes them, but fit fr: try --locale broker=fr',
  ]);
});

test('has nothing to say of text, and of cells that say nothing', () => {
  expect(doubtOf(TITLE)('1 500,50')).toBe(0);
  expect(doubtOf(BUDGET)('')).toBe(0);
  expect(doubtOf(BUDGET)('n/a')).toBe(0);
  const filled = doubtOf(BUDGET)('1');
  expect(filled).toBeGreaterThan(0);
  expect(doubtOf(BUDGET)('many')).toBe(filled);
  expect(doubtOf(BUDGET)('1 500,50')).toBeGreaterThan(filled);
});

test('adds up what was counted in parts of a list', () => {
  const leads = ['1 500,50', '300', '2 000,00', '', '7', '3 000,00'].map(text => [text, text]);
  const fields = [BUDGET, { ...BUDGET, name: 'revenue' }];
  for (let cut = 0; cut <= leads.length; cut++) {
    const sum = count(fields, leads.slice(0, cut));
    sum.add(count(fields, leads.slice(cut)).counts);
    expect([...sum.counts]).toEqual([...count(fields, leads).counts]);
    expect(sum.warnings()).toEqual(count(fields, leads).warnings());
  }
  expect(count(fields, leads).warnings()).toHaveLength(2);
});

test('has a counter for whatever a cell may say', () => {
  const texts = ['', 'n/a', '1', 'many', '1 500,50', '1.500,50', "1'500.50", '12 345'];
  for (const text of texts) expect(doubtOf(BUDGET)(text)).toBeLessThan(COUNTERS);
});
