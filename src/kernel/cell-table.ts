// Runs once per cell that a rulebook reads, eight bytes at a time.
export const UNKNOWN: i32 = -1;
/** Odd, and without a pattern in its bits: the first ones of the golden ratio. */
const FACTOR: u64 = 0x9e3779b97f4a5;
const SLOT_SIZE: usize = 16;

/** Cells of one column by their bytes, each with the number that it is known by. */
@unmanaged
export class CellTable {
  /** `Slot`s by hash; their count is a power of two. */
  slots: usize;
  mask: i32;
  /** The bytes of all cells, and how many there are. */
  bytes: usize;
  length: i32;
  cells: i32;
}

/** A cell that is known, all in one place: a lookup waits for memory, not for the processor. */
@unmanaged
class Slot {
  /** Where its bytes start, from 1; 0 where the slot is free. */
  start: i32;
  length: i32;
  hash: i32;
  number: i32;
}

function slotAt(table: CellTable, index: i32): Slot {
  return changetype<Slot>(table.slots + ((<usize>index) << 4));
}

/** The last bytes of a cell, fewer than eight: what lies behind them is read along, and left out. */
function lastBytes(from: usize, end: usize): u64 {
  return load<u64>(from) & (((<u64>1) << ((<u64>end - from) << 3)) - 1);
}

function mix(hash: u64, bytes: u64): u64 {
  const mixed = (hash ^ bytes) * FACTOR;
  return mixed ^ (mixed >>> 32);
}

function hashOf(start: usize, end: usize): i32 {
  let hash = <u64>(end - start);
  let from = start;
  for (; from + 8 <= end; from += 8) hash = mix(hash, load<u64>(from));
  return <i32>mix(hash, lastBytes(from, end));
}

function isSame(known: usize, start: usize, end: usize): bool {
  let from = start;
  let other = known;
  for (; from + 8 <= end; from += 8) {
    if (load<u64>(from) !== load<u64>(other)) return false;
    other += 8;
  }
  return lastBytes(from, end) === lastBytes(other, other + (end - from));
}

/** The slot that bytes are in, or the free one that they would be in. */
function findSlot(table: CellTable, start: usize, end: usize): Slot {
  const hash = hashOf(start, end);
  const length = <i32>(end - start);
  let index = hash & table.mask;
  let slot = slotAt(table, index);
  while (slot.start !== 0) {
    const isAlike = slot.hash === hash && slot.length === length;
    if (isAlike && isSame(table.bytes + slot.start - 1, start, end)) break;
    index = (index + 1) & table.mask;
    slot = slotAt(table, index);
  }
  return slot;
}

/** The number that bytes `[start, end)` are known by, or -1. */
export function findCell(table: CellTable, start: usize, end: usize): i32 {
  const slot = findSlot(table, start, end);
  return slot.start === 0 ? UNKNOWN : slot.number;
}

/** Makes bytes known that are not: the caller has seen to it that there is room for them and for one more cell. */
export function learnCell(table: CellTable, start: usize, end: usize, number: i32): void {
  const slot = findSlot(table, start, end);
  if (slot.start !== 0) return;
  memory.copy(table.bytes + table.length, start, end - start);
  slot.start = table.length + 1;
  slot.length = <i32>(end - start);
  slot.hash = hashOf(start, end);
  slot.number = number;
  table.length += slot.length;
  table.cells++;
}

/** Puts the cells of so many slots into those of a table, which are new. */
export function rehashCells(table: CellTable, from: usize, count: i32): void {
  for (let old = 0; old < count; old++) {
    const known = changetype<Slot>(from + ((<usize>old) << 4));
    if (known.start === 0) continue;
    let index = known.hash & table.mask;
    while (slotAt(table, index).start !== 0) index = (index + 1) & table.mask;
    memory.copy(changetype<usize>(slotAt(table, index)), changetype<usize>(known), SLOT_SIZE);
  }
}
