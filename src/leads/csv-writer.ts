import type { AnnotatedRow, RowWriter } from './annotated-row.ts';
import {
  appendByte,
  appendBytes,
  appendText,
  type ByteSink,
  createByteSink,
  reserve,
  sinkBytes,
} from './byte-sink.ts';
import { appendCell } from './cell-bytes.ts';
import type { FormulaGuard } from './formula-guard.ts';
import type { LeadList } from './lead-list.ts';
import { type OutputColumns, PART_END, visitParts } from './output-columns.ts';
import { cellCount, cellEnd, cellText, type RecordBatch, ROW_FLAGS, recordStart } from './record-batch.ts';

export interface CsvWriterOptions {
  readonly list: Pick<LeadList, 'dialect' | 'headerRecord'>;
  readonly block: readonly string[];
  readonly columns: OutputColumns;
  readonly guard: FormulaGuard;
  readonly bom: boolean;
}

const GUARD = "'";
const IRREGULAR = ROW_FLAGS.short | ROW_FLAGS.long | ROW_FLAGS.quote;

/** Rows as CSV: their own bytes as they stand, but for guarded formulas, repairs and an earlier annotation. */
export function createCsvWriter({ list, block, columns, guard, bom }: CsvWriterOptions): RowWriter {
  const { delimiter, quote, newline } = list.dialect;
  const delimiterByte = delimiter.charCodeAt(0);
  const quoteByte = quote.charCodeAt(0);
  const lineEnd = Buffer.from(newline, 'latin1');
  const { parts, isWhole, keepsExtra } = columns;

  /** Each cell has its delimiter before it, so that the bytes fit behind any row. */
  function encodeBlock(cells: readonly string[]): Uint8Array {
    const sink = createByteSink(256);
    for (const part of parts) {
      if (part.kind === 'own') continue;
      if (sink.length > 0) appendByte(sink, PART_END);
      for (const cell of part.cells) {
        appendByte(sink, delimiterByte);
        appendCell(sink, (cells[cell] ?? '').replaceAll('\0', ''), { delimiter, quote });
      }
    }
    return Buffer.from(sinkBytes(sink));
  }

  function writeRow(sink: ByteSink, row: AnnotatedRow): void {
    const { batch, record } = row;
    const isRegular = isWhole && ((batch.flags[record] as number) & IRREGULAR) === 0;
    if (!isRegular || guard.needsAny(batch, record)) {
      writeCellByCell(sink, row);
      return;
    }
    const start = recordStart(batch, record);
    const end = batch.ends[record] as number;
    reserve(sink, end - start + row.block.length + lineEnd.length);
    batch.bytes.copy(sink.buffer, sink.length, start, end);
    sink.buffer.set(row.block, sink.length + end - start);
    sink.length += end - start + row.block.length;
    appendBytes(sink, lineEnd);
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
    if (hasStray && (isQuoted || batch.bytes.subarray(start, end).includes(batch.quote))) {
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
  return { header: Buffer.from(sinkBytes(head)), encodeBlock, writeRow };
}
