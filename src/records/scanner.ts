// csv-parse reads 36 MB/s on the machine of performance.md, six times too slow for the main job, in which a row passes
// through as bytes and only few of its cells are looked at. So this file finds where records and cells lie, and nothing
// else; csv-parse reads everything small and is the oracle that this file is tested against. Of a long list it only scans
// what is not regular: `regular-records.ts` finds the rest many times as fast.
import { classifyBelowGap, isEmptyRow, type OtherTable } from './below-gap.ts';
import { CR, countBreaks, LF, lineAfter, tableOf } from './line-breaks.ts';
import { createNulFilter } from './nul-filter.ts';
import { cellText, type RecordBatch, ROW_FLAGS } from './record-batch.ts';
import {
  addRecord,
  batchOf,
  clearStore,
  createRecordStore,
  flagNuls,
  growCells,
  withRoom,
} from './record-store.ts';
import { openRegularRecords, type RegularRecords } from './regular-records.ts';
import { rawText, tooLong, unclosedQuote } from './reject-reasons.ts';
import {
  longestOf,
  MOST_RECORDS,
  type Scanner,
  type ScannerOptions,
  type ScannerPlace,
} from './scanner-options.ts';

const AT_SIGN = 0x40;
const ONE_ROW = Int32Array.of(0);
const NO_FLAGS = Uint8Array.of(0);
const MARK = [0xef, 0xbb, 0xbf] as const;
/** Bytes after the last one that the scanner may look at, and bytes that it may look at twice. */
const [BEYOND, LITTLE] = [4, 1 << 16];
/** Bytes at the end of a list that are one batch. */
const TAIL = 1 << 16;
/** Bytes at once from which regular records are worth being found by themselves. */
const WORTHWHILE = 1 << 15;
/** How the scan of a record ended where it did not end well; an end is never negative. */
const INCOMPLETE = -1;
const UNCLOSED = -2;
const TOO_LONG = -3;

export function createScanner(options: ScannerOptions): Scanner {
  const { delimiter, quote, columns, header, offset = 0, regularFrom = WORTHWHILE } = options;
  const longest = longestOf(options);
  const { mostRecords = MOST_RECORDS } = options;
  const store = createRecordStore();
  const nuls = createNulFilter();
  const stops = tableOf([delimiter, quote, LF, CR]);
  const quotedStops = tableOf([quote, LF, CR]);
  let toSkip = options.skip ?? 0;
  let bytes: Buffer = Buffer.alloc(0);
  let regular: RegularRecords | undefined;
  let filled = 0;
  /** Where the next record starts in `bytes`, which starts at `base` in the stream without NULs. */
  let position = 0;
  let base = 0;
  let line = options.line ?? 1;
  let row = 0;
  let wanted = 0;
  let until = 0;
  let isLast = false;
  let inLongLine = false;
  let isBelowGap = false;
  let otherTable: OtherTable | undefined;
  /** Where the last batch was scanned from, and the line that is there. */
  let batchStart = 0;
  let batchLine = 1;
  let marks = 0;
  let repeatedHeaders = 0;
  let headerLine = 0;
  /** What the scan of a quoted cell found beside its end. */
  let breaks = 0;
  let firstBreak = -1;
  let isStray = false;

  function room(size: number): Buffer {
    if (size >= regularFrom) regular ??= openRegularRecords(options);
    bytes = withRoom(bytes, { from: position, to: filled, size: size + BEYOND, memory: regular });
    base += position;
    nuls.forget(base);
    filled -= position;
    position = 0;
    return bytes.subarray(filled, filled + size);
  }

  function scan(added: number, last: boolean, before = Number.POSITIVE_INFINITY): RecordBatch {
    isLast = last;
    until = before;
    filled = nuls.strip(bytes, { from: filled, to: filled + added, offset: base + filled });
    clearStore(store);
    const passed = Math.min(toSkip, filled - position);
    toSkip -= passed;
    position += passed;
    batchStart = position;
    batchLine = line;
    // A long record that was not whole is looked at again only when there is twice as much of it: linear time.
    if (last || filled - position >= wanted) {
      bytes[filled] = LF;
      while (
        !isFull() &&
        startRecord() &&
        (isBelowGap || takeRegular()) &&
        (isFull() || endRecord(scanRecord()))
      );
      wanted =
        isFull() || filled - position < LITTLE ? 0 : Math.min(2 * (filled - position), longest + BEYOND);
    }
    return batchOf(store, { bytes, quote });
  }

  /** The end of a list is seen together, however many records it has. */
  const isFull = (): boolean =>
    store.count + store.rejects.length >= mostRecords && !(isLast && filled - position < TAIL);

  function goTo(place: ScannerPlace, isBelow = false): void {
    ({ line, row } = place);
    isBelowGap = isBelow;
    otherTable = undefined;
    base = place.byte;
    position = filled = wanted = toSkip = 0;
    inLongLine = false;
  }

  function place(): ScannerPlace & { readonly isBetween: boolean } {
    return { byte: base + position, line, row, isBetween: position === filled && !inLongLine };
  }

  /** Moves over blank lines and marks to the first byte of the next record; false where there is none yet. */
  function startRecord(): boolean {
    if (inLongLine && !endLongLine()) return false;
    while (position < filled && position < until) {
      const byte = bytes[position];
      if (byte === LF || byte === CR) {
        const next = afterBreak(position);
        if (next === INCOMPLETE) return false;
        position = next;
        line++;
        isBelowGap = true;
      } else if (byte === MARK[0]) {
        if (filled - position < MARK.length) return isLast;
        if (bytes[position + 1] !== MARK[1] || bytes[position + 2] !== MARK[2]) return true;
        position += MARK.length;
        marks++;
      } else return true;
    }
    return false;
  }

  /** Stores the regular records from `position` on, and goes on to the first that is none; false where there is none. */
  function takeRegular(): boolean {
    if (regular === undefined) return true;
    const found = regular.find(store, { position, filled, until, row, mostRecords });
    if (nuls.total() > 0) flagNuls(store, found.records, (from, to) => nuls.within(base + from, base + to));
    row += found.records;
    position = found.position;
    line += found.lines;
    return startRecord();
  }

  /** Finds the cells of the record at `position` and stores it; returns where the next may start. */
  function scanRecord(): number {
    const buffer = bytes;
    const isStop = stops;
    const highest = Math.max(delimiter, quote);
    const opening = quote;
    const between = delimiter;
    const limit = position + longest;
    let { cellStarts, cells } = store;
    let at = position;
    let flags = 0;
    let lines = 1;
    for (;;) {
      if (cells === cellStarts.length) cellStarts = growCells(store);
      cellStarts[cells++] = at;
      let byte = buffer[at] as number;
      if (byte === opening) {
        at = scanQuoted(at, limit);
        if (at < 0) return at;
        flags |= isStray ? ROW_FLAGS.quoted | ROW_FLAGS.quote : ROW_FLAGS.quoted;
        lines += breaks;
      } else {
        while (byte > highest || isStop[byte] === 0) byte = buffer[++at] as number;
        while (byte === opening) {
          flags |= ROW_FLAGS.quote;
          do byte = buffer[++at] as number;
          while (byte > highest || isStop[byte] === 0);
        }
      }
      if (buffer[at] !== between) break;
      at++;
    }
    if (at > limit) return TOO_LONG;
    const next = at === filled && !isLast ? INCOMPLETE : afterBreak(at);
    if (next === INCOMPLETE) return INCOMPLETE;
    const isRepeated = at - position === header?.length && header.compare(bytes, position, at) === 0;
    if (isRepeated || (isBelowGap && repeatsHeader(at, cells))) {
      repeatedHeaders++;
      headerLine = line;
      isBelowGap = false;
    } else {
      if (nuls.within(base + position, base + at)) flags |= ROW_FLAGS.nul;
      isBelowGap = isEmptyRow(bytes, { start: position, end: at }, options);
      if (isBelowGap) flags |= ROW_FLAGS.empty;
      addRecord(store, { row: ++row, end: at, next, cells, columns, flags });
    }
    line += lines;
    return next;
  }

  /** Whether the record at `position`, below an empty line, is the header once more; that of another table is kept in mind. */
  function repeatsHeader(end: number, cells: number): boolean {
    const { table } = options;
    // Nearly every lead has an address, and no header does.
    if (table === undefined || bytes.subarray(position, end).includes(AT_SIGN)) return false;
    const found = classifyBelowGap(textsOf(end, cells), table);
    if (found === 'other-header') otherTable ??= { line, names: textsOf(end, cells) };
    return found === 'header';
  }

  /** The cells of the record at `position`, which is not in the store yet. */
  function textsOf(end: number, cells: number): readonly string[] {
    const cellStarts = store.cellStarts.subarray(store.cells, cells);
    const one = { count: 1, row: ONE_ROW, firstCell: Int32Array.of(0, cellStarts.length), cellStarts };
    const ends = Int32Array.of(end);
    const batch = { bytes, ...one, ends, nexts: ends, flags: NO_FLAGS, quote, rejects: [] };
    return Array.from({ length: cellStarts.length }, (_, column) => cellText(batch, 0, column));
  }

  /** The end of the quoted cell at `open`, after its closing quote. A cell with a stray quote may not cross a line. */
  function scanQuoted(open: number, limit: number): number {
    const buffer = bytes;
    breaks = 0;
    firstBreak = -1;
    isStray = false;
    let at = open + 1;
    for (;;) {
      while (quotedStops[buffer[at] as number] === 0) at++;
      if (at > limit) return firstBreak !== -1 && firstBreak < limit ? UNCLOSED : TOO_LONG;
      if (at === filled) return isLast ? UNCLOSED : INCOMPLETE;
      if (buffer[at] !== quote) {
        if (firstBreak === -1) firstBreak = at;
        // With a stray quote behind it this cannot be a cell of several lines; looking on would take quadratic time.
        if (isStray) return afterBreak(at) === INCOMPLETE ? INCOMPLETE : UNCLOSED;
        if (buffer[at] === LF || buffer[at + 1] !== LF) breaks++;
        at++;
      } else if (at + 1 === filled) {
        return isLast ? filled : INCOMPLETE;
      } else {
        const next = buffer[at + 1];
        if (next === delimiter || next === LF || next === CR) return at + 1;
        if (next !== quote) {
          if (firstBreak !== -1) return UNCLOSED;
          isStray = true;
        }
        at += next === quote ? 2 : 1;
      }
    }
  }

  /** Goes on behind a record, or behind the line of one that is rejected; false where more bytes are needed. */
  function endRecord(end: number): boolean {
    if (end === INCOMPLETE) return false;
    if (end >= 0) position = end;
    else if (end === UNCLOSED) rejectLine(firstBreak === -1 ? filled : firstBreak);
    else rejectLongLine();
    return true;
  }

  function rejectLine(end: number): void {
    const lines = countBreaks(bytes, position, end);
    store.rejects.push(unclosedQuote(placeOf(end), line + lines));
    position = afterBreak(end);
    line += lines + 1;
  }

  function rejectLongLine(): void {
    const end = position + longest;
    store.rejects.push(tooLong(placeOf(end), longest));
    line += countBreaks(bytes, position, end);
    position = end;
    inLongLine = true;
  }

  function placeOf(end: number) {
    const byte = base + position + nuls.before(base + position) + offset;
    return { row: ++row, line, byte, raw: rawText(bytes, position, end) };
  }

  /** Drops the rest of a line that is too long; false while it goes on. */
  function endLongLine(): boolean {
    while (position < filled && bytes[position] !== LF && bytes[position] !== CR) position++;
    const next = afterBreak(position);
    if (next === INCOMPLETE || (position === filled && !isLast)) return false;
    position = next;
    line++;
    inLongLine = false;
    return true;
  }

  const afterBreak = (at: number): number => lineAfter(bytes, at, { filled, isLast }) ?? INCOMPLETE;

  const skipped = () => ({ nulBytes: nuls.total(), marks, repeatedHeaders, headerLine, otherTable });
  return {
    room,
    scan,
    hasMore: isFull,
    goTo,
    place,
    skipped,
    isBelowGap: () => isBelowGap,
    lineOf: at => batchLine + countBreaks(bytes, batchStart, at),
  };
}
