import type { ByteSink } from '../records/byte-sink.ts';
import type { RecordBatch } from '../records/record-batch.ts';

/** Writes the rows of an annotated list. Keeps nothing from row to row. */
export interface RowWriter {
  /** The first bytes of the file: BOM and header line; nothing for NDJSON. */
  readonly header: Uint8Array;
  /** The annotation's columns by index, in the order they are written; own columns come between two parts. */
  readonly blockParts: readonly (readonly number[])[];
  /** All of an annotation, ready to be copied behind any number of rows. */
  encodeBlock(cells: readonly string[]): Uint8Array;
  /** Cells of one part that follow one another. */
  encodeCells(columns: readonly number[], textOf: (column: number) => string): Uint8Array;
  /** How a cell of several texts is put together. */
  encodeList(column: number, between: string): ListCell;
  readonly lineEnd: Uint8Array;
  /**
   * By byte, bits of `CELL_BYTES`: rows without an irregularity, none of whose cells starts with a suspect byte, are
   * plain, and the kernel guards what is sure. Absent where no row is plain.
   */
  readonly cellBytes?: Uint8Array | undefined;
  /** Whether a row is written as its own bytes, an annotation of one part, and the line's end. */
  isPlain(batch: RecordBatch, record: number): boolean;
  /** Appends any row, plain or not. */
  writeRow(sink: ByteSink, row: AnnotatedRow): void;
}

export interface AnnotatedRow {
  readonly batch: RecordBatch;
  /** Index of the record in the batch. */
  readonly record: number;
  /** As from `encodeBlock` of the same writer. */
  readonly block: Uint8Array;
}

/** A cell made of texts with something between them. */
export interface ListCell {
  /** What stands before the first text and behind the last. */
  readonly open: (isQuoted: boolean) => Uint8Array;
  readonly close: (isQuoted: boolean) => Uint8Array;
  /** A text as it stands in the cell. */
  readonly encode: (text: string) => Uint8Array;
  readonly between: Uint8Array;
  /** Whether a cell with this text in it has to be quoted, and one with more than one text. */
  readonly needsQuotes: (text: string) => boolean;
  readonly isBetweenQuoted: boolean;
}
