import type { Kernel } from '../../leads/kernel.ts';
import { createRegion } from '../../leads/kernel-region.ts';
import { createVectorTable, type VectorWord } from './vector-table.ts';

/** Values by number, one for each distinct vector of what they depend on. */
export interface Remembered<Value> {
  readonly values: readonly Value[];
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

/** `onAdd` is told of each value with its number. */
export function createRemembered<Value>(
  kernel: Kernel,
  width: number,
  onAdd: (value: Value, number: number) => void = () => undefined,
): Remembered<Value> {
  const table = createVectorTable(kernel, width);
  const counters = createRegion(kernel, FIRST_COUNTERS * WORD);
  const values: Value[] = [];

  function add(record: number, make: (record: number) => Value): number {
    const known = table.find(record);
    if (known !== -1) return known;
    const value = make(record);
    const number = values.push(value) - 1;
    table.learn(record);
    counters.makeRoom((number + 1) * WORD, number * WORD);
    onAdd(value, number);
    return number;
  }

  return {
    values,
    number({ count, words, numbers, misses }, make) {
      table.setWords(words);
      const missed = table.findAll(count, numbers, misses);
      for (let index = 0; index < missed; index++) {
        const record = kernel.words[misses / WORD + index] as number;
        const number = add(record, make);
        kernel.words[numbers / WORD + record] = number;
      }
    },
    counters: () => counters.address,
    clear() {
      values.length = 0;
      table.clear();
      kernel.bytes.fill(0, counters.address, counters.address + counters.size);
    },
  };
}
