// The formula guard of rows/formula-guard.ts as far as bytes alone decide it: asking about a record takes longer than
// all else that is done to write it.
import { at, Batch, cellEnd, copy, LONG, QUOTE, SHORT } from './batch';

const PLUS: u8 = 0x2b;
const MINUS: u8 = 0x2d;
const PERCENT: u8 = 0x25;
const SPACE: u8 = 0x20;
const SMALL_A: u8 = 0x61;
const LETTERS: u8 = 26;
/** What makes a small letter of a large one. */
const SMALL: u8 = 0x20;
const GUARD: u8 = 0x27;
const FEWEST_OF_PHONE: usize = 5;

/** Kinds of bytes: the bits of `CELL_BYTES`. */
const SUSPECT: u8 = 1;
const DIGIT: u8 = 2;
const OF_NUMBER: u8 = 4;
const OF_PHONE: u8 = 8;
const SURE: u8 = 16;

/** How a cell is written, and a record: as it stands, as the caller says, or guarded, which is sure of some of its cells. */
const PLAIN: u8 = 0;
const ASKED: u8 = 1;
export const GUARDED: u8 = 2;

/** Marks each record by how it is written: one that is irregular, or has a cell that is not sure, as the caller says. */
export function markSuspects(batch: Batch, kinds: usize, marks: usize): void {
  for (let record = 0; record < batch.count; record++) {
    const flags = load<u8>(batch.flags + record);
    let mark = (flags & (SHORT | LONG | QUOTE)) !== 0 ? ASKED : PLAIN;
    const first = at(batch.firstCell, record);
    const end = at(batch.firstCell, record + 1);
    for (let cell = first; mark !== ASKED && cell < end; cell++) {
      const start = at(batch.cellStarts, cell);
      let byte = load<u8>(batch.bytes + start);
      if (byte === <u8>batch.quote) byte = load<u8>(batch.bytes + start + 1);
      if ((load<u8>(kinds + byte) & SUSPECT) === 0) continue;
      const found = judgeCell(batch, record, cell - first, kinds);
      if (found !== PLAIN) mark = found;
    }
    store<u8>(marks + record, mark);
  }
}

/** Copies the bytes of a record that is marked so, each cell that needs it with the guard before its text; returns the end. */
export function copyGuarded(batch: Batch, record: i32, kinds: usize, to: usize): usize {
  const first = at(batch.firstCell, record);
  const end = at(batch.firstCell, record + 1);
  let into = to;
  let from = at(batch.cellStarts, first);
  for (let cell = first; cell < end; cell++) {
    if (judgeCell(batch, record, cell - first, kinds) !== GUARDED) continue;
    const start = at(batch.cellStarts, cell);
    const text = load<u8>(batch.bytes + start) === <u8>batch.quote ? start + 1 : start;
    copy(into, batch.bytes + from, text - from);
    into += text - from;
    store<u8>(into++, GUARD);
    from = text;
  }
  const length = at(batch.ends, record) - from;
  copy(into, batch.bytes + from, length);
  return into + length;
}

/** How a cell of a regular record is written. Spaces around its text make no difference to that. */
function judgeCell(batch: Batch, record: i32, column: i32, kinds: usize): u8 {
  const quote = <u8>batch.quote;
  let from = batch.bytes + at(batch.cellStarts, at(batch.firstCell, record) + column);
  let end = batch.bytes + cellEnd(batch, record, column);
  if (from < end && load<u8>(from) === quote) {
    from++;
    end--;
  }
  while (from < end && load<u8>(from) === SPACE) from++;
  while (from < end && load<u8>(end - 1) === SPACE) end--;
  if (from >= end) return PLAIN;
  const kind = load<u8>(kinds + load<u8>(from));
  if ((kind & SUSPECT) === 0 || isPlainFigure(from, end, kinds, quote)) return PLAIN;
  return (kind & SURE) !== 0 && isSure(from, end) ? GUARDED : ASKED;
}

/** Whether bytes are `-`, or a whole number or phone number by the patterns of values/formula.ts. */
function isPlainFigure(start: usize, end: usize, kinds: usize, quote: u8): bool {
  const sign = load<u8>(start);
  if (sign !== PLUS && sign !== MINUS) return false;
  // Alone it is blank by every rulebook.
  if (start + 1 === end) return sign === MINUS;
  if ((load<u8>(kinds + load<u8>(start + 1)) & DIGIT) === 0) return false;
  let isNumber = true;
  let isPhone = sign === PLUS && end - start >= FEWEST_OF_PHONE + 2;
  for (let from = start + 2; from < end; from++) {
    const byte = load<u8>(from);
    const kind = load<u8>(kinds + byte);
    if ((kind & OF_NUMBER) === 0 && !(byte === PERCENT && from + 1 === end)) isNumber = false;
    // A quote in a cell is two bytes of one character, so that there may be too few of them.
    if ((kind & OF_PHONE) === 0 || byte === quote) isPhone = false;
  }
  return isNumber || isPhone;
}

/** Whether a cell that starts with a formula character is a formula whatever follows: behind a sign it takes a letter. */
function isSure(start: usize, end: usize): bool {
  const first = load<u8>(start);
  if (first !== PLUS && first !== MINUS) return true;
  let from = start + 1;
  while (from < end && load<u8>(from) === SPACE) from++;
  return from < end && <u8>((load<u8>(from) | SMALL) - SMALL_A) < LETTERS;
}
