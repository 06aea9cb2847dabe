import { createStruct, type Kernel } from '../../leads/kernel.ts';

/** Cells by their bytes, each with the number that it is known by. */
export interface CellTable {
  /** Of the kernel's `CellTable`. */
  readonly address: number;
  /** The number of the bytes `[start, end)` of the kernel's memory, or -1. */
  find(start: number, end: number): number;
  /** False where it has no room for them. */
  learn(start: number, end: number, number: number): boolean;
  /** Whether it is full and knows so few of the cells that come that it is not worth asking. */
  isTired(): boolean;
  /** Takes note of how many cells were asked for, and how many of them it did not know. */
  note(asked: number, missed: number): void;
}

const FIELDS = ['slots', 'mask', 'hashes', 'starts', 'numbers', 'bytes', 'cells'] as const;
/** Cells held at once, their bytes, and those of one cell. Memory that is not used costs nothing. */
const MOST_CELLS = 1 << 14;
const MOST_BYTES = 1 << 20;
const LONGEST_CELL = 256;
/** Slots for each cell that there is room for. */
const SPARSENESS = 4;
/** A full table that knows fewer than one in `WORTHWHILE` of so many cells is not asked again. */
const TRIAL = 1 << 12;
const WORTHWHILE = 8;
const WORD = 4;

export function createCellTable(kernel: Kernel): CellTable {
  const slots = MOST_CELLS * SPARSENESS;
  const struct = createStruct(kernel, FIELDS);
  const starts = kernel.allocate((MOST_CELLS + 1) * WORD);
  const bytes = kernel.allocate(MOST_BYTES);
  struct.set({ slots: kernel.allocate(slots * WORD), mask: slots - 1, starts, bytes, cells: 0 });
  struct.set({ hashes: kernel.allocate(MOST_CELLS * WORD), numbers: kernel.allocate(MOST_CELLS * WORD) });
  let isTired = false;
  let asked = 0;
  let missed = 0;
  const isFull = (size: number): boolean => {
    const cells = struct.get('cells');
    return cells === MOST_CELLS || (kernel.words[starts / WORD + cells] ?? 0) + size > MOST_BYTES;
  };
  return {
    address: struct.address,
    find: (start, end) => kernel.call.findCell(struct.address, start, end),
    learn(start, end, number) {
      if (end - start > LONGEST_CELL || isFull(end - start)) return false;
      kernel.call.learnCell(struct.address, start, end, number);
      return true;
    },
    isTired: () => isTired,
    note(cells, unknown) {
      if (!isFull(LONGEST_CELL)) return;
      asked += cells;
      missed += unknown;
      if (asked < TRIAL) return;
      isTired = (asked - missed) * WORTHWHILE < asked;
      asked = missed = 0;
    },
  };
}
