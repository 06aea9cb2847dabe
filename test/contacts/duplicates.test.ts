import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SHARED } from '../../src/contacts/dedupe-keys.ts';
import { createDuplicateIndex, type DuplicateIndex } from '../../src/contacts/duplicates.ts';
import { hashesOf } from '../records/hashing.ts';

/** Asks for one lead; its keys' hashes stand behind those of another lead. */
function findIn(index: DuplicateIndex) {
  return (values: readonly (string | undefined)[], lead: number): number => {
    const words = hashesOf(['not this one', ...values]);
    return index.find({ hashes: words.subarray(2), leads: Uint32Array.of(lead) })[0] ?? NaN;
  };
}

describe('the index of duplicates', () => {
  it('finds the earliest lead that is equal in one of the keys', () => {
    const find = findIn(createDuplicateIndex(2));
    expect(find(['a@b.example', 'acme'], 1)).toBe(0);
    expect(find(['c@d.example', 'beta'], 2)).toBe(0);
    expect(find(['c@d.example', 'acme'], 3)).toBe(1);
    expect(find(['e@f.example', undefined], 4)).toBe(0);
    expect(find(['e@f.example', 'gamma'], 5)).toBe(4);
    expect(find([undefined, 'gamma'], 6)).toBe(5);
    expect(find([undefined, undefined], 7)).toBe(0);
    expect(find([undefined, undefined], 8)).toBe(0);
  });

  it('agrees with a plain search', () => {
    const value = fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 40 }), leads => {
        const find = findIn(createDuplicateIndex(2));
        const found = leads.map((keys, index) => find(keys, index + 1));
        const plain = leads.map(([one, other], lead) => {
          const earlier = leads.findIndex(
            ([a, b], at) => at < lead && ((a !== undefined && a === one) || (b !== undefined && b === other)),
          );
          return earlier + 1;
        });
        expect(found).toEqual(plain);
      }),
    );
  });

  it('tells hashes apart by both of their words, wherever they stand in its tables', () => {
    const word = fc.constantFrom(0, 1, 64, 2 ** 31, 2 ** 32 - 64, 2 ** 32 - 1);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { maxLength: 100 }), hashes => {
        const index = createDuplicateIndex(1);
        const leads = Uint32Array.from(hashes.keys(), at => at + 1);
        const found = [...index.find({ hashes: Uint32Array.from(hashes.flat()), leads })];
        const names = hashes.map(String);
        const isFirst = (name: string, at: number) => name === '0,0' || names.indexOf(name) === at;
        expect(found).toEqual(names.map((name, at) => (isFirst(name, at) ? 0 : names.indexOf(name) + 1)));
      }),
      { numRuns: 300 },
    );
  });

  it('holds many values apart as it grows', () => {
    const find = findIn(createDuplicateIndex(1));
    const values = Array.from({ length: 100_000 }, (_, number) => `lead-${number}@example.com`);
    expect(values.every((value, index) => find([value], index + 1) === 0)).toBe(true);
    expect(values.every((value, index) => find([value], 200_000 + index) === index + 1)).toBe(true);
  });

  it('counts values that too many leads share', () => {
    const index = createDuplicateIndex(2);
    const find = findIn(index);
    for (let lead = 1; lead <= 25; lead++) find([`only ${lead}`, lead <= MOST_SHARED ? 'x' : 'y'], lead);
    expect(index.shared()).toEqual([]);
    for (let lead = 26; lead <= 28; lead++) find([undefined, 'x'], lead);
    expect(index.shared()).toEqual([{ key: 1, firstLead: 1, leads: MOST_SHARED + 3 }]);
  });

  it('keeps its counts as it grows, and tells shared values by key and then by lead', () => {
    const index = createDuplicateIndex(2);
    const find = findIn(index);
    let lead = 0;
    const repeat = (values: readonly (string | undefined)[], times: number) => {
      for (let time = 0; time < times; time++) find(values, ++lead);
    };
    repeat(['late', 'x'], 15);
    repeat([undefined, 'y'], 15);
    for (let other = 0; other < 5_000; other++) repeat([`first ${other}`, `second ${other}`], 1);
    repeat(['late', 'y'], 10);
    repeat([undefined, 'x'], 5);
    expect(index.shared()).toEqual([
      { key: 0, firstLead: 1, leads: 25 },
      { key: 1, firstLead: 16, leads: 25 },
    ]);
    repeat([undefined, 'x'], 1);
    expect(index.shared()).toEqual([
      { key: 0, firstLead: 1, leads: 25 },
      { key: 1, firstLead: 1, leads: 21 },
      { key: 1, firstLead: 16, leads: 25 },
    ]);
  });
});
