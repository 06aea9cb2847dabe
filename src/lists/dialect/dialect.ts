import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import type { FirstTable } from '../../records/below-gap.ts';
import { CR, countBreaks, LF } from '../../records/line-breaks.ts';
import { cellTexts, isEmpty, type RecordBatch, recordStart } from '../../records/record-batch.ts';
import { normaliseHeader } from '../../values/header.ts';
import { textRecord } from '../json/json-rows.ts';
import type { Dialect, ListOptions } from '../lead-list.ts';
import { listFaults, warning } from '../list-faults.ts';
import { detectWriting, type ListHead, SAMPLE_RECORDS } from './detect-writing.ts';
import { mendHeader } from './header-mending.ts';
import {
  columnKinds,
  commonWidth,
  findHeader,
  type HeaderPlace,
  LOOKED_AT,
  type Records,
} from './header-row.ts';
import { type ListStart, lineAfter, startOf } from './list-start.ts';
import { firstRecords, firstWidths, regularHead, scanHead } from './scan-head.ts';
import type { Writing } from './writing.ts';

/** Where a delimited list's header is and how its records are written. */
export interface Layout {
  readonly writing: Writing;
  readonly newline: Dialect['newline'];
  /** The names of the columns: the header's cells as they stand, or mended, or `column_1`, … where there is none. */
  readonly names: readonly string[];
  /** A batch of one record, the header. */
  readonly header: RecordBatch;
  /** The header's own bytes, by which one that is repeated is known; absent where there is none. */
  readonly repeated?: Buffer;
  /** What stands under the header. */
  readonly table?: FirstTable;
  /** Where the bytes start that are regular or made so, and bytes (NULs not counted) before the first lead, and its line. */
  readonly start: number;
  readonly skip: number;
  readonly line: number;
  /** The line of the file that the header is on; absent where there is none. */
  readonly headerLine?: number;
}

/** Bytes in which enough records are looked for at first, and by how much they grow. */
const FIRST = 1 << 17;
const SIZE_STEP = 4;

interface Found {
  readonly head: ListHead;
  readonly start: ListStart;
  readonly options: ListOptions;
  readonly writing: Writing;
  readonly batch: RecordBatch;
  /** The first records, and how many cells these and some more have. */
  readonly records: Records;
  readonly widths: readonly number[];
}

/**
 * Finds delimiter, quote, header and line ending. Two delimiters as good as each other are an error, unless the options
 * say to take the better one: nothing is guessed in silence.
 */
export function detectLayout(head: ListHead, options: ListOptions): Checked<Layout> {
  const start = startOf(head.bytes, options);
  if (start === undefined) return { diagnostics: [listFaults.noSuchRow(head.shown, options.headerRow ?? 0)] };
  const { writing, doubt } = detectWriting(head, start, options);
  if (doubt !== undefined && options.inDoubt !== 'take-better') return { diagnostics: [doubt] };
  const batch = firstBatch(head, start, writing);
  const records = firstRecords(batch, LOOKED_AT);
  const widths = firstWidths(batch, SAMPLE_RECORDS);
  const layout = layoutOf({ head, start, options, writing, batch, records, widths });
  if (doubt === undefined) return layout;
  const told: Diagnostic = { ...doubt, severity: 'warning' };
  return { ...layout, diagnostics: [told, ...layout.diagnostics] };
}

/** Scans as much of the head as has enough records, or all of it. */
function firstBatch(head: ListHead, start: ListStart, writing: Writing): RecordBatch {
  for (let size = FIRST; ; size *= SIZE_STEP) {
    const isWhole = head.isWhole && size >= head.bytes.length;
    const bytes = regularHead(head.bytes.subarray(0, size), { writing, from: start.byte, isWhole });
    const batch = scanHead(bytes, { writing, from: start.byte, line: start.line, isWhole });
    if (size >= head.bytes.length || batch.count > SAMPLE_RECORDS) return batch;
  }
}

function layoutOf(found: Found): Checked<Layout> {
  const { head, batch, options, records } = found;
  const place = placeOf(records, options);
  const [reject] = batch.rejects;
  const index = place.kind === 'at' ? place.index : 0;
  if (reject !== undefined && (batch.count === 0 || reject.row < (batch.row[index] ?? 0))) {
    return options.noHeader === true ? columnsOnly(found) : unreadableHeader(found);
  }
  if (batch.count > 0) return place.kind === 'none' ? withoutHeader(found) : withHeader(found, index);
  const isBlank = head.bytes.every(byte => byte === LF || byte === CR || byte === 0);
  const megabytes = Math.ceil(head.bytes.length / 2 ** 20);
  return {
    diagnostics: [isBlank ? listFaults.isEmpty(head.shown) : listFaults.headerTooLong(head.shown, megabytes)],
  };
}

function placeOf(records: Records, { headerRow, noHeader }: ListOptions): HeaderPlace {
  if (noHeader === true) return { kind: 'none' };
  return headerRow === undefined ? findHeader(records) : { kind: 'at', index: 0 };
}

function withHeader(found: Found, index: number): Checked<Layout> {
  const { head, start, writing, batch, options } = found;
  const from = recordStart(batch, index);
  const end = batch.ends[index] ?? 0;
  const next = batch.nexts[index] ?? 0;
  const own = cellTexts(batch, index);
  const widths = found.widths.slice(index + 1);
  const line = batch.bytes.toString('utf8', from, end);
  const mended =
    options.headerRow === undefined ? mendHeader({ line, names: own, widths, writing }) : undefined;
  const names = mended?.names ?? own;
  const on = start.line + countBreaks(batch.bytes, start.byte, from);
  const value: Layout = {
    writing,
    names,
    headerLine: on,
    newline: newlineOf(batch.bytes.toString('latin1', end, next)),
    header: mended === undefined ? oneRecord(batch, index) : textRecord(names, writing),
    repeated: Buffer.from(batch.bytes.subarray(from, end)),
    table: tableOf(names, rowsUpToGap(batch, index + 1)),
    start: start.byte,
    skip: next,
    line: start.line + countBreaks(batch.bytes, start.byte, next),
  };
  const diagnostics: Diagnostic[] = [];
  if (index > 0 && on > start.line) {
    const message = `${head.shown}: the header is on line ${on}; the lines above it were skipped`;
    diagnostics.push(warning('preamble-skipped', message, 'if it is another line, say --header-row'));
  }
  if (mended !== undefined) diagnostics.push(headerMended(head.shown, on, mended.what));
  return { value, diagnostics };
}

function tableOf(names: readonly string[], rows: Records): FirstTable {
  const wide = rows.filter(({ length }) => length === names.length);
  const kinds = columnKinds(wide, names.length, { fewest: 1 });
  return { names: names.map(normaliseHeader), kinds };
}

/** The first rows from a record on, up to an empty line or row: what stands below may be another table. */
function rowsUpToGap(batch: RecordBatch, first: number): Records {
  let end = first;
  const isBelowGap = (record: number): boolean =>
    record > first && recordStart(batch, record) !== batch.nexts[record - 1];
  while (end < batch.count && end - first < LOOKED_AT && !isEmpty(batch, end) && !isBelowGap(end)) end++;
  return Array.from({ length: end - first }, (_, row) => cellTexts(batch, first + row));
}

/** A list whose first record is a lead, because the options say so or because it plainly is. */
function withoutHeader(found: Found): Checked<Layout> {
  const { head, options } = found;
  const layout = columnsOnly(found);
  if (options.noHeader === true || layout.value === undefined) return layout;
  const message = `${head.shown} has no header: its first line reads like a lead and was taken for one; its columns are column_1, column_2, …`;
  const fix =
    'write a header, or say --column FIELD=column_1; if that line is the header, say --header-row 1';
  return { ...layout, diagnostics: [warning('no-header', message, fix)] };
}

function columnsOnly({ batch, writing, widths, start }: Found): Checked<Layout> {
  const width = Math.max(1, commonWidth(widths), widths[0] ?? 0);
  const names = Array.from({ length: width }, (_, column) => `column_${column + 1}`);
  const end = batch.ends[0] ?? 0;
  const value: Layout = {
    writing,
    names,
    newline: newlineOf(batch.bytes.toString('latin1', end, batch.nexts[0])),
    header: textRecord(names, writing),
    start: start.byte,
    skip: start.byte,
    line: start.line,
  };
  return { value, diagnostics: [] };
}

/** A header that the scanner rejects: read a second time by the width of the records, or given up. */
function unreadableHeader(found: Found): Checked<Layout> {
  const { head, batch, writing, widths, start, options } = found;
  const { bytes } = batch;
  let from = start.byte;
  while (from < bytes.length && (bytes[from] === LF || bytes[from] === CR)) from++;
  const next = lineAfter(bytes, from);
  const line = bytes.toString('utf8', from, next).replace(/[\r\n]+$/, '');
  const mended = mendHeader({ line, names: [], widths, writing });
  const [reject] = batch.rejects;
  const on = start.line + countBreaks(bytes, start.byte, from);
  const isFirst = reject?.row === 1 && reject.code === 'unclosed-quote';
  const names =
    mended?.names ?? (options.inDoubt === 'take-better' ? line.split(writing.delimiter) : undefined);
  // What cannot be read at all still loads where it is only looked at.
  if (!isFirst && options.inDoubt === 'take-better') return withoutHeader(found);
  if (names === undefined || !isFirst) {
    const why = reject?.message ?? '';
    return { diagnostics: [listFaults.headerUnreadable(head.shown, reject?.line ?? on, why)] };
  }
  const value: Layout = {
    writing,
    names,
    headerLine: on,
    newline: newlineOf(bytes.toString('latin1', from + Buffer.byteLength(line), next)),
    header: textRecord(names, writing),
    repeated: Buffer.from(line),
    start: start.byte,
    skip: next,
    line: start.line + countBreaks(bytes, start.byte, next),
  };
  return {
    value,
    diagnostics: [headerMended(head.shown, on, mended?.what ?? 'a quote in it is never closed')],
  };
}

function headerMended(shown: string, line: number, what: string): Diagnostic {
  return warning(
    'header-mended',
    `${shown}: the header on line ${line} was mended: ${what}`,
    'mend it in the list',
  );
}

function newlineOf(ending: string): Dialect['newline'] {
  return ending === '\r\n' || ending === '\r' ? ending : '\n';
}

/** A batch of its own with nothing but one record of another. */
function oneRecord(batch: RecordBatch, index: number): RecordBatch {
  const from = recordStart(batch, index);
  const next = batch.nexts[index] ?? from;
  const cells = batch.cellStarts.slice(batch.firstCell[index], batch.firstCell[index + 1]);
  return {
    bytes: Buffer.from(batch.bytes.subarray(from, next)),
    count: 1,
    row: Int32Array.of(0),
    firstCell: Int32Array.of(0, cells.length),
    cellStarts: cells.map(start => start - from),
    ends: Int32Array.of((batch.ends[index] ?? from) - from),
    nexts: Int32Array.of(next - from),
    flags: Uint8Array.of(batch.flags[index] ?? 0),
    quote: batch.quote,
    rejects: [],
  };
}
