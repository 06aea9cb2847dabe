import { createStruct, type Kernel } from '../../../records/kernel.ts';
import { createRegion } from '../../../records/kernel-region.ts';

/** Cells by their bytes, each with the number that it is known by. */
export interface CellTable {
  /** Of the kernel's `CellTable`. */
  readonly address: number;
  /** Makes room for so many more cells, as far as any are taken, which may move the kernel's memory. */
  makeRoom(more: number): void;
  /** The number of the bytes `[start, end)` of the kernel's memory, or -1. */
  find(start: number, end: number): number;
  /** False where it is full, or they are too many; there must be room. */
  learn(start: number, end: number, number: number): boolean;
  /** Whether it is full and knows so few of the cells that come that it is not worth asking. */
  isTired(): boolean;
  /** Takes note of how many cells were asked for, and how many of them it did not know. */
  note(asked: number, missed: number): void;
}

const FIELDS = ['slots', 'mask', 'bytes', 'length', 'cells'] as const;
const SLOT = 32;
/** Cells held at once, their bytes, and those of one cell. */
const MOST_CELLS = 1 << 14;
const MOST_BYTES = 1 << 20;
const LONGEST_CELL = 256;
/** Slots for each cell that there is room for. */
const SPARSENESS = 2;
/** A full table that knows fewer than one in `WORTHWHILE` of so many cells is not asked again. */
const TRIAL = 1 << 12;
const WORTHWHILE = 8;

/** A table that is as large as what it holds: a run may have one for every column of hundreds of lists. */
export function createCellTable(kernel: Kernel): CellTable {
  const struct = createStruct(kernel, FIELDS);
  const bytes = createRegion(kernel);
  /** Cells that there is room for: none, or a power of two. */
  let room = 0;
  struct.set({ slots: kernel.allocate(SPARSENESS * SLOT), mask: SPARSENESS - 1 });

  /** Slots that are new are 0, and so free. */
  function growCells(needed: number): void {
    const before = { slots: struct.get('slots'), count: struct.get('mask') + 1 };
    room = 2 ** Math.ceil(Math.log2(needed));
    const slots = kernel.allocate(room * SPARSENESS * SLOT);
    struct.set({ slots, mask: room * SPARSENESS - 1 });
    kernel.call.rehashCells(struct.address, before.slots, before.count);
  }

  let isTired = false;
  let asked = 0;
  let missed = 0;
  const isFull = (size: number): boolean => {
    const cells = struct.get('cells');
    return cells === MOST_CELLS || struct.get('length') + size > MOST_BYTES;
  };
  return {
    address: struct.address,
    makeRoom(more) {
      const needed = Math.min(struct.get('cells') + more, MOST_CELLS);
      if (needed > room) growCells(needed);
      const inUse = struct.get('length');
      bytes.makeRoom(Math.min(inUse + more * LONGEST_CELL, MOST_BYTES), inUse);
      struct.set({ bytes: bytes.address });
    },
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
