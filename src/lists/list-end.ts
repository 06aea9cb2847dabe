import type { Diagnostic } from '../model/diagnostic.ts';
import { CR, LF } from '../records/line-breaks.ts';
import {
  cellCount,
  cellText,
  isEmpty,
  type RecordBatch,
  ROW_FLAGS,
  recordStart,
} from '../records/record-batch.ts';
import { cellKind } from '../values/cell-kind.ts';
import { trim } from '../values/white-space.ts';
import { warning } from './list-faults.ts';
import { isTotalRow } from './total-row.ts';

/** What a list ends in that is no lead: indexes of the first record of each kind and how many they are. */
export interface ListEnd {
  readonly footer?: EndRows;
  readonly totals?: EndRows;
}

interface EndRows {
  /** Index in the batch. */
  readonly first: number;
  readonly rows: number;
  /** The same without the empty ones between them. */
  readonly lines: number;
}

/** The same by the line that each starts on. */
export interface EndLines {
  readonly footer?: Lines;
  readonly totals?: Lines;
}

interface Lines {
  /** Undefined where the list has no lines that people would count. */
  readonly line?: number;
  readonly lines: number;
}

/** What is looked at, in bytes: less than is seen together at the end of a list, however it is read. */
const FURTHEST = 1 << 15;
/** A phone number may be all that is known of a lead, as an address may. */
const PHONE = /^\+?[0-9][0-9 ()./-]{7,}$/;

/**
 * Flags what a list ends in as no leads: a footer, lines of one cell below an empty line, and above it the rows of totals.
 * The batch must be the last of its list.
 */
export function flagListEnd(batch: RecordBatch, columns: number): ListEnd {
  if (columns < 2) return {};
  const end = batch.count - 1;
  if (end < 0 || batch.rejects.some(({ row }) => row > (batch.row[end] ?? 0))) return {};
  const footer = findFooter(batch, end);
  const last = lastLead(batch, (footer?.first ?? batch.count) - 1);
  const totals = findTotals(batch, last);
  for (const { first, rows } of [footer, totals].filter(found => found !== undefined)) {
    for (let record = first; record < first + rows; record++) {
      batch.flags[record] = (batch.flags[record] ?? 0) | ROW_FLAGS.empty;
    }
  }
  return { ...(footer === undefined ? {} : { footer }), ...(totals === undefined ? {} : { totals }) };
}

/** What is said of rows that are no leads. */
export function endFindings(
  shown: string,
  { end: { footer, totals }, empty }: { readonly end: EndLines; readonly empty: number },
): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  if (footer !== undefined) {
    const what = footer.lines === 1 ? 'a footer of one line' : `a footer of ${footer.lines} lines`;
    const message = `${shown} ends in ${what}${onLine(footer)}; in no figure`;
    findings.push(warning('footer', message, 'if these are leads, take out the empty line above them'));
  }
  if (totals !== undefined) {
    const what = totals.lines === 1 ? 'a row of totals' : `${totals.lines} rows of totals`;
    findings.push(warning('total-row', `${shown} ends in ${what}${onLine(totals)}; in no figure`));
  }
  const others = empty - (footer?.lines ?? 0) - (totals?.lines ?? 0);
  if (others > 0) {
    const rows = others === 1 ? 'row is' : 'rows are';
    findings.push(warning('empty-rows', `${shown}: ${others} ${rows} empty; in no figure`));
  }
  return findings;
}

function onLine({ line }: Lines): string {
  return line === undefined ? '' : ` (from line ${line})`;
}

/** From the end backwards over lines of one cell and empty ones: the footer starts below the first empty one. */
function findFooter(batch: RecordBatch, end: number): EndRows | undefined {
  const stop = (batch.nexts[end] ?? 0) - FURTHEST;
  let first: number | undefined;
  let lines = 0;
  let counted = 0;
  for (let record = end; record > 0 && recordStart(batch, record) >= stop; record--) {
    if (isEmpty(batch, record)) {
      if (lines > 0) [first, counted] = [record + 1, lines];
      continue;
    }
    if (!isNote(batch, record)) break;
    lines++;
    if (isAfterBlankLine(batch, record)) [first, counted] = [record, lines];
  }
  if (first === undefined || counted === 0) return undefined;
  return { first, rows: end - first + 1, lines: counted };
}

/** Whether only the first cell of a record says something, and that is nothing by which a lead could be reached. */
function isNote(batch: RecordBatch, record: number): boolean {
  const width = cellCount(batch, record);
  for (let column = 1; column < width; column++) {
    if (trim(cellText(batch, record, column)) !== '') return false;
  }
  const text = trim(cellText(batch, record, 0));
  const kind = cellKind(text);
  return kind !== 'email' && kind !== 'url' && (kind === 'date' || !PHONE.test(text));
}

function isAfterBlankLine(batch: RecordBatch, record: number): boolean {
  const from = batch.nexts[record - 1] ?? 0;
  const to = recordStart(batch, record);
  return to > from && batch.bytes.subarray(from, to).every(byte => byte === LF || byte === CR);
}

function lastLead(batch: RecordBatch, from: number): number {
  let record = from;
  while (record >= 0 && isEmpty(batch, record)) record--;
  return record;
}

function findTotals(batch: RecordBatch, last: number): EndRows | undefined {
  let first = last + 1;
  while (first > 0 && isTotalRow(batch, first - 1)) first--;
  const rows = last - first + 1;
  return rows === 0 ? undefined : { first, rows, lines: rows };
}
