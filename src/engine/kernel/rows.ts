// Some ten pieces of bytes are copied behind every row, sixteen bytes at a time.
import { at, Batch, BEYOND, copy, put } from './batch';
import { copyGuarded, GUARDED } from './guard';

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
  /** What `markSuspects` made of each record, and the kinds of bytes by which it did. */
  marks: usize;
  kinds: usize;
}

/** Why the last annotation could not be written. */
let why: i32 = 0;

/** Writes the annotation of a record, and returns where it ends; 0 if it cannot be written up to `end`. */
function annotate(plan: Plan, record: i32, to: usize, end: usize): usize {
  let into = to;
  for (let index = 0; index < plan.stepCount; index++) {
    const step = changetype<Step>(plan.steps + <usize>index * STEP_SIZE);
    if (step.numbers === 0) {
      into = writeReasons(plan, step, record, into, end);
      if (into === 0) return 0;
      continue;
    }
    const entry = (at(step.numbers, record) * step.stride + step.position) * 2;
    const length = at(step.table, entry + 1);
    if (!fits(length, into, end)) return 0;
    copy(into, plan.pieces + at(step.table, entry), length);
    into += length;
  }
  return into;
}

/** Whether a piece is encoded and there is room for it. */
function fits(length: i32, into: usize, end: usize): bool {
  if (length < 0) why = NOT_ENCODED;
  else if (into + length + BEYOND > end) why = NO_ROOM;
  else return true;
  return false;
}

function writeReasons(plan: Plan, step: Step, record: i32, to: usize, end: usize): usize {
  let filled = 0;
  let isQuoted = false;
  let most = step.openQuotedLength + step.openLength + step.closeQuotedLength + step.closeLength;
  for (let part = 0; part < plan.reasonCount; part++) {
    const reasons = changetype<Reasons>(plan.reasons + <usize>part * REASONS_SIZE);
    const entry = at(reasons.numbers, record) * WORDS_OF_REASONS;
    const length = at(reasons.table, entry + 3);
    if (!fits(length, to, end)) return 0;
    most += length;
    if (at(reasons.table, entry + 1) === 0) continue;
    filled++;
    if (at(reasons.table, entry + 4) !== 0 || (filled > 1 && step.isBetweenQuoted !== 0)) isQuoted = true;
  }
  if (!fits(most, to, end)) return 0;
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
 * Writes the rows of records from `output.record` up to `to`, none of which is to be asked about: their own bytes,
 * guarded where they are marked so, the annotation, the line's end. It stops before one that there is no room for, or
 * that has a piece which is not encoded.
 */
export function writeRows(batch: Batch, plan: Plan, to: i32, output: Output): void {
  let into = output.at;
  let record = output.record;
  for (; record < to; record++) {
    const first = at(batch.firstCell, record);
    const start = at(batch.cellStarts, first);
    const length = at(batch.ends, record) - start;
    const isGuarded = load<u8>(output.marks + record) === GUARDED;
    const mostGuards = isGuarded ? at(batch.firstCell, record + 1) - first : 0;
    if (!fits(length + mostGuards, into, output.end)) break;
    let rowEnd = into + length;
    if (isGuarded) rowEnd = copyGuarded(batch, record, output.kinds, into);
    else copy(into, batch.bytes + start, length);
    rowEnd = annotate(plan, record, rowEnd, output.end);
    if (rowEnd === 0 || !fits(plan.lineEndLength, rowEnd, output.end)) break;
    copy(rowEnd, plan.pieces + plan.lineEnd, plan.lineEndLength);
    put(output.starts, record, <i32>(into - output.from));
    into = rowEnd + plan.lineEndLength;
  }
  output.why = record < to ? why : 0;
  output.record = record;
  output.at = into;
}

/** Writes the annotation alone of one record. */
export function writeAnnotation(plan: Plan, record: i32, output: Output): void {
  const end = annotate(plan, record, output.at, output.end);
  output.why = end === 0 ? why : 0;
  if (end !== 0) output.at = end;
}
