import type { Kernel } from '../../../records/kernel.ts';
import { createRegion } from '../../../records/kernel-region.ts';
import { createVectorTable, type VectorWord } from './vector-table.ts';

/** Values by number. Each distinct vector of what they depend on leads to one, and different ones may lead to the same. */
export interface Remembered<Value> {
  readonly values: readonly Value[];
  /** Vectors that are known. */
  readonly size: () => number;
  /** Finds the number of each record of a batch, and makes the values that are not known. May move the kernel's memory. */
  number(batch: NumberedBatch, make: (record: number) => Value): void;
  /** By number, how many records are counted. */
  readonly counters: () => number;
  clear(): void;
}

export interface NumberedBatch {
  readonly count: number;
  readonly words: readonly VectorWord[];
  /** Addresses by record: where numbers go, and room for those without one. */
  readonly numbers: number;
  readonly misses: number;
}

const WORD = 4;
const FIRST_COUNTERS = 1 << 9;

export interface RememberedOptions<Value> {
  /** Words of the vectors. */
  readonly width: number;
  /** Equal for values that are the same; without it each vector has a value of its own. */
  readonly keyOf?: (value: Value) => string;
  /** Is told of each value with its number. */
  readonly onAdd?: (value: Value, number: number) => void;
}

export function createRemembered<Value>(
  kernel: Kernel,
  { width, keyOf, onAdd }: RememberedOptions<Value>,
): Remembered<Value> {
  const table = createVectorTable(kernel, width);
  const counters = createRegion(kernel, FIRST_COUNTERS * WORD);
  const values: Value[] = [];
  const byKey = new Map<string, number>();

  function add(value: Value): number {
    const number = values.push(value) - 1;
    counters.makeRoom((number + 1) * WORD, number * WORD);
    onAdd?.(value, number);
    return number;
  }

  function numberOf(value: Value): number {
    if (keyOf === undefined) return add(value);
    const key = keyOf(value);
    const number = byKey.get(key) ?? add(value);
    byKey.set(key, number);
    return number;
  }

  return {
    values,
    size: table.count,
    number({ count, words, numbers, misses }, make) {
      table.setWords(words);
      do {
        const missed = table.findSome(count, numbers, misses);
        for (let index = 0; index < missed; index++) {
          const record = kernel.words[misses / WORD + index] as number;
          if (table.numberOf(index) < 0) table.setNumber(index, numberOf(make(record)));
          kernel.words[numbers / WORD + record] = table.numberOf(index);
        }
      } while (!table.isThrough(count));
    },
    counters: () => counters.address,
    clear() {
      values.length = 0;
      byKey.clear();
      table.clear();
      kernel.bytes.fill(0, counters.address, counters.address + counters.size);
    },
  };
}
