import type { LeadList } from '../lists/lead-list.ts';
import {
  appendByte,
  appendBytes,
  appendText,
  type ByteSink,
  createByteSink,
  sinkBytes,
} from '../records/byte-sink.ts';
import { appendCell, needsQuotes } from '../records/cell-bytes.ts';
import {
  cellCount,
  cellEnd,
  cellText,
  type RecordBatch,
  ROW_FLAGS,
  recordStart,
} from '../records/record-batch.ts';
import type { AnnotatedRow, ListCell, RowWriter } from './annotated-row.ts';
import { CELL_BYTES, type FormulaGuard } from './formula-guard.ts';
import { blockPartsOf, encodeParts, type OutputColumns, visitParts } from './output-columns.ts';

export interface CsvWriterOptions {
  readonly list: Pick<LeadList, 'dialect' | 'headerRecord'>;
  readonly block: readonly string[];
  readonly columns: OutputColumns;
  readonly guard: FormulaGuard;
  readonly bom: boolean;
}

/** Where this is the list's quote as well, a guarded cell is written anew, in quotes, with the guard doubled. */
const GUARD = "'";
const NOTHING = new Uint8Array(0);
const IRREGULAR = ROW_FLAGS.short | ROW_FLAGS.long | ROW_FLAGS.quote;

/** Rows as CSV: their own bytes as they stand, but for guarded formulas, repairs and an earlier annotation. */
export function createCsvWriter({ list, block, columns, guard, bom }: CsvWriterOptions): RowWriter {
  const { delimiter, quote, newline } = list.dialect;
  const delimiterByte = delimiter.charCodeAt(0);
  const quoteByte = quote.charCodeAt(0);
  const lineEnd = Buffer.from(newline, 'latin1');
  const { parts, isWhole, keepsExtra } = columns;
  const blockParts = blockPartsOf(parts);
  /** What is being encoded: memory of its own for each piece would cost more than the encoding. */
  const encoding = createByteSink(256);

  /** Each cell has its delimiter before it, so that the bytes fit behind any row. */
  function encodeCells(cells: readonly number[], textOf: (column: number) => string): Uint8Array {
    encoding.length = 0;
    for (const cell of cells) {
      appendByte(encoding, delimiterByte);
      appendCell(encoding, textOf(cell).replaceAll('\0', ''), { delimiter, quote });
    }
    return Buffer.from(sinkBytes(encoding));
  }

  const encodeBlock = (cells: readonly string[]) =>
    encodeParts(blockParts, part => encodeCells(part, cell => cells[cell] ?? ''));

  function encodeList(_: number, between: string): ListCell {
    const bare = (text: string): string => text.replaceAll('\0', '');
    const needs = (text: string): boolean => needsQuotes(bare(text), { delimiter, quote });
    const open = Buffer.from(delimiter);
    const openQuoted = Buffer.from(delimiter + quote);
    const closeQuoted = Buffer.from(quote);
    return {
      open: isQuoted => (isQuoted ? openQuoted : open),
      close: isQuoted => (isQuoted ? closeQuoted : NOTHING),
      encode: text => Buffer.from(bare(text).replaceAll(quote, quote + quote)),
      between: Buffer.from(between),
      needsQuotes: needs,
      isBetweenQuoted: needs(between),
    };
  }

  const isPlain = (batch: RecordBatch, record: number): boolean =>
    isWhole &&
    ((batch.flags[record] as number) & IRREGULAR) === 0 &&
    guard.next(batch, { record, column: 0 }) === -1;

  function writeRow(sink: ByteSink, row: AnnotatedRow): void {
    const { batch, record, block } = row;
    const isRegular = ((batch.flags[record] as number) & IRREGULAR) === 0;
    if (!isWhole || !isRegular || (quote === GUARD && !isPlain(batch, record))) {
      writeCellByCell(sink, row);
      return;
    }
    writeGuarded(sink, batch, record);
    appendBytes(sink, block);
    appendBytes(sink, lineEnd);
  }

  /** The row's own bytes, with a guard before what needs one. */
  function writeGuarded(sink: ByteSink, batch: RecordBatch, record: number): void {
    const { bytes, cellStarts } = batch;
    const first = batch.firstCell[record] ?? 0;
    const guarded = (column: number): number => guard.next(batch, { record, column });
    let from = recordStart(batch, record);
    for (let column = guarded(0); column !== -1; column = guarded(column + 1)) {
      const start = cellStarts[first + column] ?? 0;
      const to = bytes[start] === batch.quote ? start + 1 : start;
      appendBytes(sink, bytes, from, to);
      appendText(sink, GUARD);
      from = to;
    }
    appendBytes(sink, bytes, from, batch.ends[record]);
  }

  function writeCellByCell(sink: ByteSink, { batch, record, block: blockBytes }: AnnotatedRow): void {
    const from = sink.length;
    visitParts(parts, blockBytes, {
      own(column, isFirst) {
        if (!isFirst) appendByte(sink, delimiterByte);
        writeCell(sink, batch, { record, column });
      },
      block: (start, end) => appendBytes(sink, blockBytes, start, end),
    });
    if (keepsExtra) writeExtra(sink, batch, record);
    // A line without a byte would be no row.
    if (sink.length === from) appendText(sink, quote + quote);
    appendBytes(sink, lineEnd);
  }

  function writeExtra(sink: ByteSink, batch: RecordBatch, record: number): void {
    const count = cellCount(batch, record);
    for (let column = cellCount(list.headerRecord, 0); column < count; column++) {
      appendByte(sink, delimiterByte);
      writeCell(sink, batch, { record, column });
    }
  }

  function writeCell(sink: ByteSink, batch: RecordBatch, cell: { record: number; column: number }): void {
    const { record, column } = cell;
    if (column >= cellCount(batch, record)) return;
    const start = batch.cellStarts[(batch.firstCell[record] ?? 0) + column] ?? 0;
    const end = cellEnd(batch, record, column);
    const isQuoted = start < end && batch.bytes[start] === batch.quote;
    const guarded = guard.needs(batch, cell) ? GUARD : '';
    const hasStray = ((batch.flags[record] ?? 0) & ROW_FLAGS.quote) !== 0;
    const isBroken = hasStray && (isQuoted || batch.bytes.subarray(start, end).includes(batch.quote));
    if (isBroken || guarded === quote) {
      const text = guarded + cellText(batch, record, column);
      appendText(sink, quote + text.replaceAll(quote, quote + quote) + quote);
      return;
    }
    if (isQuoted) appendByte(sink, quoteByte);
    appendText(sink, guarded);
    appendBytes(sink, batch.bytes, isQuoted ? start + 1 : start, end);
  }

  const head = createByteSink();
  if (bom) appendText(head, '\ufeff');
  writeRow(head, { batch: list.headerRecord, record: 0, block: encodeBlock(block) });
  const header = Buffer.from(sinkBytes(head));
  const ownBytes = quote === GUARD ? guard.bytes.map(kind => kind & ~CELL_BYTES.sure) : guard.bytes;
  const cellBytes = isWhole ? ownBytes : undefined;
  return { header, blockParts, encodeBlock, encodeCells, encodeList, lineEnd, cellBytes, isPlain, writeRow };
}
