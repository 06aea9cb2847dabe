import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVectorTable } from '../../../../src/engine/fast/judging/vector-table.ts';
import { type Kernel, openKernel } from '../../../../src/records/kernel.ts';

/** A table whose vectors have these words by record, some of them looked up. */
function openTable(kernel: Kernel, width: number) {
  const table = createVectorTable(kernel, width);
  let last = 0;
  /** Finds the numbers of vectors that come as one batch, and learns those that are new. */
  function number(vectors: readonly (readonly number[])[]): readonly number[] {
    const array = (values: readonly number[]): number => {
      const address = kernel.allocate((values.length + 1) * 4);
      kernel.words.set(values, address / 4);
      return address;
    };
    const words = Array.from({ length: width }, (_, word) => {
      const values = vectors.map(vector => vector[word] ?? 0);
      if (word % 2 === 0) return { indexes: array(values) };
      // What the record has is an index then: of its own value.
      return {
        indexes: array(values.map((_, record) => values.length - 1 - record)),
        table: array([...values].reverse()),
      };
    });
    const [numbers, misses] = [array([...vectors.keys()]), array([...vectors.keys()])];
    table.setWords(words);
    const unknown = new Map<number, number>();
    do {
      const missed = table.findSome(vectors.length, numbers, misses);
      for (let miss = 0; miss < missed; miss++) {
        if (table.numberOf(miss) === -1) table.setNumber(miss, last++);
        unknown.set(kernel.words[misses / 4 + miss] ?? -1, table.numberOf(miss));
      }
    } while (!table.isThrough(vectors.length));
    expect(table.count()).toBe(last);
    const found = [...kernel.words.slice(numbers / 4, numbers / 4 + vectors.length)];
    expect([...unknown.keys()]).toEqual(found.flatMap((known, record) => (known === -1 ? [record] : [])));
    return found.map((known, record) => unknown.get(record) ?? known);
  }
  const clear = (): void => {
    table.clear();
    last = 0;
  };
  return { number, clear };
}

/** The number of each vector in the order that they came in. */
function numbersOf(vectors: readonly (readonly number[])[]): readonly number[] {
  const keys = [...new Set(vectors.map(vector => vector.join(' ')))];
  return vectors.map(vector => keys.indexOf(vector.join(' ')));
}

describe('a table of vectors', () => {
  it('finds a vector, and no other, in the batch that it comes in and in later ones', () => {
    const word = fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
    const vectors = fc
      .integer({ min: 1, max: 14 })
      .chain(width =>
        fc.tuple(
          fc.constant(width),
          fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 200 }),
          fc.nat(),
        ),
      );
    fc.assert(
      fc.property(vectors, ([width, list, cut]) => {
        const { number } = openTable(openKernel(), width);
        const at = cut % list.length;
        expect([...number(list.slice(0, at)), ...number(list.slice(at))]).toEqual(numbersOf(list));
      }),
    );
  });

  it('grows as often as it has to, also in the middle of a batch', () => {
    const kernel = openKernel();
    const { number, clear } = openTable(kernel, 3);
    const vectors = Array.from({ length: 20_000 }, (_, index) => [index % 7, index, -index]);
    expect(number(vectors)).toEqual([...vectors.keys()]);
    expect(number(vectors.slice(19_000))).toEqual(vectors.slice(19_000).map((_, index) => 19_000 + index));
    clear();
    expect(number(vectors.slice(19_990))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each([1, 2, 3, 4, 7, 8, 13, 30])('keeps vectors of %i words apart that differ in one of them', width => {
    const { number } = openTable(openKernel(), width);
    const zeros: readonly number[] = Array(width).fill(0);
    // Also in their highest bits, which a hash leaves out first.
    const others = [1, 2, -1, 2 ** 30, -(2 ** 31)].flatMap(value =>
      zeros.map((_, at) => zeros.with(at, value)),
    );
    const vectors = [zeros, ...others];
    expect(number(vectors)).toEqual([...vectors.keys()]);
    expect(number(vectors.toReversed())).toEqual([...vectors.keys()].toReversed());
  });

  it.each([31, 32, 33, 63, 64, 65, 96, 129])('finds all of %i that are new, and then are not', count => {
    const { number } = openTable(openKernel(), 2);
    const vectors = Array.from({ length: count }, (_, index) => [index, index % 3]);
    expect(number(vectors)).toEqual([...vectors.keys()]);
    const mixed = vectors.flatMap(([one = 0, other = 0]) => [
      [one, other],
      [other, one + count],
    ]);
    expect(number(mixed).filter((_, index) => index % 2 === 0)).toEqual([...vectors.keys()]);
  });

  it('has one number for vectors of no width', () => {
    const { number } = openTable(openKernel(), 0);
    expect(number([[], [], []])).toEqual([0, 0, 0]);
    expect(number([[]])).toEqual([0]);
  });
});
