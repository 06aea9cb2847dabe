import { createStruct, type Kernel } from '../../../records/kernel.ts';

/** One word of the vectors: what stands in `table` at the index that each record has, or the index itself without one. */
export interface VectorWord {
  /** Addresses, the first by record. */
  readonly indexes: number;
  readonly table?: number;
}

/** Vectors of integers, each with the number that it is known by. */
export interface VectorTable {
  /** Where the words of a batch lie, whose first record comes next. */
  setWords(words: readonly VectorWord[]): void;
  /**
   * Writes the number of each record's vector, until some have none yet: their records go to `misses`, and how many they
   * are is returned. `isThrough` tells whether there are more records to ask for. May move the kernel's memory.
   */
  findSome(count: number, numbers: number, misses: number): number;
  isThrough(count: number): boolean;
  /** The number of a vector that was missed, by its place among them; -1 where it has none yet, as the first of its kind. */
  numberOf(miss: number): number;
  /** Gives it one, before more are asked for. */
  setNumber(miss: number, number: number): void;
  /** Vectors that are known. */
  count(): number;
  clear(): void;
}

const FIELDS = ['words', 'width', 'slots', 'mask', 'size', 'block', 'missed', 'count', 'next'] as const;
const WORD = 4;
const UNKNOWN = -1;
/** Bytes that the kernel compares at once. */
const STEP = 16;
const FIRST_VECTORS = 1 << 9;
/** Slots for each vector that there is room for. */
const SPARSENESS = 2;

export function createVectorTable(kernel: Kernel, width: number): VectorTable {
  const struct = createStruct(kernel, FIELDS);
  const words = kernel.allocate(width * 2 * WORD);
  /** Bytes of a slot: each vector stands in its own, with its number before it. */
  const size = Math.ceil(((width + 1) * WORD) / STEP) * STEP;
  let room = FIRST_VECTORS;
  const { mostMisses, vectorBlock } = kernel.sizes;
  const missed = kernel.allocate(mostMisses * WORD);
  struct.set({ words, width, size, block: kernel.allocate(vectorBlock * size), missed, count: 0 });
  struct.set({ slots: kernel.allocate(room * SPARSENESS * size), mask: room * SPARSENESS - 1 });

  /** Slots that are new are 0, and so free. */
  function grow(): void {
    const before = { slots: struct.get('slots'), count: room * SPARSENESS };
    room *= 2;
    const slots = kernel.allocate(room * SPARSENESS * size);
    struct.set({ slots, mask: room * SPARSENESS - 1 });
    kernel.call.rehashVectors(struct.address, before.slots, before.count);
  }

  /** Where among the kernel's words. */
  const slotOf = (miss: number): number => (kernel.words[missed / WORD + miss] as number) / WORD;

  return {
    setWords(all) {
      struct.set({ next: 0 });
      for (const [index, { indexes, table = 0 }] of all.entries()) {
        kernel.words[words / WORD + index * 2] = indexes;
        kernel.words[words / WORD + index * 2 + 1] = table;
      }
    },
    findSome(count, numbers, misses) {
      if (struct.get('count') + mostMisses > room) grow();
      return kernel.call.findVectors(struct.address, count, numbers, misses);
    },
    isThrough: count => struct.get('next') === count,
    numberOf(miss) {
      const front = kernel.words[slotOf(miss)] as number;
      return front < 0 ? UNKNOWN : front - 1;
    },
    setNumber(miss, number) {
      kernel.words[slotOf(miss)] = number + 1;
    },
    count: () => struct.get('count'),
    clear() {
      struct.set({ count: 0 });
      kernel.bytes.fill(0, struct.get('slots'), struct.get('slots') + room * SPARSENESS * size);
    },
  };
}
