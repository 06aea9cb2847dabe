// Runs several times per row. It waits for memory and for branches that could not be foreseen: so each word is read once,
// and a vector is compared at once with the one that stands in its slot.
import { at, FETCHED, MOST_MISSES, put } from './batch';

/** The number of a vector that has none yet. */
const UNKNOWN: i32 = -1;
/** What stands in front of a slot in place of a number and 1: it is free, or its vector has no number yet. */
const FREE: i32 = 0;
const UNNUMBERED: i32 = -1;
/** Odd, and without a pattern in its bits: the first ones of the golden ratio. */
const FACTOR: u64 = 0x9e3779b97f4a5;
/** Records at a time: each step goes through all of them, so that what they wait for in memory is fetched side by side. */
export const BLOCK: i32 = 32;

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
  /**
   * By hash: the number and 1, `FREE` or `UNNUMBERED`; the vector; zeros. Their count is a power of two, and the bytes
   * of each are a multiple of 16.
   */
  slots: usize;
  mask: i32;
  size: i32;
  /** `BLOCK` vectors as slots hold them, with the address of the slot that each may be in, and then is in, in front. */
  block: usize;
  /** Where the slots of those go that have no number yet: room for `MOST_MISSES`. */
  missed: usize;
  count: i32;
  /** The record that `findVectors` goes on with. */
  next: i32;
}

/** Reads the vectors of records `[from, to)` into the block, word by word; returns where they end. */
function readBlock(table: VectorTable, from: i32, to: i32): usize {
  const size = table.size;
  for (let index = 0; index < table.width; index++) {
    const word = changetype<Word>(table.words + ((<usize>index) << 3));
    const indexes = word.indexes;
    const values = word.table;
    let into = table.block + ((<usize>(index + 1)) << 2);
    for (let record = from; record < to; record++) {
      const value = at(indexes, record);
      store<i32>(into, values === 0 ? value : at(values, value));
      into += size;
    }
  }
  return table.block + (to - from) * size;
}

/** The hash of a vector as a slot holds it, whatever stands in front. */
function hashOf(vector: usize, size: i32): i32 {
  let hash = (load<u64>(vector) >>> 32) * FACTOR;
  for (let from = vector + 8; from < vector + size; from += 8) {
    hash = (hash ^ (hash >>> 32) ^ load<u64>(from)) * FACTOR;
  }
  return <i32>(((hash ^ (hash >>> 32)) * FACTOR) >>> 32);
}

function seekSlots(table: VectorTable, last: usize): void {
  const slots = table.slots;
  const mask = table.mask;
  const size = table.size;
  for (let vector = table.block; vector < last; vector += size) {
    store<i32>(vector, slots + (hashOf(vector, size) & mask) * size);
  }
}

/** In a loop of its own, which is so short that the processor runs far ahead of what it waits for. */
function fetchSlots(table: VectorTable, last: usize): void {
  const size = table.size;
  let fetched = 0;
  for (let vector = table.block; vector < last; vector += size) {
    const slot: usize = load<i32>(vector);
    fetched += load<i32>(slot) + load<i32>(slot + size - 4);
  }
  store<i32>(FETCHED, fetched);
}

/** Whether two vectors are the same, whatever stands in front of them. */
function isSame(one: usize, other: usize, size: i32): bool {
  let difference = v128.and(v128.xor(v128.load(one), v128.load(other)), i32x4(0, -1, -1, -1));
  for (let from = 16; from < size; from += 16) {
    difference = v128.or(difference, v128.xor(v128.load(one + from), v128.load(other + from)));
  }
  return !v128.any_true(difference);
}

/** Goes on to the slot that a vector is in, or the free one that it would be in. */
function findSlot(table: VectorTable, vector: usize): void {
  const size = table.size;
  const end = table.slots + (table.mask + 1) * size;
  let slot: usize = load<i32>(vector);
  // All zeros, too, are the same as what stands in a free slot.
  while (!isSame(slot, vector, size) && load<i32>(slot) !== 0) {
    slot += size;
    if (slot === end) slot = table.slots;
  }
  store<i32>(vector, slot);
}

/** Finds the slots of the vectors of records `[from, to)`; returns where their block ends. */
function findBlock(table: VectorTable, from: i32, to: i32): usize {
  const last = readBlock(table, from, to);
  seekSlots(table, last);
  fetchSlots(table, last);
  for (let vector = table.block; vector < last; vector += table.size) findSlot(table, vector);
  return last;
}

/**
 * Writes the number of each record's vector from `table.next` on, until `MOST_MISSES` are without one. These get a slot,
 * for which the caller has seen to it that there is room: it goes to `table.missed`, and the record to `misses`. Returns
 * how many they are.
 */
export function findVectors(table: VectorTable, count: i32, numbers: usize, misses: usize): i32 {
  let missing = 0;
  let next = table.next;
  while (next < count && missing < MOST_MISSES) {
    const last = findBlock(table, next, min(next + BLOCK, count));
    // What was a free slot may be that of another vector of the same block by now.
    let isTaken = false;
    for (let vector = table.block; vector < last && missing < MOST_MISSES; vector += table.size) {
      if (isTaken) findSlot(table, vector);
      const slot: usize = load<i32>(vector);
      const front = at(slot, 0);
      if (front === FREE) {
        memory.copy(slot, vector, table.size);
        put(slot, 0, UNNUMBERED);
        table.count++;
        isTaken = true;
      }
      const isKnown = front !== FREE && front !== UNNUMBERED;
      if (!isKnown) {
        put(table.missed, missing, <i32>slot);
        put(misses, missing++, next);
      }
      put(numbers, next++, isKnown ? front - 1 : UNKNOWN);
    }
  }
  table.next = next;
  return missing;
}

/** Puts the vectors of so many slots into those of a table, which are new. */
export function rehashVectors(table: VectorTable, from: usize, count: i32): void {
  const size = table.size;
  for (let old = 0; old < count; old++) {
    const known = from + old * size;
    if (at(known, 0) === 0) continue;
    let index = hashOf(known, size) & table.mask;
    while (at(table.slots + index * size, 0) !== 0) index = (index + 1) & table.mask;
    memory.copy(table.slots + index * size, known, size);
  }
}
