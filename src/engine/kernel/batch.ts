/**
 * The records of one batch, as the caller has laid them out: the bytes and the arrays of `RecordBatch`. Everything in
 * the kernel is a number or the address of one, for it runs once per byte or per cell.
 */
@unmanaged
export class Batch {
  bytes: usize;
  count: i32;
  quote: i32;
  /** 32-bit integers, as are all arrays but `flags`. */
  firstCell: usize;
  cellStarts: usize;
  ends: usize;
  /** One byte for each record. */
  flags: usize;
}

/** What a record is said of a row by the scanner; the bits of `ROW_FLAGS`. */
export const SHORT: u8 = 1;
export const LONG: u8 = 2;
export const QUOTE: u8 = 4;
export const QUOTED: u8 = 16;

/** A search stops after so many that are not known, since most of what a list starts with is the same few unknown ones. */
export const MOST_MISSES: i32 = 64;

/** Where a sum of what is read to have it in cache goes, so that it is read. */
export const FETCHED = memory.data(4);

/** Where the memory starts that is the caller's: behind the kernel's own constants. */
export function firstFree(): usize {
  return __heap_base;
}

export function at(array: usize, index: i32): i32 {
  return load<i32>(array + ((<usize>index) << 2));
}

export function put(array: usize, index: i32, value: i32): void {
  store<i32>(array + ((<usize>index) << 2), value);
}

const WIDTH: i32 = 16;

/** A copy may read and write so many bytes too many. */
export const BEYOND: i32 = 2 * WIDTH;

/** Most of what is copied is short: its end is not looked for, as no branch that depends on it could be foreseen. */
export function copy(to: usize, from: usize, length: i32): void {
  v128.store(to, v128.load(from));
  v128.store(to + WIDTH, v128.load(from + WIDTH));
  for (let done = BEYOND; done < length; done += WIDTH) v128.store(to + done, v128.load(from + done));
}

/** Where a record's cell starts; -1 past the end of a short row. */
export function cellStart(batch: Batch, record: i32, column: i32): i32 {
  const cell = at(batch.firstCell, record) + column;
  return cell < at(batch.firstCell, record + 1) ? at(batch.cellStarts, cell) : -1;
}

/** Where it ends, quotes included: one byte before the next cell, or at the record's end. */
export function cellEnd(batch: Batch, record: i32, column: i32): i32 {
  const next = at(batch.firstCell, record) + column + 1;
  return next < at(batch.firstCell, record + 1) ? at(batch.cellStarts, next) - 1 : at(batch.ends, record);
}
