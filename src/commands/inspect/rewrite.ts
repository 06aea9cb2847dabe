import { otherwise } from '../../lists/dialect/detect-writing.ts';
import { readAgain } from '../../lists/dialect/second-reading.ts';
import type { Dialect, LeadList } from '../../lists/lead-list.ts';
import { appendByte, appendText, type ByteSink, createByteSink, sinkBytes } from '../../records/byte-sink.ts';
import { appendCell } from '../../records/cell-bytes.ts';
import {
  cellTexts,
  type RecordBatch,
  type Reject,
  ROW_FLAGS,
  recordStart,
} from '../../records/record-batch.ts';
import { trim } from '../../values/white-space.ts';

/** What became of a list's rows when they were written anew. */
export interface RewriteCounts {
  /** Rows written. */
  rows: number;
  /** Rows without any content, left out. */
  blankRows: number;
  /** Rows that repeat the header's names, left out; those that repeat its bytes the reader passes over. */
  repeatedHeaders: number;
  /** Rows whose quotes did not fit together, read so that they have the list's number of cells. */
  quotes: number;
  /** Rows that are separated otherwise than the rest. */
  delimiters: number;
  /** Rows with characters of windows-1252 that were taken for control characters. */
  characters: number;
  /** Rows with cells past the last column, kept at their end. */
  long: number;
  /** Rows that could not be read and are not in the copy. */
  rejected: number;
}

export interface RewriteOptions {
  /** Cells that every row has: shorter ones are filled up. */
  readonly columns: number;
  readonly write: (bytes: Uint8Array) => void;
}

const LINE_END = '\r\n';
const FULL = 1 << 18;
const COMMA = ',';
const LINE_BREAK = /[\r\n]/;

interface Row {
  readonly cells: readonly string[];
  readonly mended?: 'quotes' | 'delimiters';
}

/**
 * Writes a list anew as RFC 4180 says: UTF-8 without a byte order mark, commas, quotes only where needed and doubled
 * inside, CRLF, the header first, every row as wide as the header. Rows are mended where only one reading of them has
 * the list's number of cells; what cannot be mended is left out and counted. Throws CannotRun where reading cannot go on.
 */
export async function rewriteList(
  list: LeadList,
  { columns, write }: RewriteOptions,
): Promise<Readonly<RewriteCounts>> {
  const sink = createByteSink();
  const counts: RewriteCounts = {
    rows: 0,
    blankRows: 0,
    repeatedHeaders: 0,
    quotes: 0,
    delimiters: 0,
    characters: 0,
    long: 0,
    rejected: 0,
  };
  const header = list.header.map(name => mendCharacters(trim(name)));
  const repeated = list.header.join('\0');
  appendRow(sink, filledUp(header, columns));

  function add({ cells, mended }: Row): void {
    if (cells.every(cell => cell.trim() === '')) {
      counts.blankRows++;
      return;
    }
    if (cells.length === list.header.length && cells.join('\0') === repeated) {
      counts.repeatedHeaders++;
      return;
    }
    const clean = cells.map(mendCharacters);
    const trimmed = withoutBlankEnd(clean, columns);
    appendRow(sink, filledUp(trimmed, columns));
    counts.rows++;
    if (mended !== undefined) counts[mended]++;
    if (trimmed.length > columns) counts.long++;
    if (clean.some((cell, index) => cell !== cells[index])) counts.characters++;
    if (sink.length > FULL) flush();
  }

  function flush(): void {
    write(sinkBytes(sink));
    sink.length = 0;
  }

  for await (const batch of list.records()) {
    for (const item of inOrder(batch)) {
      const row =
        'reject' in item
          ? rescued(item.reject, list.dialect, columns)
          : rowOf(batch, item.record, list, columns);
      if (row === undefined) counts.rejected++;
      else add(row);
    }
  }
  flush();
  return counts;
}

/** Records and rejects as they stand in the list. */
function* inOrder(batch: RecordBatch): Generator<{ readonly record: number } | { readonly reject: Reject }> {
  let next = 0;
  for (const reject of batch.rejects) {
    while (next < batch.count && (batch.row[next] ?? 0) < reject.row) yield { record: next++ };
    yield { reject };
  }
  while (next < batch.count) yield { record: next++ };
}

function rowOf(batch: RecordBatch, record: number, { dialect, format }: LeadList, columns: number): Row {
  const cells = cellTexts(batch, record);
  if (cells.length === columns || format === 'json') return { cells };
  const line = batch.bytes.toString('utf8', recordStart(batch, record), batch.ends[record]);
  if (LINE_BREAK.test(line)) return { cells };
  const isStray = ((batch.flags[record] ?? 0) & ROW_FLAGS.quote) !== 0;
  const again = isStray ? readAgain(line, { ...dialect, columns }) : undefined;
  if (again !== undefined) return { cells: again, mended: 'quotes' };
  const other = columns > 2 ? otherwise(line, { ...dialect, columns }) : undefined;
  return other === undefined ? { cells } : { cells: other, mended: 'delimiters' };
}

/** A row that was rejected for a quote that is never closed, if taking quotes as text gives it the list's cells. */
function rescued({ code, raw }: Reject, dialect: Dialect, columns: number): Row | undefined {
  if (code !== 'unclosed-quote' || LINE_BREAK.test(raw)) return undefined;
  const cells = readAgain(raw, { ...dialect, columns });
  return cells === undefined ? undefined : { cells, mended: 'quotes' };
}

function withoutBlankEnd(cells: readonly string[], columns: number): readonly string[] {
  let end = cells.length;
  while (end > columns && cells[end - 1] === '') end--;
  return end === cells.length ? cells : cells.slice(0, end);
}

function filledUp(cells: readonly string[], columns: number): readonly string[] {
  if (cells.length >= columns) return cells;
  return [...cells, ...Array.from({ length: columns - cells.length }, () => '')];
}

function appendRow(sink: ByteSink, cells: readonly string[]): void {
  for (const [column, cell] of cells.entries()) {
    if (column > 0) appendByte(sink, COMMA.charCodeAt(0));
    appendCell(sink, cell, { delimiter: COMMA });
  }
  // A single empty cell would be a blank line, which is no row.
  if (cells.length === 1 && cells[0] === '') appendText(sink, '""');
  appendText(sink, LINE_END);
}

/** What windows-1252 has where Unicode has control characters that no text holds. */
const PRINTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'].map((character, index) => [
    String.fromCharCode(0x80 + index),
    character,
  ]),
);
const CONTROLS = /[\x80-\x9f]/g;

/** Text that was windows-1252, was taken for ISO 8859-1 on its way to UTF-8 and lost its quotes and dashes: as it was meant. */
function mendCharacters(text: string): string {
  return text.replace(CONTROLS, character => PRINTED[character] ?? character);
}
