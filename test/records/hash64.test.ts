import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendHash, hashLowerCase } from '../../src/records/hash64.ts';
import { hashesOf, hashOf } from './hashing.ts';

const ascii = fc.string({ unit: fc.integer({ min: 0, max: 127 }).map(unit => String.fromCharCode(unit)) });
const text = fc.oneof(ascii, fc.string({ unit: 'grapheme' }));

/** The hash of a list of values, joined as a key joins those of its fields. */
function joined([first = '', ...others]: readonly string[]): readonly number[] {
  const words = hashesOf([first]);
  for (const other of others) appendHash(words, 0, hashOf(other));
  return [...words];
}

describe('the hash of a text', () => {
  it('is written where it is asked for, and nowhere else', () => {
    const words = hashesOf([undefined, 'b', undefined]);
    expect([...words]).toEqual([0, 0, ...hashOf('b'), 0, 0]);
  });

  it('is equal for equal texts and no others', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(hashOf(one).join() === hashOf(other).join()).toBe(one === other);
      }),
    );
    const close = ['', 'a', 'b', 'ab', 'ba', 'a ', ' a', 'é', 'e', '\u0101', '\u0001'];
    expect(new Set(close.map(value => hashOf(value).join())).size).toBe(close.length);
  });

  it('keeps a hundred thousand addresses apart, in each of its words nearly all', () => {
    const hashes = Array.from({ length: 100_000 }, (_, number) => hashOf(`lead-${number}@example.com`));
    expect(new Set(hashes.map(hash => hash.join())).size).toBe(hashes.length);
    // Of so many random numbers of 32 bits, about one pair meets.
    for (const word of [0, 1]) expect(new Set(hashes.map(hash => hash[word])).size).toBeGreaterThan(99_980);
  });

  it('is never that of no value', () => {
    fc.assert(
      fc.property(text, value => {
        expect(hashOf(value)).not.toEqual([0, 0]);
      }),
    );
  });
});

describe('the hash of ASCII bytes', () => {
  it('is that of their text in lower case', () => {
    fc.assert(
      fc.property(ascii, ascii, ascii, (before, value, after) => {
        const bytes = Buffer.from(before + value + after);
        const words = Uint32Array.of(7, 7, 7, 7);
        const range = { start: before.length, end: before.length + value.length };
        hashLowerCase(bytes, range, { words, at: 1 });
        expect([...words]).toEqual([7, ...hashOf(value.toLowerCase()), 7]);
      }),
    );
  });

  it('knows every capital and takes nothing else for one', () => {
    for (let byte = 0; byte < 128; byte++) {
      const words = new Uint32Array(2);
      hashLowerCase(Uint8Array.of(byte), { start: 0, end: 1 }, { words, at: 0 });
      expect([byte, ...words]).toEqual([byte, ...hashOf(String.fromCharCode(byte).toLowerCase())]);
    }
  });
});

describe('the hash of a list of values', () => {
  it('keeps apart values that stand next to each other, and follows their order', () => {
    expect(joined(['ab', 'c'])).not.toEqual(joined(['a', 'bc']));
    expect(joined(['a', 'b'])).not.toEqual(joined(['b', 'a']));
    expect(joined(['a', 'a'])).not.toEqual(joined(['b', 'b']));
    expect(joined(['a', '', 'b'])).not.toEqual(joined(['a', 'b', '']));
    expect(joined(['a', 'b'])).not.toEqual(joined(['ab']));
  });

  it('is equal for equal lists and no others', () => {
    const values = fc.array(fc.oneof(fc.constantFrom('', 'a', 'b', 'ab'), text), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(values, values, (one, other) => {
        expect(joined(one).join() === joined(other).join()).toBe(
          JSON.stringify(one) === JSON.stringify(other),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('is never that of no value', () => {
    const words = Uint32Array.of(0, 0);
    appendHash(words, 0, [0, 0]);
    expect([...words]).not.toEqual([0, 0]);
    const word = fc.oneof(fc.constantFrom(0, 1, 2 ** 32 - 1), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    fc.assert(
      fc.property(word, word, word, word, (one, other, low, high) => {
        const hash = Uint32Array.of(one, other);
        appendHash(hash, 0, [low, high]);
        expect([...hash]).not.toEqual([0, 0]);
      }),
    );
  });

  it('changes only the words that it is asked to', () => {
    const words = Uint32Array.of(1, 2, 3, 4, 5, 6);
    appendHash(words, 2, [7, 8]);
    expect([words[0], words[1], words[4], words[5]]).toEqual([1, 2, 5, 6]);
    expect([words[2], words[3]]).not.toEqual([3, 4]);
  });
});
