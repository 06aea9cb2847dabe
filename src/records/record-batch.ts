import { toText } from './utf8.ts';

/** What may be said of a whole row, as bits of `RecordBatch.flags`. */
export const ROW_FLAGS = {
  /** Fewer cells than the header. */
  short: 1,
  /** More cells than the header. */
  long: 2,
  /** A quote that stands where none may was taken literally. */
  quote: 4,
  /** NUL bytes were dropped. */
  nul: 8,
  /** Some cell is quoted: not an issue, but such cells are unquoted before they are read. */
  quoted: 16,
  /** No lead: a row without content, a line of a footer, a row of totals. It is in no figure. */
  empty: 32,
  /** Bytes that are not of the list's encoding were replaced. */
  encoding: 64,
  /** A JSON object names a column twice, so that a value is lost. */
  key: 128,
} as const;

/** A row that cannot be read. Its content goes to the file of rejects and nowhere else. */
export interface Reject {
  /** The number that the row would have had. */
  readonly row: number;
  /** The line of the file that it starts on, from 1. */
  readonly line: number;
  /** Offset of its first byte in the file; in the decoded UTF-8 text where the file is gzip or in another encoding. */
  readonly byte: number;
  readonly code: 'unclosed-quote' | 'too-long' | 'not-json' | 'not-an-object' | 'too-deep';
  /** The line of the quote that is never closed. */
  readonly openedOn?: number;
  /** What is wrong and how to mend it, without the row's content. */
  readonly message: string;
  /** The row as it stands, cut after 64 KB. */
  readonly raw: string;
}

/**
 * One buffer of UTF-8 CSV bytes and where its records and cells lie. The arrays are reused and longer than what is
 * in use: a batch is valid until the next one is asked for. Records of JSON lists are turned into such bytes.
 */
export interface RecordBatch {
  readonly bytes: Buffer;
  /** Records in the batch. */
  readonly count: number;
  /** Row number of each record, from 1; rejected rows are numbered too. */
  readonly row: Int32Array;
  /** Index into `cellStarts` of each record's first cell; `count + 1` entries. */
  readonly firstCell: Int32Array;
  /** Where each cell starts. It ends one byte before the next cell of its record, or at the record's end. */
  readonly cellStarts: Int32Array;
  /** Where each record ends, before its line ending. */
  readonly ends: Int32Array;
  /** Where each record ends, after its line ending. */
  readonly nexts: Int32Array;
  /** Bits of `ROW_FLAGS` of each record. */
  readonly flags: Uint8Array;
  /** The byte that quotes cells: a cell that starts with it is quoted. */
  readonly quote: number;
  /** By cell, 1 for an unquoted number of JSON. Absent for delimited lists. */
  readonly plain?: Uint8Array | undefined;
  /** Rows between these records, or before or after them, that could not be read. */
  readonly rejects: readonly Reject[];
}

/** How many cells a record has. */
export function cellCount(batch: RecordBatch, record: number): number {
  return (batch.firstCell[record + 1] ?? 0) - (batch.firstCell[record] ?? 0);
}

/** Where a record's own bytes start. */
export function recordStart(batch: RecordBatch, record: number): number {
  return batch.cellStarts[batch.firstCell[record] ?? 0] ?? 0;
}

/** Bytes from the first record to the end of the last. */
export function batchBytes(batch: RecordBatch): number {
  return batch.count === 0 ? 0 : (batch.nexts[batch.count - 1] ?? 0) - recordStart(batch, 0);
}

/** Where a cell ends, quotes included. */
export function cellEnd(batch: RecordBatch, record: number, column: number): number {
  const cell = (batch.firstCell[record] ?? 0) + column;
  const isLast = cell + 1 >= (batch.firstCell[record + 1] ?? 0);
  return isLast ? (batch.ends[record] ?? 0) : (batch.cellStarts[cell + 1] ?? 0) - 1;
}

/** A cell decoded and unquoted; empty past the end of a short row. */
export function cellText(batch: RecordBatch, record: number, column: number): string {
  const cell = (batch.firstCell[record] ?? 0) + column;
  if (cell >= (batch.firstCell[record + 1] ?? 0)) return '';
  const start = batch.cellStarts[cell] ?? 0;
  const end = cellEnd(batch, record, column);
  if (start === end || batch.bytes[start] !== batch.quote) return toText(batch.bytes, start, end);
  return unquote(toText(batch.bytes, start + 1, end - 1), batch.quote);
}

/** Every cell of a record as text. */
export function cellTexts(batch: RecordBatch, record: number): readonly string[] {
  return Array.from({ length: cellCount(batch, record) }, (_, column) => cellText(batch, record, column));
}

/** Whether a cell is an unquoted number of a JSON list. */
export function isPlainCell(batch: RecordBatch, record: number, column: number): boolean {
  if (batch.plain === undefined) return false;
  const cell = (batch.firstCell[record] ?? 0) + column;
  return cell < (batch.firstCell[record + 1] ?? 0) && batch.plain[cell] === 1;
}

/** Whether a record is no lead. */
export function isEmpty({ flags }: RecordBatch, record: number): boolean {
  return ((flags[record] as number) & ROW_FLAGS.empty) !== 0;
}

/** The records that are no leads. */
export function emptyRecords(batch: RecordBatch): readonly number[] {
  const empty: number[] = [];
  for (let record = 0; record < batch.count; record++) {
    if (isEmpty(batch, record)) empty.push(record);
  }
  return empty;
}

const ISSUES = ['short', 'long', 'quote', 'nul', 'encoding', 'key'] as const;
/** The bits of `flags` that are said of a row. */
export const ISSUE_FLAGS: number = [...ISSUES, 'empty' as const].reduce(
  (all, issue) => all | ROW_FLAGS[issue],
  0,
);

/** The names of a row's issues in `qual_issues`, in their order there. Of an empty row nothing else is said. */
export function rowIssues(flags: number): readonly string[] {
  if ((flags & ROW_FLAGS.empty) !== 0) return EMPTY_ISSUE;
  if ((flags & ISSUE_FLAGS) === 0) return NO_ISSUES;
  return ISSUES.filter(issue => (flags & ROW_FLAGS[issue]) !== 0).map(issue => `row:${issue}`);
}

const EMPTY_ISSUE: readonly string[] = ['row:empty'];
const NO_ISSUES: readonly string[] = [];

function unquote(inside: string, quoteByte: number): string {
  const quote = String.fromCharCode(quoteByte);
  return inside.includes(quote) ? inside.replaceAll(quote + quote, quote) : inside;
}
