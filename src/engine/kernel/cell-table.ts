// Runs once per cell that a rulebook reads. It waits for memory and for branches that could not be foreseen: so what tells
// most cells apart lies in one line of it, and is compared at once.
export const UNKNOWN: i32 = -1;
/** Bytes of a cell that stand in its slot. */
const HEAD: i32 = 16;
/** Odd; others in each process, so that no list can be written whose cells all ask for one slot. */
let firstFactor: u64 = 1;
let secondFactor: u64 = 1;
let thirdFactor: u64 = 1;
/** The half of a key that is a hash; the other is a size. */
const HASH_BITS: u64 = ~(<u64>0xffffffff);
const SLOT_SIZE: usize = 32;

/** Takes random words for the factors, before any cell is looked up. */
export function seedCells(one: u32, two: u32, three: u32, four: u32, five: u32, six: u32): void {
  firstFactor = ((<u64>one) << 32) | two | 1;
  secondFactor = ((<u64>three) << 32) | four | 1;
  thirdFactor = ((<u64>five) << 32) | six | 1;
}

/** Cells of one column by their bytes, each with the number that it is known by. */
@unmanaged
export class CellTable {
  /** `Slot`s by hash; their count is a power of two. */
  slots: usize;
  mask: i32;
  /** The bytes of all cells that are longer than `HEAD`, and how many there are. */
  bytes: usize;
  length: i32;
  cells: i32;
}

/** A cell that is known. */
@unmanaged
class Slot {
  /** Its first bytes; 0 behind its end. */
  head: v128;
  /** Its hash, and below that its length and 1; 0 where the slot is free. */
  key: u64;
  /** Where all its bytes start, if it is longer than `HEAD`. */
  start: i32;
  /** The number and 1. */
  number: i32;
}

/** A cell that is looked for. */
@unmanaged
export class Sought {
  head: v128;
  key: u64;
  start: usize;
  length: i32;
  /** The first slot that it may be in, and then the one that it is in. */
  slot: usize;
  record: i32;
}

/** Bytes from one to the next in an array of them. */
export const SOUGHT_SIZE: i32 = 48;

/** The first bytes of a cell: up to `HEAD` behind its end are read along, and left out. */
function headOf(start: usize, length: i32): v128 {
  const positions = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  return v128.and(v128.load(start), i8x16.gt_s(i8x16.splat(<i8>min(length, HEAD)), positions));
}

/** Works out by what the cells of a list `[from, to)` are known, whose start and length are given, and the first slot of each. */
export function seekSlots(table: CellTable, from: usize, to: usize): void {
  const slots = table.slots;
  const mask = table.mask;
  const first = firstFactor;
  const second = secondFactor;
  const third = thirdFactor;
  for (let each = from; each < to; each += SOUGHT_SIZE) {
    const sought = changetype<Sought>(each);
    const start = sought.start;
    const length = sought.length;
    const head = headOf(start, length);
    let hash = v128.extract_lane<u64>(head, 0) * first + v128.extract_lane<u64>(head, 1) * second;
    if (length > HEAD) hash = addRest(hash, start + HEAD, start + length);
    hash = (hash ^ (hash >>> 32)) * third;
    sought.head = head;
    sought.key = (hash & HASH_BITS) | <u64>(length + 1);
    sought.slot = slots + <usize>(<i32>(hash >>> 32) & mask) * SLOT_SIZE;
  }
}

function addRest(hash: u64, start: usize, end: usize): u64 {
  let sum = hash;
  for (let from = start; from + 8 < end; from += 8) sum = mix(sum, load<u64>(from));
  return mix(sum, load<u64>(end - 8));
}

function mix(hash: u64, bytes: u64): u64 {
  const mixed = (hash ^ bytes) * firstFactor;
  return mixed ^ (mixed >>> 32);
}

function differ(one: v128, other: v128): bool {
  return v128.any_true(v128.xor(one, other));
}

/** Whether the rest of a long cell is that of the one in a slot, which begins like it and is as long. */
function endsAlike(table: CellTable, slot: Slot, sought: Sought): bool {
  const known = table.bytes + slot.start;
  const start = sought.start;
  const last = sought.length - HEAD;
  for (let done = HEAD; done < last; done += HEAD) {
    if (differ(v128.load(known + done), v128.load(start + done))) return false;
  }
  return !differ(v128.load(known + last), v128.load(start + last));
}

function holds(table: CellTable, slot: Slot, sought: Sought): bool {
  if (slot.key !== sought.key || differ(slot.head, sought.head)) return false;
  return sought.length <= HEAD || endsAlike(table, slot, sought);
}

/** Goes on from the first slot of each cell in a list `[from, to)` to the one that it is in, or the free one that it would be in. */
export function findSlots(table: CellTable, from: usize, to: usize): void {
  const end = table.slots + <usize>(table.mask + 1) * SLOT_SIZE;
  for (let each = from; each < to; each += SOUGHT_SIZE) {
    const sought = changetype<Sought>(each);
    let at = sought.slot;
    while (!holds(table, changetype<Slot>(at), sought) && changetype<Slot>(at).key !== 0) {
      at += SLOT_SIZE;
      if (at === end) at = table.slots;
    }
    sought.slot = at;
  }
}

/** The number of a cell whose slot is found, or -1. */
export function numberOf(sought: Sought): i32 {
  return changetype<Slot>(sought.slot).number - 1;
}

/** A list of one. */
const ONE = memory.data(SOUGHT_SIZE, 16);

function find(table: CellTable, start: usize, end: usize): Sought {
  const sought = changetype<Sought>(ONE);
  sought.start = start;
  sought.length = <i32>(end - start);
  seekSlots(table, ONE, ONE + SOUGHT_SIZE);
  findSlots(table, ONE, ONE + SOUGHT_SIZE);
  return sought;
}

/** The number that bytes `[start, end)` are known by, or -1. */
export function findCell(table: CellTable, start: usize, end: usize): i32 {
  return numberOf(find(table, start, end));
}

/** Makes bytes known that are not: the caller has seen to it that there is room for them and for one more cell. */
export function learnCell(table: CellTable, start: usize, end: usize, number: i32): void {
  const sought = find(table, start, end);
  const slot = changetype<Slot>(sought.slot);
  if (slot.key !== 0) return;
  slot.head = sought.head;
  slot.key = sought.key;
  slot.start = table.length;
  slot.number = number + 1;
  table.cells++;
  const length = sought.length;
  if (length <= HEAD) return;
  memory.copy(table.bytes + table.length, start, length);
  table.length += length;
}

/** Puts the cells of so many slots into those of a table, which are new. */
export function rehashCells(table: CellTable, from: usize, count: i32): void {
  for (let old = 0; old < count; old++) {
    const known = from + <usize>old * SLOT_SIZE;
    const key = changetype<Slot>(known).key;
    if (key === 0) continue;
    let index = <i32>(key >>> 32) & table.mask;
    let slot = table.slots + <usize>index * SLOT_SIZE;
    while (changetype<Slot>(slot).key !== 0) {
      index = (index + 1) & table.mask;
      slot = table.slots + <usize>index * SLOT_SIZE;
    }
    memory.copy(slot, known, SLOT_SIZE);
  }
}
