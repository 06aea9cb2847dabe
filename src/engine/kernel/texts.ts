// Runs once per cell that a rulebook reads: it hashes and compares bytes, and no text is made of a cell that is known.
import { at, Batch, FETCHED, MOST_MISSES, put } from './batch';
import { findSlots, numberOf, SOUGHT_SIZE, Sought, seekSlots, UNKNOWN } from './cell-table';
import { Column, EMPTY, isPassed } from './cells';

/**
 * Records at a time. Each step goes through all of them and then the next one does, so that what they wait for in memory
 * is fetched side by side.
 */
const BLOCK: i32 = 64;
const BLOCK_SOUGHT = memory.data(SOUGHT_SIZE * BLOCK, 16);
/** A slot that holds the empty cell, in place of a branch: its size, and its number, both and 1. */
const EMPTY_SLOT = memory.data<i32>([0, 0, 0, 0, 1, 0, 0, EMPTY + 1], 32);

/** Lists the cells of records `[from, to)`, and fetches their bytes; returns where the list ends. */
function listCells(batch: Batch, column: Column, from: i32, to: i32): usize {
  const bytes = batch.bytes;
  const firstCell = batch.firstCell;
  const cellStarts = batch.cellStarts;
  const ends = batch.ends;
  const index = column.index;
  let last = BLOCK_SOUGHT;
  let fetched = 0;
  let next = at(firstCell, from);
  for (let record = from; record < to; record++) {
    const cell = next + index;
    next = at(firstCell, record + 1);
    if (isPassed(column, record)) continue;
    let start = 0;
    let end = 0;
    // As `cellStart` and `cellEnd` have it; a cell past the end of a short row is empty.
    if (cell < next) {
      start = at(cellStarts, cell);
      end = cell + 1 < next ? at(cellStarts, cell + 1) - 1 : at(ends, record);
    }
    const sought = changetype<Sought>(last);
    sought.record = record;
    sought.start = bytes + start;
    sought.length = end - start;
    fetched += load<u8>(bytes + start);
    last += SOUGHT_SIZE;
  }
  store<i32>(FETCHED, fetched);
  return last;
}

/** In a loop of its own, which is so short that the processor runs far ahead of what it waits for. */
function fetchSlots(last: usize): void {
  let fetched = 0;
  for (let each = BLOCK_SOUGHT; each < last; each += SOUGHT_SIZE) {
    const sought = changetype<Sought>(each);
    const slot = select(EMPTY_SLOT, sought.slot, sought.length === 0);
    sought.slot = slot;
    fetched += load<i32>(slot);
  }
  store<i32>(FETCHED, fetched);
}

/** Looks up cells of any kind from record `column.next` on, until `MOST_MISSES` are not known; returns how many are not. */
export function findTexts(batch: Batch, column: Column): i32 {
  const table = column.table;
  let misses = 0;
  let next = column.next;
  while (next < batch.count && misses < MOST_MISSES) {
    const to = min(next + BLOCK, batch.count);
    const last = listCells(batch, column, next, to);
    seekSlots(table, BLOCK_SOUGHT, last);
    fetchSlots(last);
    findSlots(table, BLOCK_SOUGHT, last);
    next = to;
    for (let each = BLOCK_SOUGHT; each < last; each += SOUGHT_SIZE) {
      const sought = changetype<Sought>(each);
      const number = numberOf(sought);
      put(column.numbers, sought.record, number);
      if (number !== UNKNOWN) continue;
      put(column.misses, misses++, sought.record);
      if (misses < MOST_MISSES) continue;
      next = sought.record + 1;
      break;
    }
  }
  column.next = next;
  return misses;
}
