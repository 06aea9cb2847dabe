import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScanner } from '../../src/records/scanner.ts';
import { cellsOf, scanAll } from './scanning.ts';

/** The cells of all records of some bytes that come in pieces of these sizes, the last one repeated. */
function scanPieces(bytes: Buffer, sizes: readonly number[], regularFrom?: number) {
  const options = { delimiter: 0x2c, quote: 0x22, columns: 2 };
  const scanner = createScanner(regularFrom === undefined ? options : { ...options, regularFrom });
  const rows: (readonly string[])[] = [];
  const numbers: number[] = [];
  for (let at = 0, piece = 0; at < bytes.length; piece++) {
    const size = Math.min(sizes[Math.min(piece, sizes.length - 1)] ?? bytes.length, bytes.length - at);
    scanner.room(size).set(bytes.subarray(at, at + size));
    at += size;
    for (let added = size; ; added = 0) {
      const batch = scanner.scan(added, at === bytes.length);
      for (let record = 0; record < batch.count; record++) {
        rows.push(cellsOf(batch, record));
        numbers.push(batch.row[record] ?? 0);
      }
      if (!scanner.hasMore()) break;
    }
  }
  expect(numbers).toEqual(rows.map((_, index) => index + 1));
  return rows;
}

const numbered = (count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, (_, index) => `lead ${index},${index % 10}\n`).join(''));
const numberedRows = (count: number) =>
  Array.from({ length: count }, (_, index) => [`lead ${index}`, `${index % 10}`]);

describe('regular records that are found by themselves', () => {
  it('are the same whatever pieces come first: those of ordinary memory move into the kernel', () => {
    // Pieces too small to be worth it have made more room than the first one that is needs.
    expect(scanPieces(numbered(20_000), [30_000, 30_001, 30_003, 40_000])).toEqual(numberedRows(20_000));
    const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 300 }), (pieces, regularFrom) => {
        expect(scanPieces(numbered(300), pieces, regularFrom)).toEqual(numberedRows(300));
      }),
    );
  });

  it('stay where they are while memory grows around them', () => {
    const sizes = [40_000, 400_000, 10, 3_000_000];
    expect(scanPieces(numbered(200_000), sizes)).toEqual(numberedRows(200_000));
  });

  it('are more than are found in one call', () => {
    expect(scanAll(numbered(7_000), { columns: 2 }).rows.map(({ cells }) => cells)).toEqual(
      numberedRows(7_000),
    );
  });

  it.each([
    ['as many cells as are found in one call', 1 << 16],
    ['one less', (1 << 16) - 1],
    ['more', (1 << 16) + 1],
    ['many more', 200_000],
  ])('leave to the scanner a record of %s', (_, cells) => {
    const wide = `${'x,'.repeat(cells - 1)}x`;
    const { rows } = scanAll(`a,b\n${wide}\nc,d\n${wide}\n${wide}\ne,f\n`, { columns: 2 });
    expect(rows.map(row => row.cells.length)).toEqual([2, cells, 2, cells, cells, 2]);
    expect(rows.map(row => row.flags)).toEqual([0, 2, 0, 2, 2, 0]);
  });

  it('come between others that are not, each with its row number and line', () => {
    const text = 'a,b\n"x\ny",c\n\n5" pipe,d\ne\n"never,f\ng,h\n';
    const { rows, rejects } = scanAll(text, { columns: 2 });
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, 'x\ny', 'c'],
      [3, '5" pipe', 'd'],
      [4, 'e'],
      [6, 'g', 'h'],
    ]);
    expect(rejects.map(({ row, line }) => [row, line])).toEqual([[5, 7]]);
  });

  it.each([14, 15, 16, 17, 18, 30, 31, 32, 33, 47, 48, 49])(
    'end rightly where a cell of %i bytes ends beside what is compared at once',
    length => {
      const cell = 'x'.repeat(length);
      for (const newline of ['\n', '\r\n', '\r']) {
        const lines = [
          `${cell},a`,
          `"${cell}",b`,
          `c,${cell}`,
          `d,"${cell}"`,
          `"${cell}${newline}${cell}",e`,
          `,${cell}`,
        ];
        const expected = [
          [cell, 'a'],
          [cell, 'b'],
          ['c', cell],
          ['d', cell],
          [`${cell}${newline}${cell}`, 'e'],
          ['', cell],
        ];
        const { rows } = scanAll(lines.map(line => line + newline).join(''), { columns: 2 });
        expect(rows.map(({ cells }) => cells)).toEqual(expected);
        expect(scanAll(lines.join(newline), { columns: 2 }).rows.map(({ cells }) => cells)).toEqual(expected);
      }
    },
  );
});
