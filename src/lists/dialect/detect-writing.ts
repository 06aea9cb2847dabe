import type { Diagnostic } from '../../model/diagnostic.ts';
import { type RecordBatch, ROW_FLAGS } from '../../records/record-batch.ts';
import {
  chooseDelimiter,
  type DelimiterCandidate,
  delimiterName,
  LIST_DELIMITERS,
} from '../../text/delimiter.ts';
import { cellKind } from '../../values/cell-kind.ts';
import type { ListOptions } from '../lead-list.ts';
import { listFaults } from '../list-faults.ts';
import { commonWidth, findHeader, LOOKED_AT, type Records } from './header-row.ts';
import type { ListStart } from './list-start.ts';
import { firstRecords, firstWidths, regularHead, scanHead } from './scan-head.ts';
import type { Writing } from './writing.ts';

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

export interface FoundWriting {
  readonly writing: Writing;
  /** Two readings that are as good as each other; `writing` is the wider. */
  readonly doubt?: Diagnostic;
}

/** The part of a list that its writing is told from, and the records at most. */
const SAMPLE = 1 << 16;
export const SAMPLE_RECORDS = 500;
/** Delimiters with a space behind them are one separator if nearly all have it, and there are some. */
const NEARLY_ALL = 0.98;
const SOME = 4;
/** So many of the records have one width if it is to count against the first line. */
const EVEN = 0.8;

interface Sample {
  readonly head: ListHead;
  readonly bytes: Buffer;
  readonly text: string;
  readonly isWhole: boolean;
  readonly start: ListStart;
  readonly options: ListOptions;
}

/** Finds quote, delimiter and escape, as far as options and a `sep=` line leave them open. */
export function detectWriting(head: ListHead, start: ListStart, options: ListOptions): FoundWriting {
  const isShort = head.bytes.length <= SAMPLE;
  const bytes = isShort ? head.bytes : head.bytes.subarray(0, SAMPLE);
  const text = bytes.toString('utf8', start.byte);
  const sample = { head, bytes, text, isWhole: isShort && head.isWhole, start, options };
  const quote = options.quote ?? detectQuote(text);
  const plain = withDelimiter(sample, { quote });
  const escaped = text.includes(`\\${quote}`) ? withDelimiter(sample, { quote, escape: '\\' }) : undefined;
  const found = escaped !== undefined && escaped.faults < plain.faults ? escaped : plain;
  const between = found.writing.escape === undefined ? separatorOf(sample, found.writing) : undefined;
  const writing = between === undefined ? found.writing : { ...found.writing, between };
  return found.doubt === undefined ? { writing } : { writing, doubt: found.doubt };
}

/** An apostrophe only where cells are plainly framed by it and none is by `"`. */
function detectQuote(text: string): string {
  const framed = (quote: string) => {
    const opened = text.match(new RegExp(`(?:^|[,;\\t|:] ?)${quote}(?=[^\\r\\n])`, 'gm'))?.length ?? 0;
    const closed = text.match(new RegExp(`[^\\r\\n]${quote}(?=[,;\\t|:\\r\\n]|$)`, 'gm'))?.length ?? 0;
    return Math.min(opened, closed) > 0.8 * Math.max(opened, closed) ? opened : 0;
  };
  return !/(?:^|[,;\t|:] ?)"/m.test(text) && framed("'") > 1 ? "'" : '"';
}

interface Scored extends FoundWriting {
  /** Records that do not fit: of odd length, with stray quotes, unreadable. */
  readonly faults: number;
}

function withDelimiter(sample: Sample, partial: Pick<Writing, 'quote' | 'escape'>): Scored {
  const given = sample.options.delimiter ?? sample.start.delimiter;
  const scored = (delimiter: string, doubt?: Diagnostic): Scored => {
    const writing = { ...partial, delimiter };
    const faults = faultsOf(scan(sample, writing));
    return doubt === undefined ? { writing, faults } : { writing, faults, doubt };
  };
  if (given !== undefined) return scored(given);
  const candidates = candidatesOf(sample, partial);
  const usual = candidates.filter(({ delimiter }) => delimiter !== ':');
  const isTsv = sample.head.extension === '.tsv';
  if (isTsv && usual.some(({ delimiter, header }) => delimiter === '\t' && header > 1)) return scored('\t');
  const framed = `${partial.quote}[^${partial.quote}\\r\\n]*${partial.quote}`;
  if (new RegExp(`^${framed}(?: ${framed})+ *(?:[\\r\\n]|$)`).test(sample.text)) return scored(' ');
  const body = withoutNames(sample, { ...partial, candidates: usual });
  if (body !== undefined) return scored(body);
  const colon = candidates.filter(({ delimiter, header }) => delimiter === ':' && header > 1);
  const isUsual = usual.some(({ header }) => header > 1);
  const choice = chooseDelimiter(isUsual ? usual : [...usual, ...colon]);
  if (choice.kind === 'chosen') return scored(choice.delimiter);
  const isSpaced = !isUsual && isSpaceBetween(sample, partial);
  if (choice.kind === 'one-column') return scored(isSpaced ? ' ' : isTsv ? '\t' : ',');
  const [one, other] = choice.between;
  if (other === '' && isSpaced) return scored(' ');
  return scored(
    one,
    listFaults.ambiguousDelimiter(sample.head.shown, delimiterName(one), delimiterName(other)),
  );
}

function scan({ bytes, isWhole, start }: Sample, writing: Writing): RecordBatch {
  const regular = regularHead(bytes, { writing, from: start.byte, isWhole });
  return scanHead(regular, { writing, from: start.byte, line: start.line, isWhole });
}

/** Those that do not occur at all read the list alike: it is scanned for the first of them only. */
function candidatesOf(
  sample: Sample,
  partial: Pick<Writing, 'quote' | 'escape'>,
): readonly DelimiterCandidate[] {
  let absent: DelimiterCandidate | undefined;
  return LIST_DELIMITERS.map(delimiter => {
    if (sample.text.includes(delimiter)) return candidateOf(sample, { ...partial, delimiter });
    absent ??= candidateOf(sample, { ...partial, delimiter });
    return { ...absent, delimiter };
  });
}

function candidateOf(sample: Sample, writing: Writing): DelimiterCandidate {
  const batch = scan(sample, writing);
  const index = headerIndex(firstRecords(batch, LOOKED_AT), sample.options);
  const counts = firstWidths(batch, SAMPLE_RECORDS);
  return { delimiter: writing.delimiter, header: counts[index] ?? 1, records: counts.slice(index + 1) };
}

/** Index of the header among the first records, or of the first lead where there is none. */
function headerIndex(records: Records, { headerRow, noHeader }: ListOptions): number {
  if (headerRow !== undefined || noHeader === true) return 0;
  const place = findHeader(records);
  return place.kind === 'none' ? 0 : place.index;
}

function isHeaderless(sample: Sample, writing: Writing): boolean {
  return findHeader(firstRecords(scan(sample, writing), LOOKED_AT)).kind === 'none';
}

function faultsOf(batch: RecordBatch): number {
  const widths = firstWidths(batch, SAMPLE_RECORDS);
  const common = commonWidth(widths);
  const odd = widths.filter((width, record) => {
    const isStray = ((batch.flags[record] ?? 0) & ROW_FLAGS.quote) !== 0;
    return isStray || width !== common;
  });
  return odd.length + batch.rejects.length;
}

/** Whether spaces plainly stand between cells: beside quoted cells, or evenly in rows that hold figures. */
function isSpaceBetween(sample: Sample, partial: Pick<Writing, 'quote' | 'escape'>): boolean {
  const records = firstRecords(scan(sample, { ...partial, delimiter: ' ' }), SAMPLE_RECORDS);
  const [header = [], ...rows] = records;
  if (header.length < 3 || rows.length < 2) return false;
  const lines = sample.text.split(/[\r\n]+/).filter(line => line !== '');
  const beside = new RegExp(
    `${partial.quote} ${partial.quote}|^${partial.quote}[^${partial.quote}]*${partial.quote} `,
  );
  if (lines.filter(line => beside.test(line)).length > lines.length / 2) return true;
  const isEven = rows.every(({ length }) => length === header.length);
  const figures = rows.filter(row => row.some(cell => !['text', 'blank'].includes(cellKind(cell)))).length;
  return isEven && figures === rows.length;
}

/** The delimiter that nearly all records agree on although the first line, its names, is separated otherwise. */
function withoutNames(
  sample: Sample,
  { quote, candidates }: { readonly quote: string; readonly candidates: readonly DelimiterCandidate[] },
): string | undefined {
  if (candidates.some(({ header, records }) => header > 1 && 2 * agreeing(records, header) >= records.length))
    return undefined;
  const line = sample.text.split(/[\r\n]/, 1)[0] ?? '';
  const found = candidates.find(({ delimiter, header, records }) => {
    const columns = commonWidth(records);
    const isEven = records.length > 1 && agreeing(records, columns) >= EVEN * records.length;
    return (
      header === 1 && columns > 2 && isEven && otherwise(line, { delimiter, quote, columns }) !== undefined
    );
  });
  return found?.delimiter;
}

function agreeing(records: readonly number[], width: number): number {
  return records.filter(cells => cells === width).length;
}

/** A line in another delimiter than the list's that has so many cells by it. */
export function otherwise(
  line: string,
  { delimiter, columns, quote }: { delimiter: string; columns: number; quote: string },
): readonly string[] | undefined {
  const bytes = Buffer.from(`${line}\n`);
  for (const other of [...LIST_DELIMITERS, ' ']) {
    if (other === delimiter || !line.includes(other)) continue;
    const batch = scanHead(bytes, { writing: { delimiter: other, quote }, from: 0, line: 1, isWhole: true });
    const isClean = batch.count === 1 && ((batch.flags[0] ?? 0) & ROW_FLAGS.quote) === 0;
    const [cells = []] = firstRecords(batch, 1);
    if (isClean && cells.length === columns) return cells;
  }
  return undefined;
}

/** The separator of more than one character, if that is what stands between cells. */
function separatorOf(sample: Sample, writing: Writing): string | undefined {
  const { delimiter, quote } = writing;
  const { text, options } = sample;
  if (options.delimiter !== undefined || delimiter === ' ' || delimiter === '\t') return undefined;
  const bare = text.replace(new RegExp(`${quote}(?:[^${quote}]|${quote}${quote})*${quote}`, 'g'), quote);
  const sign = `\\${delimiter}`;
  const spaced = bare.match(new RegExp(`${sign} `, 'g'))?.length ?? 0;
  const all = bare.match(new RegExp(`${sign}(?![\\r\\n]|$)`, 'g'))?.length ?? 0;
  if (all >= SOME && spaced >= NEARLY_ALL * all) {
    // Figures set in columns have spaces of their own; names and quotes tell that these belong to the delimiter.
    const isSure = bare.includes(`${delimiter} ${quote}`) || !isHeaderless(sample, writing);
    return isSure ? `${delimiter} ` : undefined;
  }
  if (delimiter === ',') return undefined;
  const runs = bare.match(new RegExp(`${sign}+`, 'g')) ?? [];
  return runs.length >= SOME && runs.every(run => run.length % 2 === 0) ? delimiter + delimiter : undefined;
}
