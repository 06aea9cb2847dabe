import type { ByteSink } from './byte-sink.ts';
import type { RecordBatch } from './record-batch.ts';

/** Turns records and their annotations into the bytes of the annotated list. Keeps nothing from row to row. */
export interface RowWriter {
  /** The first bytes of the file: BOM and header line; nothing for NDJSON. */
  readonly header: Uint8Array;
  /** The annotation's cells ready to be copied behind any number of rows. */
  encodeBlock(cells: readonly string[]): Uint8Array;
  /** Appends one row: its own bytes, then the block. */
  writeRow(sink: ByteSink, row: AnnotatedRow): void;
}

export interface AnnotatedRow {
  readonly batch: RecordBatch;
  /** Index of the record in the batch. */
  readonly record: number;
  /** From `encodeBlock` of the same writer. */
  readonly block: Uint8Array;
}
