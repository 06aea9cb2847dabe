// Many times as fast as the loop of records/scanner.ts: sixteen bytes are compared at a time, and the bits that stand for
// sixty-four of them are gone through one by one.
import { LONG, put, QUOTED, SHORT } from './batch';

const LF: u8 = 0x0a;
const CR: u8 = 0x0d;
const FIRST_OF_MARK: u8 = 0xef;
const WIDTH: i32 = 16;
/** Bytes whose stops are known at once: one bit each. */
const WINDOW: i32 = 64;

/**
 * What is scanned and where its records go: arrays with room for `mostRecords` more, and for `mostCells` in all, those
 * included that are there already.
 */
@unmanaged
export class Scan {
  bytes: usize;
  filled: i32;
  /** No record is scanned that starts here or behind. */
  until: i32;
  delimiter: i32;
  quote: i32;
  /** Columns of the header; 0 where it is not known. */
  columns: i32;
  /** The longest record in bytes. */
  longest: i32;
  /** The header's own bytes: a record that repeats them is left to the caller. */
  header: usize;
  headerLength: i32;
  mostRecords: i32;
  mostCells: i32;
  firstCell: usize;
  cellStarts: usize;
  ends: usize;
  nexts: usize;
  flags: usize;
  /** Where `scan` starts, and then where it stopped: always at the first byte of a record. */
  position: i32;
  /** Cells that are there, before it and then behind it. */
  cells: i32;
  /** Set by `scan`: the lines that it went over. */
  lines: i32;
}

/**
 * Finds the cells of records from `position` on, as many as are regular. It stops before a record that is not whole, is
 * blank or may be empty, starts with what may be a mark, repeats the header, or has a stray quote or one that is not closed.
 *
 * @returns how many records it found
 */
export function scan(task: Scan): i32 {
  const bytes = task.bytes;
  const filled = task.filled;
  const cellStarts = task.cellStarts;
  const mostCells = task.mostCells;
  const until = task.until;
  quote = <u8>task.quote;
  delimiters = i8x16.splat(<i8>task.delimiter);
  quotes = i8x16.splat(<i8>task.quote);
  let count = 0;
  let cells = task.cells;
  let lines = 0;
  let position = task.position;
  put(task.firstCell, 0, cells);
  /** The bytes that are looked at: what is between cells among them, and what else ends a cell, if it is not passed. */
  let window = position;
  let between: u64 = 0;
  let others: u64 = 0;
  /** Where the window was looked at from; it is looked at again when it lies elsewhere. */
  let seen = -1;
  while (position < until && count < task.mostRecords) {
    const first = load<u8>(bytes + position);
    if (first === LF || first === CR || first === FIRST_OF_MARK) break;
    let start = position;
    let end = -1;
    let next = 0;
    let found = cells;
    let breaks = 1;
    let flags: u8 = 0;
    while (window < filled) {
      if (window !== seen) {
        between = bitsBetween(bytes + window);
        others = bitsOfOthers(bytes + window);
        seen = window;
      }
      let run = between & (lowest(others) - 1);
      if (found + <i32>popcnt(run) + 1 >= mostCells) break;
      for (; run !== 0; run &= run - 1) {
        put(cellStarts, found++, start);
        start = window + <i32>ctz(run) + 1;
      }
      if (others === 0) {
        window += WINDOW;
        continue;
      }
      const stop = window + <i32>ctz(others);
      if (stop >= filled) break;
      const byte = load<u8>(bytes + stop);
      if (byte === quote) {
        if (stop !== start) break;
        const close = closingQuote(task, stop + 1);
        if (close < 0) break;
        breaks += breaksInside;
        flags = QUOTED;
        next = close + 1;
      } else {
        next = stop + 1;
        if (byte === CR) {
          if (next === filled) break;
          if (load<u8>(bytes + next) === LF) next++;
        }
        put(cellStarts, found++, start);
        end = stop;
      }
      if (next - window < WINDOW) {
        const ahead = ~(<u64>0) << (<u64>(next - window));
        between &= ahead;
        others &= ahead;
      } else window = next;
      if (end >= 0) break;
    }
    if (end < 0 || end - position > task.longest) break;
    const length = end - position;
    if (mayBeEmpty(bytes + position, bytes + end)) break;
    if (length === task.headerLength && memory.compare(bytes + position, task.header, length) === 0) break;
    const width = found - cells;
    if (task.columns !== 0 && width !== task.columns) flags |= width < task.columns ? SHORT : LONG;
    cells = found;
    put(task.ends, count, end);
    put(task.nexts, count, next);
    store<u8>(task.flags + count, flags);
    count++;
    put(task.firstCell, count, cells);
    lines += breaks;
    position = next;
  }
  task.position = position;
  task.cells = cells;
  task.lines = lines;
  return count;
}

/** Whether a row has no letter and no digit of ASCII: what is in it is for the caller to say. Most rows start with one. */
function mayBeEmpty(start: usize, end: usize): bool {
  for (let at = start; at < end; at++) {
    const byte = load<u8>(at);
    if (<u8>((byte | 0x20) - 0x61) < 26 || <u8>(byte - 0x30) < 10) return false;
  }
  return true;
}

/** The lowest bit that is set; 0 where none is. */
function lowest(bits: u64): u64 {
  return bits & (0 - bits);
}

/** What the scan that is under way looks for. */
let quote: u8 = 0;
let delimiters: v128 = i8x16.splat(0);
let quotes: v128 = i8x16.splat(0);

/** One bit for each byte of a window that is a delimiter. */
function bitsBetween(address: usize): u64 {
  const wanted = delimiters;
  const first = <u64>i8x16.bitmask(i8x16.eq(v128.load(address), wanted));
  const second = <u64>i8x16.bitmask(i8x16.eq(v128.load(address, 16), wanted));
  const third = <u64>i8x16.bitmask(i8x16.eq(v128.load(address, 32), wanted));
  const fourth = <u64>i8x16.bitmask(i8x16.eq(v128.load(address, 48), wanted));
  return first | (second << 16) | (third << 32) | (fourth << 48);
}

/** One bit for each byte of a window that is a quote or a line break. */
function bitsOfOthers(address: usize): u64 {
  const first = otherBits(v128.load(address));
  const second = otherBits(v128.load(address, 16));
  const third = otherBits(v128.load(address, 32));
  const fourth = otherBits(v128.load(address, 48));
  return first | (second << 16) | (third << 32) | (fourth << 48);
}

function otherBits(block: v128): u64 {
  const breaks = v128.or(i8x16.eq(block, i8x16.splat(<i8>LF)), i8x16.eq(block, i8x16.splat(<i8>CR)));
  return <u64>i8x16.bitmask(v128.or(breaks, i8x16.eq(block, quotes)));
}

/** Line breaks in the quoted cell that was gone over last. */
let breaksInside = 0;

/** Where the quote closes that opened before `from`; -1 where it does not, or not before a delimiter or a line break. */
function closingQuote(task: Scan, from: i32): i32 {
  const bytes = task.bytes;
  const filled = task.filled;
  breaksInside = 0;
  let position = from;
  while (position < filled) {
    const stops = otherBits(v128.load(bytes + position));
    if (stops === 0) {
      position += WIDTH;
      continue;
    }
    const stop = position + <i32>ctz(stops);
    if (stop + 1 >= filled) return -1;
    const next = load<u8>(bytes + stop + 1);
    position = stop + 1;
    const byte = load<u8>(bytes + stop);
    if (byte === quote) {
      if (next === <u8>task.delimiter || next === LF || next === CR) return stop;
      if (next !== quote) return -1;
      position++;
    } else if (byte === LF || next !== LF) breaksInside++;
  }
  return -1;
}
