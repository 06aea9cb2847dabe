import { expect, it } from 'vitest';
import { startTally } from '../../../../src/costs/tally/tally.ts';
import type { Parts } from '../../../../src/engine/fast/judging/parts.ts';
import { createPartsPool } from '../../../../src/engine/fast/judging/parts-pool.ts';
import { chooseFields } from '../../../../src/engine/fast/reading/lead-reader.ts';
import { compileRulebook } from '../../../../src/judging/judge.ts';
import { openKernel } from '../../../../src/records/kernel.ts';
import { AS_OF, rulebookOf } from '../../answering.ts';

const RULEBOOK = rulebookOf(
  '{ rulebook: demo, version: 1, fields: { a: { type: text } }, stages: [{ stage: lead }] }',
);

function openPool() {
  const kernel = openKernel();
  const judge = compileRulebook(RULEBOOK, { asOf: AS_OF });
  const fields = chooseFields(RULEBOOK, { judge, read: [], keys: [] });
  const tally = startTally({ rulebook: RULEBOOK, grouped: false });
  const pool = createPartsPool(kernel, { judge, rulebook: RULEBOOK, fields, tally });
  const most = 16_385;
  const indexes = kernel.allocate(most * 4);
  for (let record = 0; record < most; record++) kernel.words[indexes / 4 + record] = record;
  const [numbers, misses] = [kernel.allocate(most * 4), kernel.allocate(most * 4)];
  const constant = kernel.allocate(most * 4);

  /** Makes so many totals known, each counted for one lead. */
  function addTotals({ totals }: Parts, count: number): void {
    const words = [{ indexes }, { indexes: constant }];
    totals.number({ count, words, numbers, misses }, record => ({ score: record }));
    kernel.words.fill(1, totals.counters() / 4, totals.counters() / 4 + count);
  }
  return { pool, tally, addTotals, most };
}

it('gives the same parts until they are full', () => {
  const { pool, addTotals, most } = openPool();
  const parts = pool.take();
  expect(pool.take()).toBe(parts);
  addTotals(parts, most - 1);
  expect(pool.take()).toBe(parts);
  expect([parts.epoch, parts.users]).toEqual([0, 3]);
});

it('forgets full parts that nobody uses, and has counted what they held', () => {
  const { pool, tally, addTotals, most } = openPool();
  const parts = pool.take();
  addTotals(parts, most);
  pool.release(parts);
  expect(pool.take()).toBe(parts);
  expect([parts.epoch, parts.users, parts.totals.values.length]).toEqual([1, 1, 0]);
  addTotals(parts, 2);
  pool.addUp();
  pool.addUp();
  const { scores } = tally.finish();
  expect([scores.get(0), scores.get(1), scores.get(2), scores.size]).toEqual([2, 2, 1, most]);
});

it('leaves full parts to the batches that wait, and takes them up again when these are done', () => {
  const { pool, tally, addTotals, most } = openPool();
  const waiting = pool.take();
  addTotals(waiting, most);
  const next = pool.take();
  expect(next).not.toBe(waiting);
  expect([waiting.epoch, waiting.totals.values.length]).toEqual([0, most]);
  addTotals(next, most);
  pool.release(waiting);
  expect(pool.take()).toBe(waiting);
  expect([waiting.epoch, waiting.totals.values.length, next.totals.values.length]).toEqual([1, 0, most]);
  pool.addUp();
  const { scores } = tally.finish();
  expect([scores.get(0), scores.get(most - 1), scores.size]).toEqual([2, 2, most]);
});
