// Runs once per cell that a rulebook reads: it hashes and compares bytes and makes no string for a cell that it knows.
// Decoding every cell instead made a run over 100,000 leads take 1.6 times as long, both measured in one run.

/** Remembers numbers for cells by their bytes. */
export interface CellMemory {
  /** The number remembered for the bytes `[start, end)`, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number;
  /** Remembers a number for the bytes that `find` was asked for last; false where it has no room for them. */
  add(
    bytes: Uint8Array,
    range: { readonly start: number; readonly end: number; readonly number: number },
  ): boolean;
}

/** Cells that a memory holds, their bytes, and those of one cell. */
const MOST_CELLS = 1 << 14;
const MOST_BYTES = 1 << 20;
const LONGEST_CELL = 256;
const FIRST_CELLS = 1 << 6;
/** Slots for each cell that there is room for. */
const SPARSENESS = 4;
const EMPTY = -1;
/** A full memory that knows fewer than one in `WORTHWHILE` of so many cells is not asked again. */
const TRIAL = 1 << 12;
const WORTHWHILE = 8;

export function createCellMemory(): CellMemory {
  let slots = new Int32Array(FIRST_CELLS * SPARSENESS).fill(EMPTY);
  let hashes = new Int32Array(FIRST_CELLS);
  let starts = new Int32Array(FIRST_CELLS + 1);
  let numbers = new Int32Array(FIRST_CELLS);
  let known = Buffer.allocUnsafeSlow(1 << 10);
  let cells = 0;
  let lastHash = 0;
  let lastSlot = 0;
  let isTired = false;
  let asked = 0;
  let found = 0;

  function rest(): void {
    asked++;
    if (asked < TRIAL) return;
    isTired = found * WORTHWHILE < asked;
    asked = found = 0;
  }

  function grow(): void {
    const room = numbers.length * 2;
    hashes = withRoom(hashes, room);
    starts = withRoom(starts, room + 1);
    numbers = withRoom(numbers, room);
    slots = new Int32Array(room * SPARSENESS).fill(EMPTY);
    for (let cell = 0; cell < cells; cell++) slots[freeSlot(hashes[cell] as number)] = cell;
  }

  function freeSlot(hash: number): number {
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
    return slot;
  }

  return {
    find(bytes, start, end) {
      if (isTired) return EMPTY;
      const length = end - start;
      let hash = length;
      for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
      hash ^= hash >>> 15;
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (let cell = slots[slot] as number; cell !== EMPTY; cell = slots[slot] as number) {
        const from = starts[cell] as number;
        if (hashes[cell] === hash && (starts[cell + 1] as number) - from === length) {
          let at = 0;
          while (at < length && known[from + at] === bytes[start + at]) at++;
          if (at === length) {
            found++;
            return numbers[cell] as number;
          }
        }
        slot = (slot + 1) & mask;
      }
      lastHash = hash;
      lastSlot = slot;
      return EMPTY;
    },
    add(bytes, { start, end, number }) {
      const from = starts[cells] as number;
      const to = from + end - start;
      if (isTired || end - start > LONGEST_CELL) return false;
      if (cells === MOST_CELLS || to > MOST_BYTES) {
        rest();
        return false;
      }
      if (to > known.length) known = Buffer.concat([known], Math.max(to, known.length * 2));
      known.set(bytes.subarray(start, end), from);
      if (cells === numbers.length) {
        grow();
        lastSlot = freeSlot(lastHash);
      }
      slots[lastSlot] = cells;
      hashes[cells] = lastHash;
      numbers[cells] = number;
      cells++;
      starts[cells] = to;
      return true;
    },
  };
}

function withRoom(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
