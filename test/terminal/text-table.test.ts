import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/terminal/display-width.ts';
import { drawTable, type TextTable } from '../../src/terminal/text-table.ts';

const TABLE: TextTable = {
  label: { header: 'source', cells: ['a source of a long name', 'b'] },
  columns: [
    { header: 'leads', cells: ['1,000', '2'] },
    { header: 'SQL was', cells: ['10', '2'], dispensable: 1 },
    { header: 'MQL was', cells: ['100', '2'], dispensable: 2 },
    { header: 'is', cells: ['9', '12'] },
  ],
};
const draw = (width: number) => {
  const { header, rows } = drawTable(TABLE, width);
  return [header, ...rows];
};

describe('a table of texts', () => {
  it('has labels to the left and figures to the right', () => {
    expect(draw(100)).toEqual([
      'source                   leads  SQL was  MQL was  is',
      'a source of a long name  1,000       10      100   9',
      'b                            2        2        2  12',
    ]);
  });

  it('moves columns closer, leaves out dispensable ones, then cuts labels', () => {
    expect(draw(49)).toEqual([
      'source                  leads SQL was MQL was is',
      'a source of a long name 1,000      10     100  9',
      'b                           2       2       2 12',
    ]);
    expect(draw(42)).toEqual([
      'source                  leads  SQL was  is',
      'a source of a long na…  1,000       10   9',
      'b                           2        2  12',
    ]);
    expect(draw(26)).toEqual([
      'source           leads  is',
      'a source of a …  1,000   9',
      'b                    2  12',
    ]);
  });

  it('is never wider than the terminal as long as its figures fit, nor has it fewer rows', () => {
    const column = fc.record(
      {
        header: fc.string({ maxLength: 20, unit: fc.constantFrom('a', 'é', '漢', ' ') }),
        cells: fc.tuple(fc.constantFrom('1', '12,345'), fc.constantFrom('·', '999')),
        dispensable: fc.integer({ min: 1, max: 3 }),
      },
      { requiredKeys: ['header', 'cells'] },
    );
    const label = fc.record({
      header: fc.constant('source'),
      cells: fc.tuple(fc.string(), fc.constant('b')),
    });
    fc.assert(
      fc.property(
        label,
        fc.array(column, { maxLength: 6 }),
        fc.integer({ min: 80, max: 140 }),
        (first, columns, width) => {
          const printable = { ...first, cells: first.cells.map(cell => cell.replaceAll(/\P{ASCII}/gu, 'x')) };
          const { header, rows } = drawTable({ label: printable, columns }, width);
          expect(rows).toHaveLength(2);
          for (const line of [header, ...rows]) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
