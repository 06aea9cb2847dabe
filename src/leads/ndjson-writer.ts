import type { RowWriter } from './annotated-row.ts';
import { appendBytes, appendText, type ByteSink } from './byte-sink.ts';
import type { FormulaGuard } from './formula-guard.ts';
import { type OutputColumns, PART_END, visitParts } from './output-columns.ts';
import { cellCount, cellText, isPlainCell, type RecordBatch } from './record-batch.ts';

export interface NdjsonWriterOptions {
  readonly header: readonly string[];
  readonly block: readonly string[];
  readonly columns: OutputColumns;
  readonly guard: FormulaGuard;
}

const GUARD = "'";

/** Rows as one JSON object each: texts, and numbers of JSON lists as they were written. */
export function createNdjsonWriter({ header, block, columns, guard }: NdjsonWriterOptions): RowWriter {
  const names = uniqueNames([...header, ...block]);
  const keys = names.map(name => `${JSON.stringify(name)}:`);
  const { parts, keepsExtra } = columns;

  /** Each member has a comma before it, so that the bytes fit behind any row. */
  function encodeBlock(cells: readonly string[]): Uint8Array {
    const encoded = parts.flatMap(part => (part.kind === 'own' ? [] : [part.cells.map(member).join('')]));
    return Buffer.from(encoded.join(String.fromCharCode(PART_END)), 'utf8');

    function member(cell: number): string {
      return `,${keys[header.length + cell] ?? ''}${JSON.stringify(cells[cell] ?? '')}`;
    }
  }

  function jsonOf(batch: RecordBatch, cell: { readonly record: number; readonly column: number }): string {
    const text = cellText(batch, cell.record, cell.column);
    if (isPlainCell(batch, cell.record, cell.column)) return text;
    return JSON.stringify(guard.needs(batch, cell) ? GUARD + text : text);
  }

  function writeRow(sink: ByteSink, row: { batch: RecordBatch; record: number; block: Uint8Array }): void {
    const { batch, record, block: blockBytes } = row;
    appendText(sink, '{');
    visitParts(parts, blockBytes, {
      own: (column, isFirst) =>
        appendText(sink, `${isFirst ? '' : ','}${keys[column] ?? ''}${jsonOf(batch, { record, column })}`),
      block: (start, end) => appendBytes(sink, blockBytes, start, end),
    });
    const count = keepsExtra ? cellCount(batch, record) : 0;
    for (let column = header.length; column < count; column++) {
      appendText(sink, `,"extra_${column + 1 - header.length}":${jsonOf(batch, { record, column })}`);
    }
    appendText(sink, '}\n');
  }

  return { header: Buffer.alloc(0), encodeBlock, writeRow };
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
