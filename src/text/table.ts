import { createRequire } from 'node:module';
import type { Info, Options, parse } from 'csv-parse/sync';
import type { stringify } from 'csv-stringify/sync';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { chooseDelimiter, DELIMITERS, delimiterName } from './delimiter.ts';

/** A small table read whole, such as a cost file. The main job's lists are read by records/scanner.ts. */
export interface Table {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** The line of the file that the row starts on, from 1. */
  readonly line: number;
  /** The line's source text, for the excerpt under a message. */
  readonly sourceLine: string;
  readonly cells: readonly string[];
}

export interface TableFormat {
  readonly delimiter: string;
  readonly newline: string;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

/** How many characters of a text tell its delimiter. */
const SAMPLE = 64 * 1024;
const require = createRequire(import.meta.url);

/** CSV text → header and rows with their lines. The delimiter is detected unless it is given. */
export function parseTable(
  text: string,
  file: string,
  options: { readonly delimiter?: string } = {},
): Checked<Table> {
  const detected = options.delimiter ?? detectDelimiter(text);
  if (typeof detected !== 'string') return failed(ambiguous(file, detected));
  try {
    const [header, ...rows] = recordsOf(text, { delimiter: detected });
    if (header === undefined)
      return failed(tableError('empty-file', `${file} is empty`, 'write a header and rows'));
    const lines = text.split(/\r\n|\n|\r/);
    return {
      value: { delimiter: detected, header: header.record, rows: rowsOf(rows, lines) },
      diagnostics: [],
    };
  } catch (error) {
    return failed(unreadable(file, error));
  }
}

/** Rows → CSV text, quoted where needed; every row ends with `newline`. */
export function formatTable(
  rows: readonly (readonly string[])[],
  { delimiter, newline }: TableFormat,
): string {
  const { stringify: format } = require('csv-stringify/sync') as { stringify: typeof stringify };
  return format(rows as string[][], { delimiter, record_delimiter: newline });
}

function rowsOf(records: readonly ParsedRecord[], lines: readonly string[]): readonly TableRow[] {
  return records.map(({ record, info }) => {
    const line = info.lines - breaksIn(record);
    return { line, sourceLine: lines[line - 1] ?? '', cells: record };
  });
}

/** csv-parse says on which line a record ends: less the lines inside its cells that is where it starts. */
function breaksIn(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function recordsOf(text: string, options: Options): readonly ParsedRecord[] {
  const { parse: parseCsv } = require('csv-parse/sync') as { parse: typeof parse };
  return parseCsv(text, {
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    ...options,
  }) as unknown as readonly ParsedRecord[];
}

function detectDelimiter(text: string): string | readonly [string, string] {
  const sample = text.length > SAMPLE ? text.slice(0, text.lastIndexOf('\n', SAMPLE) + 1) : text;
  const choice = chooseDelimiter(
    DELIMITERS.map(delimiter => {
      const [header = 1, ...records] = countCells(sample, delimiter);
      return { delimiter, header, records };
    }),
  );
  if (choice.kind === 'ambiguous') return choice.between;
  return choice.kind === 'chosen' ? choice.delimiter : ',';
}

function countCells(sample: string, delimiter: string): readonly number[] {
  try {
    return recordsOf(sample, { delimiter }).map(({ record }) => record.length);
  } catch {
    // What cannot be read with this delimiter is not written with it.
    return [];
  }
}

function ambiguous(file: string, [one, other]: readonly [string, string]): Diagnostic {
  const between = `${delimiterName(one)} or ${delimiterName(other)}`;
  return tableError(
    'ambiguous-delimiter',
    `${file}: the delimiter may be ${between}`,
    'save it with one delimiter',
  );
}

function unreadable(file: string, error: unknown): Diagnostic {
  const { lines, code } = error as { lines?: number; code?: string };
  if (lines === undefined || code === undefined) throw error;
  const what = code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is never closed' : 'a row cannot be read';
  return tableError('unreadable-table', `${file}: ${what}, line ${lines}`, 'close the quote, or double it');
}

function tableError(code: string, message: string, fix: string): Diagnostic {
  return { severity: 'error', code, message, fix };
}

function failed(diagnostic: Diagnostic): { readonly diagnostics: readonly Diagnostic[] } {
  return { diagnostics: [diagnostic] };
}
