import type { FirstTable, OtherTable } from './below-gap.ts';
import type { RecordBatch } from './record-batch.ts';

/** A record longer than so many bytes is rejected. */
export const LONGEST_RECORD = 16 * 1024 * 1024;

/** More records, and rejects, go into the next batch: memory depends on no cell and no quote. */
export const MOST_RECORDS = 1 << 16;

export interface ScannerOptions {
  readonly delimiter: number;
  readonly quote: number;
  /** Columns of the header; 0 where it is not known yet. */
  readonly columns: number;
  /** The header's bytes: a record that repeats them is skipped. */
  readonly header?: Buffer;
  /** What stands under it; a row below an empty line is told apart from it. Absent where that is not known. */
  readonly table?: FirstTable;
  /** Bytes (without NULs) to pass over first, and the line that starts after them. */
  readonly skip?: number;
  readonly line?: number;
  /** What is added to byte offsets: a byte order mark before the first byte. */
  readonly offset?: number;
  /** The longest record in bytes; by default `LONGEST_RECORD`. */
  readonly longest?: number;
  /** Bytes at once from which regular records are found by themselves. */
  readonly regularFrom?: number;
  /** Records and rejects of a batch from which on the rest is left for the next one; by default `MOST_RECORDS`. */
  readonly mostRecords?: number;
}

/** The longest record that a scanner is to take, in bytes. */
export const longestOf = ({ longest = LONGEST_RECORD }: ScannerOptions): number => longest;

export interface Scanner {
  /** Room for `size` more bytes, to be filled from its start before `scan`. Ends the last batch. */
  room(size: number): Buffer;
  /**
   * Takes `added` bytes of the room and scans what is whole; all of it with `last`. Of records that start `before` bytes
   * or more behind the last one that was scanned, none.
   */
  scan(added: number, last: boolean, before?: number): RecordBatch;
  /** Whether the last batch ended at its limit: the next is to be asked for with `scan(0, last)`. */
  hasMore(): boolean;
  /** Goes on at another place, where a record starts, below an empty line or not; the bytes that it has are dropped. */
  goTo(place: ScannerPlace, isBelowGap?: boolean): void;
  /** Whether what came last is an empty line or row. */
  isBelowGap(): boolean;
  /** The line that a place in the last batch's bytes is on. */
  lineOf(at: number): number;
  /** Where the next record starts, and whether no byte of it has been seen. */
  place(): ScannerPlace & { readonly isBetween: boolean };
  /** What was passed over up to now. */
  skipped(): Skipped;
}

/** A place between two records. */
export interface ScannerPlace {
  /** Offset in the stream without NULs. */
  readonly byte: number;
  /** Number of the line that starts there. */
  readonly line: number;
  /** Rows numbered before it. */
  readonly row: number;
}

/** What was passed over without a row of its own. */
export interface Skipped {
  readonly nulBytes: number;
  /** Byte order marks in mid-file. */
  readonly marks: number;
  readonly repeatedHeaders: number;
  /** The line of the last repeated header. */
  readonly headerLine: number;
  /** The first header of another table since the scanner was last told where to go. */
  readonly otherTable?: OtherTable | undefined;
}
