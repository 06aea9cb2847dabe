// Runs once per cell that a rulebook reads: it hashes and compares bytes and makes no string for a cell that it knows.
// Decoding every cell instead made a run over 100,000 leads take 1.6 times as long, both measured in one run.

/** Remembers numbers for cells by their bytes. */
export interface CellMemory {
  /** The number remembered for the bytes `[start, end)`, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number;
  /** Remembers a number for the bytes that `find` was asked for last; false once the memory is full. */
  add(
    bytes: Uint8Array,
    range: { readonly start: number; readonly end: number; readonly number: number },
  ): boolean;
}

/** Cells that a memory holds. A column of ever new cells stops remembering there. */
const MOST_CELLS = 1 << 14;
/** Bytes of all cells that a memory holds, and of one cell. */
const MOST_BYTES = 1 << 20;
const LONGEST_CELL = 256;
const SLOTS = MOST_CELLS * 4;
const MASK = SLOTS - 1;
const EMPTY = -1;

export function createCellMemory(): CellMemory {
  const slots = new Int32Array(SLOTS).fill(EMPTY);
  const starts = new Int32Array(MOST_CELLS + 1);
  const numbers = new Int32Array(MOST_CELLS);
  let known = Buffer.allocUnsafeSlow(1 << 12);
  let cells = 0;
  let lastSlot = 0;

  return {
    find(bytes, start, end) {
      const length = end - start;
      let hash = length;
      for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
      let slot = (hash ^ (hash >>> 15)) & MASK;
      for (let cell = slots[slot] as number; cell !== EMPTY; cell = slots[slot] as number) {
        const from = starts[cell] as number;
        if ((starts[cell + 1] as number) - from === length) {
          let at = 0;
          while (at < length && known[from + at] === bytes[start + at]) at++;
          if (at === length) return numbers[cell] as number;
        }
        slot = (slot + 1) & MASK;
      }
      lastSlot = slot;
      return EMPTY;
    },
    add(bytes, { start, end, number }) {
      const from = starts[cells] as number;
      const to = from + end - start;
      if (cells === MOST_CELLS || to > MOST_BYTES || end - start > LONGEST_CELL) return false;
      if (to > known.length) known = Buffer.concat([known], Math.max(to, known.length * 2));
      known.set(bytes.subarray(start, end), from);
      slots[lastSlot] = cells;
      numbers[cells] = number;
      cells++;
      starts[cells] = to;
      return true;
    },
  };
}
