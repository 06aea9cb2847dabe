// Some ten pieces of bytes are copied behind every row, sixteen bytes at a time.
import { at, Batch, LONG, put, QUOTE, SHORT } from './batch';

const PLUS: u8 = 0x2b;
const MINUS: u8 = 0x2d;
const PERCENT: u8 = 0x25;
const WIDTH: i32 = 16;
const FEWEST_OF_PHONE: i32 = 5;

/** Kinds of bytes, by byte, for what a spreadsheet may run. */
const SUSPECT: u8 = 1;
const DIGIT: u8 = 2;
const OF_NUMBER: u8 = 4;
const OF_PHONE: u8 = 8;

/** Marks the records that may not be written as they stand: irregular ones, and those with a cell that may need the guard. */
export function markSuspects(batch: Batch, kinds: usize, marks: usize): void {
  for (let record = 0; record < batch.count; record++) {
    const flags = load<u8>(batch.flags + record);
    let isSuspect = (flags & (SHORT | LONG | QUOTE)) !== 0;
    const end = at(batch.firstCell, record + 1);
    for (let cell = at(batch.firstCell, record); !isSuspect && cell < end; cell++) {
      const start = at(batch.cellStarts, cell);
      let byte = load<u8>(batch.bytes + start);
      if (byte === <u8>batch.quote) byte = load<u8>(batch.bytes + start + 1);
      if ((load<u8>(kinds + byte) & SUSPECT) === 0) continue;
      const next = cell + 1 < end ? at(batch.cellStarts, cell + 1) - 1 : at(batch.ends, record);
      isSuspect = !isPlainFigure(batch.bytes + start, batch.bytes + next, kinds);
    }
    store<u8>(marks + record, isSuspect ? 1 : 0);
  }
}

/** Whether bytes are empty or `-`, or a whole number or phone number by the patterns of values/formula.ts. */
function isPlainFigure(start: usize, end: usize, kinds: usize): bool {
  if (start >= end) return true;
  const sign = load<u8>(start);
  if (sign !== PLUS && sign !== MINUS) return false;
  // Alone it is blank by every rulebook.
  if (start + 1 === end) return sign === MINUS;
  if ((load<u8>(kinds + load<u8>(start + 1)) & DIGIT) === 0) return false;
  let isNumber = true;
  let isPhone = sign === PLUS && <i32>(end - start) - 2 >= FEWEST_OF_PHONE;
  for (let from = start + 2; from < end; from++) {
    const byte = load<u8>(from);
    const kind = load<u8>(kinds + byte);
    if ((kind & OF_NUMBER) === 0 && !(byte === PERCENT && from + 1 === end)) isNumber = false;
    if ((kind & OF_PHONE) === 0) isPhone = false;
  }
  return isNumber || isPhone;
}

/** What an annotation is put together from. */
@unmanaged
export class Plan {
  /** `Step`s, one after another. */
  steps: usize;
  stepCount: i32;
  /** `Reasons` of the standing and of each group, one after another. */
  reasons: usize;
  reasonCount: i32;
  /** All pieces; every address in the plan's tables counts from here. */
  pieces: usize;
  /** What ends a row. */
  lineEnd: i32;
  lineEndLength: i32;
}

/** One run of columns: the piece that a part's number has, or the cell of reasons. */
@unmanaged
export class Step {
  /** 0 for the cell of reasons. */
  numbers: usize;
  /** By number, `stride` pairs of a piece's address and length; the length is -1 where it has not been encoded. */
  table: usize;
  stride: i32;
  position: i32;
  /** Of the cell of reasons: what stands before and behind it, bare and in quotes. */
  open: i32;
  openLength: i32;
  openQuoted: i32;
  openQuotedLength: i32;
  close: i32;
  closeLength: i32;
  closeQuoted: i32;
  closeQuotedLength: i32;
  /** Whether what stands between two reasons asks for quotes. */
  isBetweenQuoted: i32;
}

/** Reasons of one part: by number the address and length of the text as the first and behind others, and 1 for quotes. */
@unmanaged
export class Reasons {
  numbers: usize;
  table: usize;
}

const STEP_SIZE: usize = 52;
const REASONS_SIZE: usize = 8;
const WORDS_OF_REASONS: i32 = 5;

/** Why `writeRows` stopped before its last row. */
const NO_ROOM: i32 = 1;
const NOT_ENCODED: i32 = 2;

/** Where rows go. */
@unmanaged
export class Output {
  at: usize;
  end: usize;
  /** The record that it stopped before, and why. */
  record: i32;
  why: i32;
  /** Where each record's row starts, counted from `from`. */
  starts: usize;
  from: usize;
}

function copy(to: usize, from: usize, length: i32): void {
  for (let done = 0; done < length; done += WIDTH) v128.store(to + done, v128.load(from + done));
}

/** Bytes that an annotation takes; -1 where a piece of it has not been encoded. */
function sizeOf(plan: Plan, record: i32): i32 {
  let size = 0;
  for (let index = 0; index < plan.stepCount; index++) {
    const step = changetype<Step>(plan.steps + <usize>index * STEP_SIZE);
    if (step.numbers === 0) {
      size += step.openQuotedLength + step.openLength + step.closeQuotedLength + step.closeLength;
      for (let part = 0; part < plan.reasonCount; part++) {
        const reasons = changetype<Reasons>(plan.reasons + <usize>part * REASONS_SIZE);
        const length = at(reasons.table, at(reasons.numbers, record) * WORDS_OF_REASONS + 3);
        if (length < 0) return -1;
        size += length;
      }
      continue;
    }
    const length = at(step.table, (at(step.numbers, record) * step.stride + step.position) * 2 + 1);
    if (length < 0) return -1;
    size += length;
  }
  return size;
}

/** Writes the annotation of a record that there is room for; returns where it ends. */
function annotate(plan: Plan, record: i32, to: usize): usize {
  let into = to;
  for (let index = 0; index < plan.stepCount; index++) {
    const step = changetype<Step>(plan.steps + <usize>index * STEP_SIZE);
    if (step.numbers === 0) {
      into = writeReasons(plan, step, record, into);
      continue;
    }
    const entry = (at(step.numbers, record) * step.stride + step.position) * 2;
    const length = at(step.table, entry + 1);
    copy(into, plan.pieces + at(step.table, entry), length);
    into += length;
  }
  return into;
}

function writeReasons(plan: Plan, step: Step, record: i32, to: usize): usize {
  let filled = 0;
  let isQuoted = false;
  for (let part = 0; part < plan.reasonCount; part++) {
    const reasons = changetype<Reasons>(plan.reasons + <usize>part * REASONS_SIZE);
    const entry = at(reasons.numbers, record) * WORDS_OF_REASONS;
    if (at(reasons.table, entry + 1) === 0) continue;
    filled++;
    if (at(reasons.table, entry + 4) !== 0 || (filled > 1 && step.isBetweenQuoted !== 0)) isQuoted = true;
  }
  let into = to;
  const openLength = isQuoted ? step.openQuotedLength : step.openLength;
  copy(into, plan.pieces + (isQuoted ? step.openQuoted : step.open), openLength);
  into += openLength;
  let behind = 0;
  for (let part = 0; filled > 0 && part < plan.reasonCount; part++) {
    const reasons = changetype<Reasons>(plan.reasons + <usize>part * REASONS_SIZE);
    const entry = at(reasons.numbers, record) * WORDS_OF_REASONS;
    if (at(reasons.table, entry + 1) === 0) continue;
    const length = at(reasons.table, entry + behind + 1);
    copy(into, plan.pieces + at(reasons.table, entry + behind), length);
    into += length;
    behind = 2;
  }
  const closeLength = isQuoted ? step.closeQuotedLength : step.closeLength;
  copy(into, plan.pieces + (isQuoted ? step.closeQuoted : step.close), closeLength);
  return into + closeLength;
}

/**
 * Writes the rows of records from `output.record` up to `to`: their own bytes, the annotation, the line's end. It stops
 * before one that there is no room for, or that has a piece which is not encoded.
 */
export function writeRows(batch: Batch, plan: Plan, to: i32, output: Output): void {
  let into = output.at;
  output.why = 0;
  let record = output.record;
  for (; record < to; record++) {
    const start = at(batch.cellStarts, at(batch.firstCell, record));
    const length = at(batch.ends, record) - start;
    const size = sizeOf(plan, record);
    if (size < 0) {
      output.why = NOT_ENCODED;
      break;
    }
    // A copy may write so many bytes too many.
    if (into + length + size + plan.lineEndLength + WIDTH > output.end) {
      output.why = NO_ROOM;
      break;
    }
    put(output.starts, record, <i32>(into - output.from));
    copy(into, batch.bytes + start, length);
    into = annotate(plan, record, into + length);
    copy(into, plan.pieces + plan.lineEnd, plan.lineEndLength);
    into += plan.lineEndLength;
  }
  output.record = record;
  output.at = into;
}

/** Writes the annotation alone of one record. */
export function writeAnnotation(plan: Plan, record: i32, output: Output): void {
  const size = sizeOf(plan, record);
  output.why = size < 0 ? NOT_ENCODED : output.at + size + WIDTH > output.end ? NO_ROOM : 0;
  if (output.why === 0) output.at = annotate(plan, record, output.at);
}
