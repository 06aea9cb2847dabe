import { chooseDelimiter, DELIMITERS, delimiterName } from '../documents/delimiter.ts';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { findHeader } from './header-row.ts';
import type { Dialect, ListOptions } from './lead-list.ts';
import { CR, countBreaks, LF } from './line-breaks.ts';
import { listFaults, warning } from './list-faults.ts';
import { cellCount, cellText, type RecordBatch, recordStart } from './record-batch.ts';
import { createScanner } from './scanner.ts';

/** The start of a delimited list: UTF-8 without byte order mark. */
export interface ListHead {
  /** For messages. */
  readonly shown: string;
  readonly bytes: Buffer;
  /** Whether these bytes are the whole list. */
  readonly isWhole: boolean;
  /** The list's extension: `.tsv` says TAB. */
  readonly extension: string;
}

/** Where a delimited list's header is and how its records are written. */
export interface Layout {
  readonly delimiter: string;
  readonly newline: Dialect['newline'];
  /** A batch of one record, the header; with `noHeader` the first lead. */
  readonly header: RecordBatch;
  /** Bytes (NULs not counted) before the first lead, and its line. */
  readonly skip: number;
  readonly line: number;
}

/** The part of a list that its delimiter is told from, and the records at most. */
const SAMPLE = 1 << 16;
const SAMPLE_RECORDS = 500;
const SEP_LINE = /^"?sep=(.)"?(?:\r\n|\n|\r)/i;

interface Start {
  readonly byte: number;
  readonly line: number;
  readonly delimiter?: string;
}

/** Finds delimiter, header and line ending. Two delimiters as good as each other are an error: nothing is guessed. */
export function detectLayout(head: ListHead, options: ListOptions): Checked<Layout> {
  const start = startOf(head.bytes, options);
  if (start === undefined) return failed(listFaults.noSuchRow(head.shown, options.headerRow ?? 0));
  const quote = (options.quote ?? '"').charCodeAt(0);
  const given = options.delimiter ?? start.delimiter;
  const delimiter = given ?? detectDelimiter(head, { start, quote, options });
  if (typeof delimiter !== 'string') return { diagnostics: delimiter.diagnostics };
  const batch = scanHead(head.bytes, { start, delimiter, quote, isWhole: head.isWhole });
  const index = headerIndex(batch, options);
  const unreadable = faultBefore(head, { batch, index });
  if (unreadable !== undefined) return failed(unreadable);
  return layoutOf(batch, { index, delimiter, start, options, head });
}

/** Where the records start: after a `sep=` line, or at the line that `--header-row` names. */
function startOf(bytes: Buffer, { headerRow }: ListOptions): Start | undefined {
  const sepLine = SEP_LINE.exec(bytes.toString('latin1', 0, 16));
  const byte = sepLine?.[0].length ?? 0;
  const start = {
    byte,
    line: sepLine === null ? 1 : 2,
    ...(sepLine?.[1] === undefined ? {} : { delimiter: sepLine[1] }),
  };
  if (headerRow === undefined || headerRow <= start.line) return start;
  let at = byte;
  let line = start.line;
  while (line < headerRow && at < bytes.length) {
    while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
    at += bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1;
    line++;
  }
  return at < bytes.length ? { ...start, byte: at, line } : undefined;
}

function detectDelimiter(
  { bytes, isWhole, shown, extension }: ListHead,
  { start, quote, options }: { readonly start: Start; readonly quote: number; readonly options: ListOptions },
): string | { readonly diagnostics: readonly Diagnostic[] } {
  const isShort = bytes.length <= SAMPLE;
  const sample = isShort ? bytes : bytes.subarray(0, SAMPLE);
  const candidates = DELIMITERS.map(delimiter => {
    const batch = scanHead(sample, { start, delimiter, quote, isWhole: isShort && isWhole });
    const index = headerIndex(batch, options);
    const counts = Array.from({ length: Math.min(batch.count, SAMPLE_RECORDS) }, (_, record) =>
      cellCount(batch, record),
    );
    return { delimiter, header: counts[index] ?? 1, records: counts.slice(index + 1) };
  });
  const tab = candidates.find(({ delimiter, header }) => delimiter === '\t' && header > 1);
  if (extension === '.tsv' && tab !== undefined) return tab.delimiter;
  const choice = chooseDelimiter(candidates);
  if (choice.kind === 'chosen') return choice.delimiter;
  if (choice.kind === 'one-column') return extension === '.tsv' ? '\t' : ',';
  const [one, other] = choice.between;
  return failed(listFaults.ambiguousDelimiter(shown, delimiterName(one), delimiterName(other)));
}

function scanHead(
  bytes: Buffer,
  { start, delimiter, quote, isWhole }: { start: Start; delimiter: string; quote: number; isWhole: boolean },
): RecordBatch {
  const { byte: skip, line } = start;
  const scanner = createScanner({ delimiter: delimiter.charCodeAt(0), quote, columns: 0, skip, line });
  scanner.room(bytes.length).set(bytes);
  return scanner.scan(bytes.length, isWhole);
}

function headerIndex(batch: RecordBatch, { headerRow, noHeader }: ListOptions): number {
  if (headerRow !== undefined || noHeader === true) return 0;
  const count = Math.min(batch.count, 50);
  return findHeader(Array.from({ length: count }, (_, record) => cellTexts(batch, record)));
}

/** Every cell of a record as text. */
export function cellTexts(batch: RecordBatch, record: number): readonly string[] {
  return Array.from({ length: cellCount(batch, record) }, (_, column) => cellText(batch, record, column));
}

function faultBefore(
  { bytes, shown }: ListHead,
  { batch, index }: { readonly batch: RecordBatch; readonly index: number },
): Diagnostic | undefined {
  const [reject] = batch.rejects;
  if (reject !== undefined && (batch.count === 0 || reject.row < (batch.row[index] ?? 0))) {
    return listFaults.headerUnreadable(shown, reject.line, reject.message);
  }
  if (batch.count > 0) return undefined;
  const isBlank = bytes.every(byte => byte === LF || byte === CR || byte === 0);
  return isBlank
    ? listFaults.isEmpty(shown)
    : listFaults.headerTooLong(shown, Math.ceil(bytes.length / 2 ** 20));
}

function layoutOf(
  batch: RecordBatch,
  found: { index: number; delimiter: string; start: Start; options: ListOptions; head: ListHead },
): Checked<Layout> {
  const { index, delimiter, start, options, head } = found;
  const from = recordStart(batch, index);
  const end = batch.ends[index] ?? 0;
  const next = batch.nexts[index] ?? 0;
  const skip = options.noHeader === true ? from : next;
  const newline = batch.bytes.toString('latin1', end, next) as Dialect['newline'];
  const line = start.line + countBreaks(batch.bytes, start.byte, skip);
  const header = oneRecord(batch, index);
  const value = { delimiter, newline: newline || '\n', header, skip, line } as const;
  const passed = countBreaks(batch.bytes, start.byte, from);
  if (index === 0 || passed === 0) return { value, diagnostics: [] };
  const message = `${head.shown}: the header is on line ${start.line + passed}; the lines above it were skipped`;
  return {
    value,
    diagnostics: [warning('preamble-skipped', message, 'if it is another line, say --header-row')],
  };
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

function failed(diagnostic: Diagnostic): { readonly diagnostics: readonly Diagnostic[] } {
  return { diagnostics: [diagnostic] };
}
