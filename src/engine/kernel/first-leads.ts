// Runs once per lead and key. It waits for memory: so the entries of some dozens of leads are fetched side by side.
import { at, FETCHED, put } from './batch';

/** Records at a time. */
const BLOCK: i32 = 64;
/** Set in an entry's repeats while the table grows, for as long as it stands where the smaller table had it. */
const UNPLACED: u8 = 0x80;
const ENTRY_SIZE: usize = 13;

/** The first lead of each value, by the value's 64-bit hash. */
@unmanaged
export class FirstLeads {
  /** `Entry`s, each in the first free slot from where its hash stands among all. */
  entries: usize;
  slots: i32;
  /** Entries in use, of which the caller keeps some free. */
  used: i32;
  /** By record: the hash, `stride` bytes from one to the next, 0 where there is none; the lead; an earlier one or 0. */
  hashes: usize;
  stride: i32;
  leads: usize;
  earlier: usize;
  /** First leads of values that `mostShared` leads had already, once for each record that has one. */
  mostShared: i32;
  crowded: usize;
  /** Odd and random, so that no list can be written whose values all ask for one slot. */
  lowFactor: u32;
  highFactor: u32;
}

@unmanaged
class Entry {
  hash: u64;
  /** From 1 on; 0 where the slot is free. */
  lead: u32;
  /** Leads with the value beside the first; no more are counted than are asked for. */
  repeats: u8;
}

function entryAt(table: FirstLeads, slot: i32): usize {
  return table.entries + <usize>slot * ENTRY_SIZE;
}

/** The slot that an entry is looked for from: where its mixed hash stands among all that there are, so that growing keeps the order. */
function homeOf(table: FirstLeads, hash: u64): i32 {
  const mixed = <u32>hash * table.lowFactor + <u32>(hash >>> 32) * table.highFactor;
  return <i32>((<u64>mixed * <u64>table.slots) >>> 32);
}

function after(table: FirstLeads, slot: i32): i32 {
  return slot + 1 === table.slots ? 0 : slot + 1;
}

/** Where an entry is, or the free slot that it belongs in. */
function findEntry(table: FirstLeads, hash: u64): Entry {
  let slot = homeOf(table, hash);
  let entry = changetype<Entry>(entryAt(table, slot));
  while (entry.lead !== 0 && entry.hash !== hash) {
    slot = after(table, slot);
    entry = changetype<Entry>(entryAt(table, slot));
  }
  return entry;
}

function hashAt(table: FirstLeads, record: i32): u64 {
  return load<u64>(table.hashes + <usize>(record * table.stride));
}

function fetchEntries(table: FirstLeads, from: i32, to: i32): void {
  let fetched = 0;
  for (let record = from; record < to; record++) {
    fetched += load<i32>(entryAt(table, homeOf(table, hashAt(table, record))));
  }
  store<i32>(FETCHED, fetched);
}

/**
 * Takes so many leads in, in the order of their numbers, and writes to `earlier` the first lead that had the value, where
 * that is earlier than what stands there or nothing does. Returns how many stand in `crowded`.
 */
export function findFirstLeads(table: FirstLeads, count: i32): i32 {
  let crowded = 0;
  for (let from = 0; from < count; from += BLOCK) {
    const to = min(from + BLOCK, count);
    fetchEntries(table, from, to);
    for (let record = from; record < to; record++) {
      const hash = hashAt(table, record);
      if (hash === 0) continue;
      const entry = findEntry(table, hash);
      if (entry.lead === 0) {
        entry.hash = hash;
        entry.lead = at(table.leads, record);
        table.used++;
        continue;
      }
      const found = <u32>at(table.earlier, record);
      if (found === 0 || entry.lead < found) put(table.earlier, record, entry.lead);
      if (<i32>entry.repeats + 1 < table.mostShared) entry.repeats++;
      else put(table.crowded, crowded++, entry.lead);
    }
  }
  return crowded;
}

function isUnplaced(table: FirstLeads, slot: i32): bool {
  return (changetype<Entry>(entryAt(table, slot)).repeats & UNPLACED) !== 0;
}

/** Moves an entry to where it belongs; one that is to be placed too, and stands there, takes its slot. */
function place(table: FirstLeads, slot: i32): void {
  const old = changetype<Entry>(entryAt(table, slot));
  const hash = old.hash;
  const lead = old.lead;
  const repeats = old.repeats;
  let to = homeOf(table, hash);
  while (changetype<Entry>(entryAt(table, to)).lead !== 0 && !isUnplaced(table, to)) to = after(table, to);
  const entry = changetype<Entry>(entryAt(table, to));
  old.hash = entry.hash;
  old.lead = entry.lead;
  old.repeats = entry.repeats;
  entry.hash = hash;
  entry.lead = lead;
  entry.repeats = repeats & ~UNPLACED;
}

/**
 * Spreads the entries of so many slots over all slots, of which there are more now; the others are free. From the last one
 * on, since most then go to where nothing is: only few have to change places.
 */
export function spreadFirstLeads(table: FirstLeads, before: i32): void {
  // What is read before it is written is mapped twice, and all threads are kept waiting for the second time.
  const end = entryAt(table, before);
  memory.fill(end, 0, entryAt(table, table.slots) - end);
  for (let slot = 0; slot < before; slot++) {
    const entry = changetype<Entry>(entryAt(table, slot));
    if (entry.lead !== 0) entry.repeats |= UNPLACED;
  }
  for (let slot = before - 1; slot >= 0; slot--) while (isUnplaced(table, slot)) place(table, slot);
}
