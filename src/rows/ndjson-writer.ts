import { appendBytes, appendText, type ByteSink } from '../records/byte-sink.ts';
import { cellCount, cellText, isPlainCell, type RecordBatch } from '../records/record-batch.ts';
import type { AnnotatedRow, ListCell, RowWriter } from './annotated-row.ts';
import type { FormulaGuard } from './formula-guard.ts';
import { blockPartsOf, encodeParts, type OutputColumns, visitParts } from './output-columns.ts';

export interface NdjsonWriterOptions {
  readonly header: readonly string[];
  readonly block: readonly string[];
  readonly columns: OutputColumns;
  readonly guard: FormulaGuard;
}

const GUARD = "'";
const NOTHING = new Uint8Array(0);

/** Rows as one JSON object each: texts, and numbers of JSON lists as they were written. */
export function createNdjsonWriter({ header, block, columns, guard }: NdjsonWriterOptions): RowWriter {
  const names = uniqueNames([...header, ...block]);
  const keys = names.map(name => `${JSON.stringify(name)}:`);
  const { parts, keepsExtra } = columns;
  const blockParts = blockPartsOf(parts);

  /** Each member has a comma before it, so that the bytes fit behind any row. */
  function encodeCells(cells: readonly number[], textOf: (column: number) => string): Uint8Array {
    return Buffer.from(cells.map(cell => `${keyOf(cell)}${JSON.stringify(textOf(cell))}`).join(''));
  }

  const keyOf = (cell: number): string => `,${keys[header.length + cell] ?? ''}`;
  const encodeBlock = (cells: readonly string[]) =>
    encodeParts(blockParts, part => encodeCells(part, cell => cells[cell] ?? ''));

  function encodeList(column: number, between: string): ListCell {
    const encode = (text: string): Uint8Array => Buffer.from(JSON.stringify(text).slice(1, -1));
    const open = Buffer.from(`${keyOf(column)}"`);
    const close = Buffer.from('"');
    return {
      open: () => open,
      close: () => close,
      encode,
      between: encode(between),
      needsQuotes: () => false,
      isBetweenQuoted: false,
    };
  }

  function jsonOf(batch: RecordBatch, cell: { readonly record: number; readonly column: number }): string {
    const text = cellText(batch, cell.record, cell.column);
    if (isPlainCell(batch, cell.record, cell.column)) return text;
    return JSON.stringify(guard.needs(batch, cell) ? GUARD + text : text);
  }

  function writeRow(sink: ByteSink, { batch, record, block }: AnnotatedRow): void {
    appendText(sink, '{');
    visitParts(parts, block, {
      own: (column, isFirst) =>
        appendText(sink, `${isFirst ? '' : ','}${keys[column] ?? ''}${jsonOf(batch, { record, column })}`),
      block: (start, end) => appendBytes(sink, block, start, end),
    });
    const count = keepsExtra ? cellCount(batch, record) : 0;
    for (let column = header.length; column < count; column++) {
      appendText(sink, `,"extra_${column + 1 - header.length}":${jsonOf(batch, { record, column })}`);
    }
    appendText(sink, '}\n');
  }

  return {
    header: NOTHING,
    blockParts,
    encodeBlock,
    encodeCells,
    encodeList,
    lineEnd: NOTHING,
    isPlain: () => false,
    writeRow,
  };
}

/** Headers as keys: a blank one is its column's number, one that stands twice is numbered. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const wanted = name === '' ? `column_${index + 1}` : name;
    let unique = wanted;
    for (let number = 2; taken.has(unique); number++) unique = `${wanted}_${number}`;
    taken.add(unique);
    return unique;
  });
}
