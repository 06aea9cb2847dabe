import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatchMemory } from '../../src/records/batch-memory.ts';
import { openKernel } from '../../src/records/kernel.ts';
import { type RecordBatch, recordStart } from '../../src/records/record-batch.ts';
import { createScanTask } from '../../src/records/scan-task.ts';
import { createScanner } from '../../src/records/scanner.ts';
import { scanBatches } from '../engine/answering.ts';
import { cellsOf } from './scanning.ts';

it('holds a batch as it was, however large the ones before it were', () => {
  const cell = fc.constantFrom('', 'a', 'é', '"x,y"', '"two\nlines"', 'x'.repeat(200));
  const row = fc
    .array(cell, { minLength: 1, maxLength: 4 })
    .map(cells => (cells.join() === '' ? '-' : cells.join()));
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      (rows, sizes) => {
        const kernel = openKernel();
        const memory = createBatchMemory(kernel);
        let last = 0;
        for (const batch of scanBatches(rows, { columns: 2, sizes })) {
          memory.take(batch);
          // What others ask for moves the memory.
          kernel.allocate(1 << 17);
          const view = memory.view();
          const records = Array.from({ length: batch.count }, (_, record) => record);
          expect(view.count).toBe(batch.count);
          expect(records.map(record => cellsOf(view, record))).toEqual(
            records.map(record => cellsOf(batch, record)),
          );
          expect([...view.flags]).toEqual([...batch.flags.subarray(0, batch.count)]);
          expect([...view.row]).toEqual(records.map(record => last + record + 1));
          last += batch.count;
        }
      },
    ),
    { numRuns: 50 },
  );
});

it('has nothing to show before a batch is taken', () => {
  expect(() => createBatchMemory(openKernel()).view()).toThrow('no batch has been taken');
});

describe('records that are found where they lie', () => {
  const OPTIONS = { delimiter: 0x2c, quote: 0x22, columns: 2, header: Buffer.from('a,b') };

  /** What is found of a text, of which so much is a chunk of its own, and what a scanner finds. */
  function findBoth(text: string, { until = Buffer.byteLength(text) } = {}) {
    const kernel = openKernel();
    const memory = createBatchMemory(kernel);
    const bytes = Buffer.from(text);
    memory.room(bytes.length).set(bytes);
    const found = memory.find(createScanTask(kernel, OPTIONS), { position: 0, filled: bytes.length, until });
    const scanner = createScanner(OPTIONS);
    scanner.room(bytes.length).set(bytes);
    const scanned = scanner.scan(bytes.length, false, until);
    return { found, kernel, memory, scanned, place: scanner.place() };
  }

  const rowsOf = (batch: RecordBatch) =>
    Array.from({ length: batch.count }, (_, record) => ({
      cells: cellsOf(batch, record),
      row: batch.row[record],
      flags: batch.flags[record],
      next: (batch.nexts[record] ?? 0) - recordStart(batch, record),
    }));

  it('are those that a scanner finds, where all of them are regular', () => {
    const cell = fc.constantFrom(
      '',
      'a',
      'é',
      '"x,y"',
      '"two\nlines"',
      '"a ""b"""',
      'x"',
      '"a"b',
      'x'.repeat(99),
    );
    const row = fc.array(cell, { minLength: 1, maxLength: 4 }).map(cells => ['a', ...cells].join());
    const rows = fc.array(fc.oneof({ weight: 20, arbitrary: row }, fc.constant('a,b')), { maxLength: 30 });
    let inPlace = 0;
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), fc.nat(), (records, newline, seed) => {
        const text = `0${newline}${records.map(record => record + newline).join('')}`;
        const until = seed % (Buffer.byteLength(text) + 1);
        const { found, scanned, place } = findBoth(text, { until });
        if (found === undefined) return;
        inPlace++;
        expect(rowsOf(found.batch)).toEqual(rowsOf(scanned));
        expect([found.end, found.lines + 1, found.batch.rejects]).toEqual([place.byte, place.line, []]);
      }),
      { numRuns: 1000 },
    );
    expect(inPlace).toBeGreaterThan(200);
  });

  it.each([
    ['a stray quote', 'x,y"\n'],
    ['a repeated header', 'a,b\n'],
    ['a blank line', '\n'],
    ['a row that may be empty', ',-\n'],
    ['a byte order mark', '\ufeffx,y\n'],
    ['a quote that is not closed', '"x,y\n'],
    ['a record that is not whole', 'x,y'],
  ])('are not taken where there is %s', (_, line) => {
    expect(findBoth(`1,2\n${line}`).found).toBeUndefined();
    expect(findBoth(`1,2\n${line}`, { until: 4 }).found?.batch.count).toBe(1);
  });

  it('may be many, of many cells, and stay though the memory moves', () => {
    const wide = `${'x,'.repeat(30_000)}x\n`;
    for (const text of ['1,2\n'.repeat(20_000), wide.repeat(5)]) {
      const { found, kernel, memory, scanned } = findBoth(text);
      kernel.allocate(text.length * 4 + (1 << 23));
      expect(rowsOf(memory.view())).toEqual(rowsOf(scanned));
      expect(found?.end).toBe(text.length);
    }
  });

  it('are not copied onto themselves, and another batch takes their place', () => {
    const { found, memory } = findBoth('1,2\n3,4\n');
    const before = memory.view();
    if (found !== undefined) memory.take(found.batch);
    expect(memory.view()).toBe(before);
    memory.room(1);
    expect(() => memory.view()).toThrow('no batch has been taken');
    memory.take(scanBatches(['5,6'], { columns: 2, sizes: [1] }).next().value as RecordBatch);
    expect(rowsOf(memory.view()).map(({ cells }) => cells)).toEqual([['5', '6']]);
  });
});
