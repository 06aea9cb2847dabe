// Runs once per cell that a rulebook reads and that is known by what it means, of which no text is made then.
import { findAtSign } from './address';
import { at, Batch, cellEnd, cellStart, FETCHED, MOST_MISSES, put } from './batch';
import { CellTable, findCell, UNKNOWN } from './cell-table';
import { findDay, NO_DAY } from './dates';
import { hashLowerCase } from './hash';

/** The number of an empty cell, and of one past the end of a short row. */
export const EMPTY: i32 = 0;
const DOUBLE_QUOTE: u8 = 0x22;
const ZERO: u8 = 0x30;
/** More digits are not all exact in a double. */
const MOST_DIGITS: i32 = 15;

/** One column of a batch to be looked up. */
@unmanaged
export class Column {
  index: i32;
  table: CellTable;
  /** The number of each record's cell goes here. */
  numbers: usize;
  /** Records whose cell is not known go here. */
  misses: usize;
  /** By number, 1 where the cell is blank: only records that have such a number now are looked up. 0: all are. */
  blanks: usize;
  /** The record to go on with. */
  next: i32;
}

export function isPassed(column: Column, record: i32): bool {
  return column.blanks !== 0 && load<u8>(column.blanks + at(column.numbers, record)) === 0;
}

/** Records whose cells are fetched side by side, before each is looked at in turn. */
const AHEAD: i32 = 64;

/** Fetches the cells from a record on, in a loop so short that the processor runs far ahead; returns the first that is not fetched. */
function fetchCells(batch: Batch, column: Column, from: i32): i32 {
  const to = min(from + AHEAD, batch.count);
  // Few are looked at in a column that follows another one.
  if (column.blanks !== 0) return to;
  const bytes = batch.bytes;
  const firstCell = batch.firstCell;
  const cellStarts = batch.cellStarts;
  const index = column.index;
  let fetched = 0;
  for (let record = from; record < to; record++) {
    const cell = at(firstCell, record) + index;
    if (cell < at(firstCell, record + 1)) fetched += load<u8>(bytes + at(cellStarts, cell));
  }
  store<i32>(FETCHED, fetched);
  return to;
}

/** Where numbers, or days, are told apart. */
@unmanaged
export class Places {
  /** Ascending doubles. */
  points: usize;
  count: i32;
  /** The number of a cell in each place, -1 where none is known: on a point (odd), or between two of them (even). */
  numbers: usize;
  /** 1 where cells are dates, 0 where they are plain integers. */
  areDates: i32;
}

/** The same for cells that are mostly plain integers, or dates, which are known by their place. */
export function findPlaces(batch: Batch, column: Column, places: Places): i32 {
  let misses = 0;
  let record = column.next;
  let fetched = record;
  for (; record < batch.count && misses < MOST_MISSES; record++) {
    if (record === fetched) fetched = fetchCells(batch, column, record);
    if (isPassed(column, record)) continue;
    const start = cellStart(batch, record, column.index);
    const end = start < 0 ? -1 : cellEnd(batch, record, column.index);
    let number = EMPTY;
    if (start !== end) {
      const place = findPlace(batch, start, end, places);
      number =
        place < 0
          ? findCell(column.table, batch.bytes + start, batch.bytes + end)
          : at(places.numbers, place);
    }
    put(column.numbers, record, number);
    if (number === UNKNOWN) put(column.misses, misses++, record);
  }
  column.next = record;
  return misses;
}

/** 1 where the cell at `start` is in double quotes. */
function bareFrom(batch: Batch, start: i32): i32 {
  return batch.quote === DOUBLE_QUOTE && load<u8>(batch.bytes + start) === DOUBLE_QUOTE ? 1 : 0;
}

function placeOf(start: usize, end: usize, places: Places): i32 {
  if (start >= end || <i32>(end - start) > MOST_DIGITS) return -1;
  let number: u64 = 0;
  for (let from = start; from < end; from++) {
    const digit = load<u8>(from) - ZERO;
    if (digit > 9) return -1;
    number = number * 10 + digit;
  }
  return placeAmong(<f64>number, places.points, places.count);
}

/** Where a number stands among ascending points, none twice: odd on one of them, even between. No branch, as none could be foreseen. */
export function placeAmong(number: f64, points: usize, count: i32): i32 {
  let place = 0;
  for (let index = 0; index < count; index++) {
    const point = load<f64>(points + (index << 3));
    place += <i32>(number > point) + <i32>(number >= point);
  }
  return place;
}

/** How addresses are told apart. */
@unmanaged
export class Addresses {
  /** Numbers by domain. */
  domains: CellTable;
  /** A set of the hashes of all domains that the rulebook names, 8 bytes a slot; 0: every domain is told apart. */
  named: usize;
  namedMask: i32;
  /** The number of an address at any other domain, or -1. */
  other: i32;
  /** Kinds of bytes, and the longest address: see address.ts. */
  kinds: usize;
  longest: i32;
  /** Two words of the address's hash and two of its domain's go here for each record; 0: none are asked for. */
  hashes: usize;
}

/** The same for cells that are mostly addresses, which are known by their domain. */
export function findAddresses(batch: Batch, column: Column, addresses: Addresses): i32 {
  let misses = 0;
  let record = column.next;
  let fetched = record;
  for (; record < batch.count && misses < MOST_MISSES; record++) {
    if (record === fetched) fetched = fetchCells(batch, column, record);
    if (isPassed(column, record)) continue;
    const start = cellStart(batch, record, column.index);
    const end = start < 0 ? -1 : cellEnd(batch, record, column.index);
    let number = EMPTY;
    if (start !== end) {
      const sign = findSign(batch, start, end, addresses);
      if (sign === 0) number = findCell(column.table, batch.bytes + start, batch.bytes + end);
      else {
        const first = batch.bytes + start + bareFrom(batch, start);
        const last = batch.bytes + end - bareFrom(batch, start);
        hashLowerCase(sign + 1, last, HASH);
        number = isNamed(addresses) ? findCell(addresses.domains, sign + 1, last) : addresses.other;
        if (addresses.hashes !== 0) {
          const words = addresses.hashes + (record << 4);
          hashLowerCase(first, last, words);
          store<u64>(words + 8, load<u64>(HASH));
        }
      }
    }
    put(column.numbers, record, number);
    if (number === UNKNOWN) put(column.misses, misses++, record);
  }
  column.next = record;
  return misses;
}

const HASH = memory.data(8);

function isNamed(addresses: Addresses): bool {
  if (addresses.named === 0) return true;
  const hash = load<u64>(HASH);
  let slot = <i32>hash & addresses.namedMask;
  let known = load<u64>(addresses.named + (slot << 3));
  while (known !== hash && known !== 0) {
    slot = (slot + 1) & addresses.namedMask;
    known = load<u64>(addresses.named + (slot << 3));
  }
  return known === hash;
}

/** Where the address's `@` is in a cell, or 0. */
export function findSign(batch: Batch, start: i32, end: i32, addresses: Addresses): usize {
  const first = batch.bytes + start + bareFrom(batch, start);
  const last = batch.bytes + end - bareFrom(batch, start);
  return first < last ? findAtSign(first, last, addresses.kinds, addresses.longest) : 0;
}

/** The place of a cell of digits, or of a date, or -1. */
export function findPlace(batch: Batch, start: i32, end: i32, places: Places): i32 {
  const bare = bareFrom(batch, start);
  const from = batch.bytes + start + bare;
  const to = batch.bytes + end - bare;
  return places.areDates === 0 ? placeOf(from, to, places) : placeOfDate(from, to, places);
}

function placeOfDate(start: usize, end: usize, places: Places): i32 {
  const day = findDay(start, end);
  return day === NO_DAY ? -1 : placeAmong(<f64>day, places.points, places.count);
}
