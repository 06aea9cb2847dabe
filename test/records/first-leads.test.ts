import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFirstLeads } from '../../src/records/first-leads.ts';

const MOST_SHARED = 3;
/** By key the low and the high word of a value's hash; both are 0 where there is none. */
type Hashes = readonly number[];

/** What each key finds of leads that come in batches of such sizes, the last of them as often as is needed. */
function findAll(
  all: readonly Hashes[],
  { keyCount, sizes }: { keyCount: number; sizes: readonly number[] },
) {
  const tables = Array.from({ length: keyCount }, (_, key) =>
    createFirstLeads({ key, keyCount, mostShared: MOST_SHARED, factors: [1, 0] }),
  );
  const found: number[] = [];
  for (let from = 0, batch = 0; from < all.length; batch++) {
    const to = Math.min(from + (sizes[Math.min(batch, sizes.length - 1)] ?? 1), all.length);
    const hashes = Uint32Array.from(all.slice(from, to).flat());
    const leads = Uint32Array.from({ length: to - from }, (_, index) => from + index + 1);
    const earlier = new Uint32Array(to - from);
    for (const table of tables) table.find({ hashes, leads }, earlier);
    found.push(...earlier);
    from = to;
  }
  return { found, shared: tables.map(({ shared }) => shared) };
}

/** The same by maps. */
function findPlainly(leads: readonly Hashes[], keyCount: number) {
  const firsts = Array.from({ length: keyCount }, () => new Map<string, number[]>());
  const found = leads.map((hashes, index) => {
    const earlier = firsts.flatMap((known, key) => {
      const name = hashes.slice(key * 2, key * 2 + 2).join(' ');
      if (name === '0 0') return [];
      const before = known.get(name) ?? [];
      known.set(name, [...before, index + 1]);
      return before.slice(0, 1);
    });
    return earlier.length === 0 ? 0 : Math.min(...earlier);
  });
  const shared = firsts.map(
    known =>
      new Map([...known.values()].filter(all => all.length > MOST_SHARED).map(all => [all[0], all.length])),
  );
  return { found, shared };
}

describe('the first leads of values', () => {
  it('are found at once where all hashes start alike', () => {
    // Looked for from the same slot, they would be gone through some forty thousand million times.
    const count = 300_000;
    const hashes = new Uint32Array(count * 2).map((_, at) => (at % 2 === 0 ? 7 : at));
    const leads = Uint32Array.from({ length: count }, (_, index) => index + 1);
    const table = createFirstLeads({ key: 0, keyCount: 1, mostShared: MOST_SHARED });
    for (const expected of [0, count]) {
      const earlier = new Uint32Array(count);
      table.find({ hashes, leads: leads.map(lead => lead + expected) }, earlier);
      expect(earlier).toEqual(expected === 0 ? earlier.fill(0) : leads);
    }
  });

  const LAST = 2 ** 32 - 1;
  // The low word is where an entry stands: some crowd where the table ends and goes on at its beginning.
  const low = fc.oneof(fc.nat(9), fc.integer({ min: LAST - 9, max: LAST }), fc.nat(LAST));
  const word = fc.oneof({ weight: 2, arbitrary: low }, { weight: 1, arbitrary: fc.constant(0) });

  it('are those that maps tell, in batches of all sizes and for several keys', () => {
    const cases = fc.integer({ min: 1, max: 3 }).chain(keyCount =>
      fc.record({
        keyCount: fc.constant(keyCount),
        leads: fc.array(fc.array(word, { minLength: keyCount * 2, maxLength: keyCount * 2 }), {
          maxLength: 60,
        }),
        sizes: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ keyCount, leads, sizes }) => {
        expect(findAll(leads, { keyCount, sizes })).toEqual(findPlainly(leads, keyCount));
      }),
    );
  });

  it('are found wherever they stand while the table grows', () => {
    const cases = fc.record({
      crowds: fc.array(fc.tuple(low, fc.integer({ min: 1, max: 900 })), { minLength: 1, maxLength: 12 }),
      sizes: fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 5 }),
    });
    let most = 0;
    fc.assert(
      fc.property(cases, ({ crowds, sizes }) => {
        // Twice, so that all are found again where they have gone.
        const once = crowds.flatMap(([at, count], crowd) =>
          Array.from({ length: count }, (_, index): Hashes => [at, crowd * 1_000 + index + 1]),
        );
        const leads = [...once, ...once];
        expect(findAll(leads, { keyCount: 1, sizes })).toEqual(findPlainly(leads, 1));
        most = Math.max(most, once.length);
      }),
      { numRuns: 60 },
    );
    expect(most).toBeGreaterThan(3_000);
  });
});
