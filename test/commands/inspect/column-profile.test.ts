import { describe, expect, it } from 'vitest';
import { createProfile } from '../../../src/commands/inspect/column-profile.ts';
import { columnTypes, invalidCells } from '../../../src/commands/inspect/column-types.ts';

function profileOf(cells: readonly string[], most = 1000) {
  const keeper = createProfile(most);
  for (const [index, cell] of cells.entries()) keeper.add(cell, index + 1);
  return keeper.end();
}

describe('the profile of a column', () => {
  it('counts few values exactly, and keeps the row that each was first seen in', () => {
    const { filled, distinct, isEstimate, values } = profileOf(['a', 'b', 'a', 'a']);
    expect([filled, distinct, isEstimate]).toEqual([4, 2, false]);
    expect([...values]).toEqual([
      ['a', { cells: 3, row: 1 }],
      ['b', { cells: 1, row: 2 }],
    ]);
  });

  it('estimates many values within five per cent, keeps few of them, and says so', () => {
    const cells = Array.from({ length: 100_000 }, (_, index) => `value ${index % 50_000}`);
    const { distinct, isEstimate, values } = profileOf(cells, 100);
    expect(Math.abs(distinct - 50_000)).toBeLessThan(2500);
    expect([isEstimate, values.size]).toEqual([true, 100]);
  });

  it('does not keep long values, but tells them apart', () => {
    const { distinct, values } = profileOf(['x'.repeat(5000), 'x'.repeat(5001)]);
    expect([distinct, values.size]).toEqual([2, 0]);
  });
});

describe('the type of a column', () => {
  it.each([
    [
      ['1 234,56 €', '2 000,00 €'],
      ['text', 'number', 'number'],
    ],
    [
      ['1,234.56', '2,000.00'],
      ['number', 'text', 'text'],
    ],
    [
      ['13/01/2026', '14/02/2026'],
      ['text', 'date', 'date'],
    ],
    [
      ['a@b.example', 'c@d.example'],
      ['email', 'email', 'email'],
    ],
    [
      ['87.88Z', '33.57Z'],
      ['text', 'text', 'text'],
    ],
    [
      ['https://a.example/x', 'www.b.example'],
      ['url', 'url', 'url'],
    ],
    [
      ['yes', 'no'],
      ['boolean', 'boolean', 'boolean'],
    ],
  ])('of %j is told under en, fr and pl', (cells, [en, fr, pl]) => {
    const { values } = profileOf(cells);
    expect(columnTypes(values)).toMatchObject({ en: { type: en }, fr: { type: fr }, pl: { type: pl } });
  });

  it('leaves cells that it cannot read, which are named by row', () => {
    const { values } = profileOf(['1', '2', 'many', '3', '4', 'many', '5', '6', '7', '8', '9']);
    expect(columnTypes(values).en).toEqual({ type: 'number', share: 9 / 11 });
    expect(invalidCells(values, { field: 'number', locale: 'en' })).toEqual({
      type: 'number',
      locale: 'en',
      cells: 2,
      rows: [3],
      commonest: [{ value: 'many', cells: 2 }],
    });
    expect(invalidCells(values, { field: 'text', locale: 'en' })).toBeUndefined();
  });
});
