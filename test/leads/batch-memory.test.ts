import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBatchMemory } from '../../src/leads/batch-memory.ts';
import { openKernel } from '../../src/leads/kernel.ts';
import { scanBatches } from '../engines/answering.ts';
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
