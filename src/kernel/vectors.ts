// Runs several times per row: it hashes and compares small integers.
import { at, MOST_MISSES, put } from './batch';

const UNKNOWN: i32 = -1;
const FACTOR: i32 = 0x01000193;
const OFFSET: i32 = <i32>0x9e3779b9;

/** One word of a vector: what stands in `table` at the index of each record, or the index itself where it has none. */
@unmanaged
export class Word {
  indexes: usize;
  table: usize;
}

/** Vectors of words, each with the number that it is known by. */
@unmanaged
export class VectorTable {
  /** `Word`s, one after another. */
  words: usize;
  width: i32;
  /** Positions from 1 by hash, 0 where free; their count is a power of two. */
  slots: usize;
  mask: i32;
  /** By position: the number, and the vector behind it. */
  vectors: usize;
  count: i32;
  /** The record that `findVectors` goes on with. */
  next: i32;
}

function wordOf(table: VectorTable, index: i32, record: i32): i32 {
  const word = changetype<Word>(table.words + ((<usize>index) << 3));
  const value = at(word.indexes, record);
  return word.table === 0 ? value : at(word.table, value);
}

function entryOf(table: VectorTable, position: i32): usize {
  return table.vectors + ((<usize>(position * (table.width + 1))) << 2);
}

let freeSlot = 0;

function find(table: VectorTable, record: i32): i32 {
  const width = table.width;
  let hash = 0;
  for (let index = 0; index < width; index++) hash = (hash ^ wordOf(table, index, record)) * FACTOR + OFFSET;
  let slot = (hash ^ (hash >>> 15)) & table.mask;
  for (let position = at(table.slots, slot); position !== 0; position = at(table.slots, slot)) {
    const known = entryOf(table, position - 1);
    let same = 0;
    while (same < width && at(known, same + 1) === wordOf(table, same, record)) same++;
    if (same === width) return at(known, 0);
    slot = (slot + 1) & table.mask;
  }
  freeSlot = slot;
  return UNKNOWN;
}

/**
 * Writes the number of each record's vector from `table.next` on, until `MOST_MISSES` are not known. Their records go to
 * `misses`; returns how many.
 */
export function findVectors(table: VectorTable, count: i32, numbers: usize, misses: usize): i32 {
  let missing = 0;
  let record = table.next;
  for (; record < count && missing < MOST_MISSES; record++) {
    const number = find(table, record);
    put(numbers, record, number);
    if (number === UNKNOWN) put(misses, missing++, record);
  }
  table.next = record;
  return missing;
}

export function findVector(table: VectorTable, record: i32): i32 {
  return find(table, record);
}

/** Makes the vector of a record known by a number; the caller has seen to it that there is room for one more. */
export function learnVector(table: VectorTable, record: i32, number: i32): void {
  if (find(table, record) !== UNKNOWN) return;
  const position = table.count++;
  put(table.slots, freeSlot, position + 1);
  const entry = entryOf(table, position);
  put(entry, 0, number);
  for (let index = 0; index < table.width; index++) put(entry, index + 1, wordOf(table, index, record));
}

/** Puts all vectors of a table into slots that are new. */
export function rehashVectors(table: VectorTable): void {
  const width = table.width;
  for (let position = 0; position < table.count; position++) {
    const entry = entryOf(table, position);
    let hash = 0;
    for (let index = 1; index <= width; index++) hash = (hash ^ at(entry, index)) * FACTOR + OFFSET;
    let slot = (hash ^ (hash >>> 15)) & table.mask;
    while (at(table.slots, slot) !== 0) slot = (slot + 1) & table.mask;
    put(table.slots, slot, position + 1);
  }
}
