import { expect, it, vi } from 'vitest';
import { createDuplicateIndex } from '../../src/contacts/duplicates.ts';

/** Bytes that all kernels have been asked for. */
const allocated = vi.hoisted(() => ({ bytes: 0 }));
vi.mock(import('../../src/records/kernel.ts'), async original => {
  const real = await original();
  const openKernel = () => {
    const kernel = real.openKernel();
    const { allocate } = kernel;
    kernel.allocate = size => {
      allocated.bytes += size;
      return allocate(size);
    };
    return kernel;
  };
  return { ...real, openKernel };
});

const KEYS = 2;
const BATCH = 5_000;
/** Odd, and without a pattern in its bits: the first ones of the golden ratio. */
const FACTOR = 0x9e3779b1;

it('an index of duplicates takes 15 to 19 bytes a lead and key, however many leads there are', () => {
  const hashes = new Uint32Array(BATCH * KEYS * 2);
  const index = createDuplicateIndex(KEYS);
  const taken: number[] = [];
  let found = 0;
  for (let before = 0; before < 1_000_000; before += BATCH) {
    const leads = Uint32Array.from({ length: BATCH }, (_, record) => before + record + 1);
    for (let word = 0; word < hashes.length; word++) {
      hashes[word] = Math.imul(before * KEYS * 2 + word + 1, FACTOR);
    }
    found += index.find({ hashes, leads }).filter(first => first !== 0).length;
    const all = before + BATCH;
    if (all % 50_000 === 0) taken.push(allocated.bytes / all / KEYS);
  }
  expect(Math.min(...taken)).toBeGreaterThan(15);
  expect(Math.max(...taken)).toBeLessThan(19.5);
  expect(found).toBe(0);
});
