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
export function lengthFlags(cells: number, columns: number): number {
  if (columns === 0 || cells === columns) return 0;
  return cells < columns ? ROW_FLAGS.short : ROW_FLAGS.long;
}

/**
 * The batch that the store holds now. It is written out, since what is made by a spread and then more has a shape of
 * its own each time, for which V8 throws away the code of every loop over records.
 */
export function batchOf(
  store: RecordStore,
  { bytes, quote, plain, spare }: Pick<RecordBatch, 'bytes' | 'quote' | 'plain' | 'spare'>,
): RecordBatch {
  return {
    bytes,
    spare,
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

/** For each byte that is scanned, so many more behind all of them, which rows are put together in. */
const SPARE = 3;

/** A buffer with spare memory behind it that starts with bytes `[from, to)` of `bytes` and has room for `size` more. */
export function withRoom(
  bytes: Buffer,
  { from, to, size }: { readonly from: number; readonly to: number; readonly size: number },
): Buffer {
  const needed = to - from + size;
  if (needed <= bytes.length) {
    if (from > 0) bytes.copyWithin(0, from, to);
    return bytes;
  }
  const length = from === to ? needed : Math.max(needed, bytes.length * 2);
  const larger = bufferIn(new ArrayBuffer(length * (1 + SPARE)));
  if (from < to) bytes.copy(larger, 0, from, to);
  return larger;
}

/** The part of a memory that is scanned. */
export function bufferIn(memory: ArrayBuffer): Buffer {
  return Buffer.from(memory, 0, Math.floor(memory.byteLength / (1 + SPARE)));
}

/** The memory behind a buffer of `withRoom`. */
export function spareOf({ buffer, length }: Buffer): Buffer {
  return Buffer.from(buffer as ArrayBuffer, length);
}
