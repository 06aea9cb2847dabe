import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCellTable } from '../../../src/engine/fast/reading/cell-table.ts';
import { createStruct, openKernel } from '../../../src/records/kernel.ts';
import { createRegion } from '../../../src/records/kernel-region.ts';

const BATCH = ['bytes', 'count', 'quote', 'firstCell', 'cellStarts', 'ends', 'flags'] as const;
const COLUMN = ['index', 'table', 'numbers', 'misses', 'blanks', 'next'] as const;
/** What stands where no number has been written. */
const UNTOUCHED = -7;

/** A kernel that looks up one column of rows, and how it is asked. */
function openColumn() {
  const kernel = openKernel();
  const { mostMisses } = kernel.sizes;
  const table = createCellTable(kernel);
  const batch = createStruct(kernel, BATCH);
  const column = createStruct(kernel, COLUMN);
  const known: string[] = [''];

  function wordsOf(values: readonly number[]): number {
    const address = kernel.allocate((values.length + 1) * 4);
    kernel.words.set(values, address / 4);
    return address;
  }

  /** Lays out rows as the scanner does: each ends with a byte of a line end. */
  function take(rows: readonly (readonly string[])[]): void {
    const text = rows.map(cells => `${cells.join(',')}\n`).join('');
    const bytes = createRegion(kernel, Buffer.byteLength(text));
    kernel.bytes.write(text, bytes.address);
    const [firstCell, cellStarts, ends]: [number[], number[], number[]] = [[0], [], []];
    let at = 0;
    for (const cells of rows) {
      for (const cell of cells) {
        cellStarts.push(at);
        at += Buffer.byteLength(cell) + 1;
      }
      firstCell.push(cellStarts.length);
      ends.push(at - 1);
    }
    batch.set({ bytes: bytes.address, count: rows.length, quote: 0x22 });
    batch.set({ firstCell: wordsOf(firstCell), cellStarts: wordsOf(cellStarts), ends: wordsOf(ends) });
  }

  /** The numbers of the column's cells, of which those not known are learned in the order that they are told of. */
  function number(rows: readonly (readonly string[])[], index: number, isPassed?: readonly boolean[]) {
    table.makeRoom(rows.length);
    take(rows);
    const numbers = wordsOf(rows.map((_, record) => (isPassed?.[record] === true ? 1 : 0)));
    const blanks = isPassed === undefined ? 0 : wordsOf([0]);
    if (blanks > 0) kernel.bytes.set([1, 0], blanks);
    else kernel.words.fill(UNTOUCHED, numbers / 4, numbers / 4 + rows.length);
    const misses = wordsOf(rows.map(() => UNTOUCHED));
    column.set({ index, table: table.address, numbers, misses, blanks, next: 0 });
    const told: number[][] = [];
    do {
      const missed = kernel.call.findTexts(batch.address, column.address);
      const records = [...kernel.words.slice(misses / 4, misses / 4 + missed)];
      expect(missed).toBeLessThanOrEqual(mostMisses);
      // It stops right behind the last of so many.
      if (missed === mostMisses) expect(column.get('next')).toBe((records.at(-1) ?? 0) + 1);
      else expect(column.get('next')).toBe(rows.length);
      told.push(records);
      for (const record of records) {
        const cell = rows[record]?.[index] ?? '';
        expect(kernel.words[numbers / 4 + record]).toBe(-1);
        if (!known.includes(cell)) learn(rows, record, index);
        kernel.words[numbers / 4 + record] = known.indexOf(cell);
      }
    } while (column.get('next') < rows.length);
    return { numbers: [...kernel.words.slice(numbers / 4, numbers / 4 + rows.length)], told };
  }

  function learn(rows: readonly (readonly string[])[], record: number, index: number): void {
    const at = (kernel.words[batch.get('firstCell') / 4 + record] ?? 0) + index;
    const start = batch.get('bytes') + (kernel.words[batch.get('cellStarts') / 4 + at] ?? 0);
    const cell = rows[record]?.[index] ?? '';
    expect(table.learn(start, start + Buffer.byteLength(cell), known.push(cell) - 1)).toBe(true);
  }

  return { number };
}

/** The numbers of cells in the order that they come in, after the empty one. */
function numbersOf(cells: readonly string[]): readonly number[] {
  const all = [...new Set(['', ...cells])];
  return cells.map(cell => all.indexOf(cell));
}

/** Cells of all lengths, many of which begin, or begin and end, alike; some are there again and again. */
const alike = fc
  .tuple(fc.constantFrom('', 'x', 'abcdefghijklmnop', 'abcdefghijklmno\0'), fc.string({ maxLength: 24 }))
  .map(([first, rest]) => `${first}${rest}`);
const cell = fc
  .oneof(alike, fc.constantFrom('a', 'b', 'ab', ''), fc.string({ unit: 'grapheme', maxLength: 60 }))
  .map(text => text.replaceAll(/[,\n]/g, ''));

describe('the cells of a column', () => {
  it('are told apart by all of their bytes, in any number of rows and in later batches', () => {
    const batches = fc.array(fc.array(cell, { maxLength: 200 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(batches, lists => {
        const { number } = openColumn();
        const found = lists.flatMap(
          list =>
            number(
              list.map(text => ['first', text, 'last']),
              1,
            ).numbers,
        );
        expect(found).toEqual(numbersOf(lists.flat()));
      }),
    );
  });

  it('are empty past the end of a short row, and end with the row where they are its last', () => {
    const row = fc.array(cell, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 150 }), fc.nat({ max: 2 }), (rows, index) => {
        const { number } = openColumn();
        expect(number(rows, index).numbers).toEqual(numbersOf(rows.map(cells => cells[index] ?? '')));
      }),
    );
  });

  it.each([1, 63, 64, 65, 127, 128, 129, 1000])('are all found among %i that are all new', count => {
    const { number } = openColumn();
    const rows = Array.from({ length: count }, (_, index) => [
      `cell number ${index}, of many`.replace(',', ''),
    ]);
    const { numbers, told } = number(rows, 0);
    expect(numbers).toEqual(rows.map((_, index) => index + 1));
    expect(told.flat()).toEqual([...rows.keys()]);
    expect(number(rows, 0)).toMatchObject({ numbers, told: [[]] });
  });

  it('are not looked up where a column before them was not blank', () => {
    const row = fc.tuple(cell, fc.boolean());
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200 }), rows => {
        const { number } = openColumn();
        const cells = rows.map(([text]) => [text]);
        const { numbers } = number(
          cells,
          0,
          rows.map(([, passed]) => passed),
        );
        const sought = numbersOf(rows.filter(([, passed]) => !passed).map(([text]) => text));
        const expected = [...sought];
        expect(numbers).toEqual(rows.map(([, passed]) => (passed ? 1 : expected.shift())));
      }),
    );
  });
});
