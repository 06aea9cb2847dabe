import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHashSet, hasHash } from '../../src/contacts/hash-set.ts';
import { hashesOf, hashOf } from '../records/hashing.ts';

type Pair = readonly [low: number, high: number];

const LAST = 2 ** 32 - 1;
/** Few words, so that pairs meet, share one of their words, and crowd the first and last slots. */
const word = fc.oneof(fc.constantFrom(0, 1, 2, 2 ** 31, LAST - 1, LAST), fc.integer({ min: 0, max: LAST }));
const pair: fc.Arbitrary<Pair> = fc.tuple(word, word);
const isKnown = ([low, high]: Pair) => low !== 0 || high !== 0;
const hashes = fc.array(pair.filter(isKnown), { maxLength: 40 });

describe('a set of hashes', () => {
  it('agrees with a set of pairs', () => {
    fc.assert(
      fc.property(hashes, fc.array(pair, { maxLength: 20 }), (inside, others) => {
        const set = createHashSet(Uint32Array.from(inside.flat()));
        const oracle = new Set(inside.map(String));
        for (const hash of [...inside, ...others]) {
          expect([hash, hasHash(set, ...hash)]).toEqual([hash, oracle.has(String(hash))]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never has a value that is not known, whatever is in it', () => {
    fc.assert(
      fc.property(hashes, inside => {
        expect(hasHash(createHashSet(Uint32Array.from(inside.flat())), 0, 0)).toBe(false);
      }),
    );
  });

  it('takes hashes whose words are halves of 0', () => {
    const set = createHashSet(Uint32Array.of(0, 5, 5, 0));
    expect([hasHash(set, 0, 5), hasHash(set, 5, 0), hasHash(set, 5, 5)]).toEqual([true, true, false]);
  });

  it('spreads hashes that are written to meet in one slot', () => {
    const inside = Array.from({ length: 20_000 }, (_, high): Pair => [7, high + 1]);
    const { slots } = createHashSet(Uint32Array.from(inside.flat()));
    let longest = 0;
    let run = 0;
    for (let at = 0; at < slots.length; at += 2) {
      run = slots[at] === 0 ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    expect(longest).toBeLessThan(2_000);
  });

  it('goes on at its start where its last slots are taken', () => {
    const inside = Array.from({ length: 30 }, (_, high): Pair => [LAST, high]);
    const set = createHashSet(Uint32Array.from(inside.flat()), [1, 0]);
    expect(inside.every(hash => hasHash(set, ...hash))).toBe(true);
    expect(hasHash(set, LAST, 30)).toBe(false);
  });

  it('holds many values, is shared between threads and never more than 70 percent full', () => {
    const values = Array.from({ length: 50_000 }, (_, number) => `lead-${number}@example.com`);
    const set = createHashSet(hashesOf(values));
    expect(values.every(value => hasHash(set, ...hashOf(value)))).toBe(true);
    expect(values.some(value => hasHash(set, ...hashOf(`${value}.pl`)))).toBe(false);
    expect(set.slots.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(values.length / (set.slots.length / 2)).toBeLessThanOrEqual(0.7);
    expect(set.slots.length / 2).toBeLessThan(values.length * 1.5);
  });
});
