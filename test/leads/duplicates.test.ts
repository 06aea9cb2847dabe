import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDuplicateIndex, joinKey, MOST_SHARED } from '../../src/leads/duplicates.ts';

describe('the index of duplicates', () => {
  it('finds the earliest lead that is equal in one of the keys', () => {
    const index = createDuplicateIndex(2);
    expect(index.find(['a@b.example', 'acme'], 1)).toBeUndefined();
    expect(index.find(['c@d.example', 'beta'], 2)).toBeUndefined();
    expect(index.find(['c@d.example', 'acme'], 3)).toBe(1);
    expect(index.find(['e@f.example', undefined], 4)).toBeUndefined();
    expect(index.find(['e@f.example', 'gamma'], 5)).toBe(4);
    expect(index.find([undefined, 'gamma'], 6)).toBe(5);
    expect(index.find([undefined, undefined], 7)).toBeUndefined();
  });

  it('agrees with a plain search', () => {
    const value = fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 40 }), leads => {
        const index = createDuplicateIndex(2);
        const found = leads.map((keys, lead) => index.find(keys, lead));
        const plain = leads.map(([one, other], lead) => {
          const earlier = leads.findIndex(
            ([a, b], at) => at < lead && ((a !== undefined && a === one) || (b !== undefined && b === other)),
          );
          return earlier === -1 ? undefined : earlier;
        });
        expect(found).toEqual(plain);
      }),
    );
  });

  it('holds many values apart as it grows', () => {
    const index = createDuplicateIndex(1);
    const values = Array.from({ length: 100_000 }, (_, number) => `lead-${number}@example.com`);
    expect(values.every((value, lead) => index.find([value], lead) === undefined)).toBe(true);
    expect(values.every((value, lead) => index.find([value], 200_000 + lead) === lead)).toBe(true);
  });

  it('counts values that too many leads share', () => {
    const index = createDuplicateIndex(2);
    for (let lead = 0; lead < 25; lead++) index.find([`only ${lead}`, lead < MOST_SHARED ? 'x' : 'y'], lead);
    expect(index.shared()).toEqual([]);
    for (let lead = 25; lead < 28; lead++) index.find([undefined, 'x'], lead);
    expect(index.shared()).toEqual([{ key: 1, firstLead: 0, leads: MOST_SHARED + 3 }]);
  });

  it('joins the values of a key without mixing them up', () => {
    const values = fc.array(fc.string(), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(values, values, (one, other) => {
        expect(joinKey(one) === joinKey(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
    expect(joinKey(['ab', 'c'])).not.toBe(joinKey(['a', 'bc']));
  });
});
