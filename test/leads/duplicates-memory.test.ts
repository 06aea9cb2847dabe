import { expect, it } from 'vitest';
import { createDuplicateIndex } from '../../src/leads/duplicates.ts';
import { collectGarbage } from './used-bytes.ts';

const KEYS = 2;
const BATCH = 5_000;
/** Odd, and without a pattern in its bits: the first ones of the golden ratio. */
const FACTOR = 0x9e3779b1;

function residentBytes(): number {
  collectGarbage();
  return process.memoryUsage.rss();
}

it('an index of duplicates takes 15 to 19 bytes a lead and key, however many leads there are', () => {
  const leads = new Uint32Array(BATCH);
  const hashes = new Uint32Array(BATCH * KEYS * 2);
  const before = residentBytes();
  const index = createDuplicateIndex(KEYS);
  const taken: number[] = [];
  let found = 0;
  for (let last = BATCH; last <= 2_000_000; last += BATCH) {
    for (let record = 0; record < BATCH; record++) leads[record] = last - BATCH + record + 1;
    for (let word = 0; word < hashes.length; word++) {
      hashes[word] = Math.imul((last - BATCH) * KEYS * 2 + word + 1, FACTOR);
    }
    found += index.find({ hashes, leads }).filter(first => first !== 0).length;
    if (last >= 1_000_000 && last % 100_000 === 0) taken.push((residentBytes() - before) / last / KEYS);
  }
  // What else the process takes and gives back meanwhile is some megabytes, of 40 to 80.
  expect(Math.min(...taken)).toBeGreaterThan(15);
  expect(Math.max(...taken)).toBeLessThan(22);
  expect(found).toBe(0);
});
