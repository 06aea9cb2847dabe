import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStruct, createStructs, type Kernel, openKernel } from '../../../src/records/kernel.ts';

function wordsIn(kernel: Kernel, values: readonly number[]): number {
  const address = kernel.allocate(values.length * 4);
  kernel.words.set(values, address / 4);
  return address;
}
function doublesIn(kernel: Kernel, values: readonly number[]): number {
  const address = kernel.allocate(values.length * 8);
  kernel.doubles.set(values, address / 8);
  return address;
}
function bytesIn(kernel: Kernel, values: readonly number[]): number {
  const address = kernel.allocate(values.length);
  kernel.bytes.set(values, address);
  return address;
}
const wordsOf = (kernel: Kernel, address: number, count: number) => [
  ...kernel.words.slice(address / 4, address / 4 + count),
];

const TOTALS = [
  ...(['groups', 'groupCount', 'endCount', 'thresholds', 'thresholdCount'] as const),
  ...(['endsPerWord', 'places', 'room', 'low', 'high'] as const),
] as const;

const points = fc.oneof(
  fc.constantFrom(0, -0, 0.1, 0.2, 0.3, -0.3, 1e9, -1e9, 2 ** 53, 7),
  fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
);

describe('sums of groups', () => {
  it('are those of the points in their order, and so are the places of their ends among thresholds', () => {
    const cases = fc.record({
      ends: fc.nat({ max: 4 }),
      endsPerWord: fc.integer({ min: 1, max: 5 }),
      thresholds: fc
        .uniqueArray(points, { maxLength: 4 })
        .map(list => [...new Set(list.map(each => each + 0))].sort((one, other) => one - other)),
      groups: fc.array(fc.array(points, { minLength: 15, maxLength: 15 }), { maxLength: 3 }),
      numbers: fc.array(fc.array(fc.nat({ max: 2 }), { minLength: 3, maxLength: 3 }), {
        minLength: 1,
        maxLength: 9,
      }),
      spare: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(cases, ({ ends, endsPerWord, thresholds, groups, numbers, spare }) => {
        const kernel = openKernel();
        const count = numbers.length;
        const room = count + spare;
        const structs = createStructs(kernel, ['numbers', 'points', 'ends'], groups.length);
        for (const [index, values] of groups.entries()) {
          structs[index]?.set({
            numbers: wordsIn(
              kernel,
              numbers.map(own => own[index] ?? 0),
            ),
            points: doublesIn(kernel, values.slice(0, 3)),
            ends: doublesIn(kernel, values.slice(3)),
          });
        }
        const [low, high] = [
          wordsIn(
            kernel,
            numbers.map(() => -1),
          ),
          wordsIn(
            kernel,
            numbers.map(() => -1),
          ),
        ];
        const places = wordsIn(
          kernel,
          Array.from({ length: room * ends }, () => -1),
        );
        const totals = createStruct(kernel, TOTALS);
        totals.set({
          groups: structs[0]?.address ?? 0,
          groupCount: groups.length,
          endCount: ends,
          endsPerWord,
          places,
          room,
          low,
          high,
        });
        totals.set({ thresholds: doublesIn(kernel, thresholds), thresholdCount: thresholds.length });
        kernel.call.sumGroups(totals.address, count);
        const sums = numbers.map(own =>
          groups.reduce((sum, values, index) => sum + (values[own[index] ?? 0] ?? 0), 0),
        );
        const found = numbers.map((_, record) => {
          const words = Int32Array.of(
            kernel.words[low / 4 + record] ?? 0,
            kernel.words[high / 4 + record] ?? 0,
          );
          return new Float64Array(words.buffer)[0];
        });
        expect(found).toEqual(sums);
        const placesOf = (own: readonly number[]): readonly number[] =>
          Array.from({ length: ends }, (_, end) => {
            const sum = groups.reduce(
              (all, values, index) => all + (values[3 + (own[index] ?? 0) * ends + end] ?? 0),
              0,
            );
            const above = thresholds.filter(threshold => sum > threshold).length;
            return above * 2 + (sum === thresholds[above] ? 1 : 0);
          });
        const base = thresholds.length * 2 + 1;
        for (let word = 0; word * endsPerWord < ends; word++) {
          const packed = numbers.map(own =>
            placesOf(own)
              .slice(word * endsPerWord, (word + 1) * endsPerWord)
              .reduce((all, place) => all * base + place, 0),
          );
          expect(wordsOf(kernel, places + word * room * 4, count)).toEqual(packed);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('facts of records', () => {
  it('are marked bit by bit', () => {
    const kernel = openKernel();
    const numbers = wordsIn(kernel, [0, 1, 2, 1]);
    const words = wordsIn(kernel, [0, 0, 0, 0]);
    for (const [bit, marks] of [
      [1, [1, 0, 0]],
      [1 << 29, [0, 1, 1]],
      [2, [0, 0, 7]],
    ] as const) {
      kernel.call.addMark(numbers, bytesIn(kernel, marks), 4, bit, words);
    }
    expect(wordsOf(kernel, words, 4)).toEqual([1, 1 << 29, (1 << 29) | 2, 1 << 29]);
  });

  it('are counted by their index, or by what stands there, but for those that are left out', () => {
    const kernel = openKernel();
    const indexes = wordsIn(kernel, [3, 0, 3, 1, 3]);
    const counted = bytesIn(kernel, [1, 1, 0, 1, 1]);
    const counters = wordsIn(kernel, [5, 0, 0, 0]);
    kernel.call.countBy(indexes, 0, 5, counted, counters);
    expect(wordsOf(kernel, counters, 4)).toEqual([6, 1, 0, 2]);
    const byTable = wordsIn(
      kernel,
      Array.from({ length: 256 }, () => 0),
    );
    kernel.call.countBy(indexes, bytesIn(kernel, [255, 9, 9, 2]), 5, counted, byTable);
    expect([255, 9, 2, 0].map(at => kernel.words[byTable / 4 + at])).toEqual([1, 1, 2, 0]);
  });

  it('take the hashes of their numbers where they have none of their own', () => {
    const kernel = openKernel();
    const known = wordsIn(kernel, [1, 2, 3, 4, 5, 6, 7, 8]);
    const hashes = wordsIn(kernel, [0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0]);
    kernel.call.gatherHashes(wordsIn(kernel, [1, 0, 0]), known, 3, hashes);
    expect(wordsOf(kernel, hashes, 12)).toEqual([5, 6, 7, 8, 0, 0, 9, 0, 1, 2, 3, 4]);
  });
});
