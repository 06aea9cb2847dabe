// Runs once per cell that a rulebook reads, eight bytes at a time.
import { at, put } from './batch';

export const UNKNOWN: i32 = -1;
/** Odd, and without a pattern in its bits: the first ones of the golden ratio. */
const FACTOR: u64 = 0x9e3779b97f4a5;

/** Cells of one column by their bytes, each with the number that it is known by. */
@unmanaged
export class CellTable {
  /** Numbers of cells from 1 by hash, 0 where free; their count is a power of two. */
  slots: usize;
  mask: i32;
  hashes: usize;
  /** Where each cell's bytes start in `bytes`; one more than there are cells. */
  starts: usize;
  numbers: usize;
  bytes: usize;
  cells: i32;
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

/** Where a search for a cell has ended that is not known. */
let freeSlot = 0;

/** The number that bytes `[start, end)` are known by, or -1. */
export function findCell(table: CellTable, start: usize, end: usize): i32 {
  const hash = hashOf(start, end);
  const length = end - start;
  let slot = hash & table.mask;
  for (let cell = at(table.slots, slot); cell !== 0; cell = at(table.slots, slot)) {
    if (at(table.hashes, cell - 1) === hash) {
      const from = at(table.starts, cell - 1);
      const isAsLong = <usize>(at(table.starts, cell) - from) === length;
      if (isAsLong && isSame(table.bytes + from, start, end)) return at(table.numbers, cell - 1);
    }
    slot = (slot + 1) & table.mask;
  }
  freeSlot = slot;
  return UNKNOWN;
}

/** Makes bytes known that are not: the caller has seen to it that there is room for them and for one more cell. */
export function learnCell(table: CellTable, start: usize, end: usize, number: i32): void {
  if (findCell(table, start, end) !== UNKNOWN) return;
  const cell = table.cells++;
  const from = at(table.starts, cell);
  put(table.slots, freeSlot, cell + 1);
  put(table.hashes, cell, hashOf(start, end));
  put(table.numbers, cell, number);
  memory.copy(table.bytes + from, start, end - start);
  put(table.starts, cell + 1, from + <i32>(end - start));
}

/** Puts all cells of a table into slots that are new. */
export function rehashCells(table: CellTable): void {
  for (let cell = 0; cell < table.cells; cell++) {
    let slot = at(table.hashes, cell) & table.mask;
    while (at(table.slots, slot) !== 0) slot = (slot + 1) & table.mask;
    put(table.slots, slot, cell + 1);
  }
}
