import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNumberedWords, createPieceMemory } from '../../../../src/engine/fast/writing/piece-memory.ts';
import { openKernel } from '../../../../src/records/kernel.ts';

describe('pieces', () => {
  it('lie as they were put in, and it is told where whenever that has changed', () => {
    const piece = fc.integer({ min: 0, max: 40_000 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), sizes => {
        const kernel = openKernel();
        let address = 0;
        const pieces = createPieceMemory(kernel, () => {
          address = pieces.address();
        });
        address = pieces.address();
        const added = sizes.map((size, index) => {
          const bytes = Buffer.alloc(size, index + 1);
          return { bytes, at: pieces.add(bytes) };
        });
        expect(address).toBe(pieces.address());
        for (const { bytes, at } of added) {
          expect(kernel.bytes.subarray(address + at, address + at + bytes.length).equals(bytes)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are forgotten, but for those that are kept', () => {
    const kernel = openKernel();
    const pieces = createPieceMemory(kernel, () => undefined);
    pieces.add(Buffer.from('kept'));
    pieces.keep();
    expect(pieces.add(Buffer.from('one'))).toBe(4);
    pieces.clear();
    expect(pieces.add(Buffer.from('another'))).toBe(4);
    const from = pieces.address();
    expect(kernel.bytes.toString('latin1', from, from + 11)).toBe('keptanother');
  });
});

describe('words by number', () => {
  it('are unset until they are set, also where room was made around them', () => {
    const kernel = openKernel();
    const words = createNumberedWords(kernel, 3);
    expect(words.isSet(0)).toBe(false);
    words.makeRoom(2);
    const { address } = words.region;
    words.makeRoom(2);
    expect(words.region.address).toBe(address);
    words.set(1, [0, 0, 9]);
    expect([0, 1, 2].map(words.isSet)).toEqual([false, true, false]);
    words.makeRoom(3);
    kernel.allocate(1 << 20);
    words.makeRoom(1_000);
    expect([0, 1, 2, 3, 999, 1_000].map(words.isSet)).toEqual([false, true, false, false, false, false]);
    expect([...kernel.words.slice(words.region.address / 4 + 3, words.region.address / 4 + 6)]).toEqual([
      0, 0, 9,
    ]);
    words.clear();
    expect(words.isSet(1)).toBe(false);
  });

  it('may be of no width', () => {
    const words = createNumberedWords(openKernel(), 0);
    words.makeRoom(5);
    words.clear();
    expect(words.region.size).toBe(0);
  });
});
