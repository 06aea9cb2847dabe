import { type RecordBatch, type Reject, ROW_FLAGS } from './record-batch.ts';

/** The growing arrays behind a `RecordBatch`, filled record by record and used again for the next batch. */
export interface RecordStore {
  row: Int32Array;
  firstCell: Int32Array;
  cellStarts: Int32Array;
  ends: Int32Array;
  nexts: Int32Array;
  flags: Uint8Array;
  /** Cells in use. */
  cells: number;
  /** Records in use. */
  count: number;
  rejects: Reject[];
}

const FIRST_RECORDS = 1024;
const FIRST_CELLS = 16_384;

export function createRecordStore(): RecordStore {
  return {
    row: new Int32Array(FIRST_RECORDS),
    firstCell: new Int32Array(FIRST_RECORDS + 1),
    cellStarts: new Int32Array(FIRST_CELLS),
    ends: new Int32Array(FIRST_RECORDS),
    nexts: new Int32Array(FIRST_RECORDS),
    flags: new Uint8Array(FIRST_RECORDS),
    cells: 0,
    count: 0,
    rejects: [],
  };
}

/** Empties the store for the next batch. The rejects are a new list, as the last batch keeps its own. */
export function clearStore(store: RecordStore): void {
  store.cells = 0;
  store.count = 0;
  store.firstCell[0] = 0;
  store.rejects = [];
}

/** Makes room for more cells and returns the array that now holds them. */
export function growCells(store: RecordStore): Int32Array {
  store.cellStarts = grown(store.cellStarts);
  return store.cellStarts;
}

/** The flags of a row with so many cells under a header of `columns`; 0 columns: not known yet. */
function lengthFlags(cells: number, columns: number): number {
  if (columns === 0 || cells === columns) return 0;
  return cells < columns ? ROW_FLAGS.short : ROW_FLAGS.long;
}

interface FoundRecord {
  readonly row: number;
  readonly end: number;
  readonly next: number;
  /** Cells of the store up to its end. */
  readonly cells: number;
  /** Columns of the header. */
  readonly columns: number;
  readonly flags: number;
}

/** Adds a record whose cells are in the store already. */
export function addRecord(store: RecordStore, { row, end, next, cells, columns, flags }: FoundRecord): void {
  const index = store.count++;
  if (index === store.ends.length) growRecords(store);
  store.row[index] = row;
  store.ends[index] = end;
  store.nexts[index] = next;
  store.firstCell[index + 1] = cells;
  store.flags[index] = flags | lengthFlags(cells - store.cells, columns);
  store.cells = cells;
}

/** Flags those of the last `count` records in whose bytes a NUL was dropped. */
export function flagNuls(
  { flags, cellStarts, firstCell, ends, count: end }: RecordStore,
  count: number,
  isWithin: (from: number, to: number) => boolean,
): void {
  for (let record = end - count; record < end; record++) {
    const start = cellStarts[firstCell[record] ?? 0] ?? 0;
    if (isWithin(start, ends[record] ?? 0)) flags[record] = (flags[record] ?? 0) | ROW_FLAGS.nul;
  }
}

/**
 * The batch that the store holds now. It is written out, since what is made by a spread and then more has a shape of
 * its own each time, for which V8 throws away the code of every loop over records.
 */
export function batchOf(
  store: RecordStore,
  { bytes, quote, plain }: Pick<RecordBatch, 'bytes' | 'quote' | 'plain'>,
): RecordBatch {
  return {
    bytes,
    count: store.count,
    row: store.row,
    firstCell: store.firstCell,
    cellStarts: store.cellStarts,
    ends: store.ends,
    nexts: store.nexts,
    flags: store.flags,
    quote,
    plain,
    rejects: store.rejects,
  };
}

/** Makes room for more records. */
export function growRecords(store: RecordStore): void {
  store.row = grown(store.row);
  store.ends = grown(store.ends);
  store.nexts = grown(store.nexts);
  store.firstCell = grown(store.firstCell);
  const flags = new Uint8Array(store.flags.length * 2);
  flags.set(store.flags);
  store.flags = flags;
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** A buffer of `memory` that starts with bytes `[from, to)` of `bytes` and has room for `size` more. */
export function withRoom(
  bytes: Buffer,
  { from, to, size, memory = ORDINARY }: RoomOptions,
): Buffer<ArrayBufferLike> {
  const kept = to - from;
  const needed = kept + size;
  if (from > 0) bytes.copyWithin(0, from, to);
  if (needed <= bytes.length && memory.holds(bytes)) return bytes;
  const start = bytes.subarray(0, kept);
  const room = memory.withRoom(kept === 0 ? needed : Math.max(needed, bytes.length * 2));
  // Memory that has grown in its place has the start already, and `bytes` is gone.
  if (start.length > 0) start.copy(room);
  return room;
}

interface RoomOptions {
  readonly from: number;
  readonly to: number;
  readonly size: number;
  readonly memory?: RoomMemory | undefined;
}

/** Where buffers come from. */
export interface RoomMemory {
  /** A buffer of so many bytes. Memory that grows in its place starts with the bytes that it had before. */
  withRoom(size: number): Buffer;
  /** Whether a buffer is one of its own. */
  holds(bytes: Buffer): boolean;
}

const ORDINARY: RoomMemory = { withRoom: size => Buffer.allocUnsafeSlow(size), holds: () => true };
