import { expect, it } from 'vitest';
import { createDuplicateIndex } from '../../src/leads/duplicates.ts';
import { hashText } from '../../src/leads/hash64.ts';
import { usedBytes } from './used-bytes.ts';

const KEYS = 2;

it('an index of duplicates takes 15 to 19 bytes a lead and key, however many leads there are', () => {
  const words = new Uint32Array(KEYS * 2);
  const before = usedBytes();
  const index = createDuplicateIndex(KEYS);
  const taken: number[] = [];
  let found = 0;
  for (let lead = 1; lead <= 300_000; lead++) {
    for (let key = 0; key < KEYS; key++) hashText(`lead ${lead}, key ${key}`, words, key * 2);
    found += index.find(words, 0, lead);
    if (lead % 20_000 === 0) taken.push((usedBytes() - before) / lead / KEYS);
  }
  expect(Math.min(...taken)).toBeGreaterThan(15);
  expect(Math.max(...taken)).toBeLessThan(19.5);
  expect(found).toBe(0);
});
