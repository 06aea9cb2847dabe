import type { HashWords } from './hash64.ts';

/**
 * Finds leads that repeat an earlier one. Per key and distinct value it keeps the 64-bit hash of the value, the first
 * lead that had it and a count: 13 bytes in tables that are 68 to 85 % full, so 15 to 19 bytes a lead and key.
 */
export interface DuplicateIndex {
  /**
   * The earliest earlier lead with an equal value in one of the keys; 0 where there is none. The hashes of the lead's
   * keys stand in `words` from `at` on, two words each. Leads are numbered through the run from 1 and come in order.
   */
  find(words: HashWords, at: number, lead: number): number;
  /** Values that more than 20 leads share, by key and then by the first lead that had them. */
  shared(): readonly SharedValue[];
}

export interface SharedValue {
  /** Index of the key. */
  readonly key: number;
  /** The first lead that had the value. */
  readonly firstLead: number;
  readonly leads: number;
}

/** Above so many leads a shared value is more likely a placeholder than a person. */
export const MOST_SHARED = 20;

export function createDuplicateIndex(keyCount: number): DuplicateIndex {
  const tables = Array.from({ length: keyCount }, createKeyTable);
  return {
    find(words, at, lead) {
      let earliest = 0;
      for (let key = 0; key < keyCount; key++) {
        const low = words[at + 2 * key] as number;
        const high = words[at + 2 * key + 1] as number;
        if (low === 0 && high === 0) continue;
        const first = (tables[key] as KeyTable).firstOf(low, high, lead);
        if (first !== lead && (earliest === 0 || first < earliest)) earliest = first;
      }
      return earliest;
    },
    shared: () =>
      tables.flatMap(({ shared }, key) =>
        [...shared]
          .sort(([one], [other]) => one - other)
          .map(([firstLead, leads]) => ({ key, firstLead, leads })),
      ),
  };
}

interface KeyTable {
  /** The first lead with this hash, which is `lead` itself if there was none before. */
  firstOf(low: number, high: number, lead: number): number;
  readonly shared: ReadonlyMap<number, number>;
}

/** A part of a table: `entries` holds low word, high word and lead of each slot; the lead is 0 where it is free. */
interface Part {
  entries: Uint32Array;
  /** Leads with the slot's value beside the first, up to `MOST_SHARED`. */
  repeats: Uint8Array;
  used: number;
}

/** Parts grow one at a time, so that growing never needs the memory of a second table. */
const PARTS = 64;
const FIRST_SLOTS = 16;
const FULLEST = 0.85;
const GROWTH = 1.25;
const WORDS = 3;

/** Hash tables with open addressing: the slot of a value is the first free one from its hash on. */
function createKeyTable(): KeyTable {
  const parts = Array.from({ length: PARTS }, () => createPart(FIRST_SLOTS));
  const shared = new Map<number, number>();
  return {
    shared,
    firstOf(low, high, lead) {
      const number = high % PARTS;
      let part = parts[number] as Part;
      const slot = findSlot(part, low, high);
      const first = part.entries[slot * WORDS + 2] as number;
      if (first !== 0) {
        const repeats = (part.repeats[slot] as number) + 1;
        if (repeats < MOST_SHARED) part.repeats[slot] = repeats;
        else shared.set(first, (shared.get(first) ?? MOST_SHARED) + 1);
        return first;
      }
      fill(part, { slot, low, high, lead });
      if (part.used > part.repeats.length * FULLEST) {
        part = grown(part);
        parts[number] = part;
      }
      return lead;
    },
  };
}

function createPart(slots: number): Part {
  return { entries: new Uint32Array(slots * WORDS), repeats: new Uint8Array(slots), used: 0 };
}

function findSlot({ entries, repeats }: Part, low: number, high: number): number {
  const slots = repeats.length;
  let slot = Math.floor((low / 2 ** 32) * slots);
  let at = slot * WORDS;
  while (entries[at + 2] !== 0 && (entries[at] !== low || entries[at + 1] !== high)) {
    slot = slot + 1 === slots ? 0 : slot + 1;
    at = slot * WORDS;
  }
  return slot;
}

interface Entry {
  readonly slot: number;
  readonly low: number;
  readonly high: number;
  readonly lead: number;
}

/** Three stores: an array of them, set at once, took more time than all else that is done for a lead. */
function fill(part: Part, { slot, low, high, lead }: Entry): void {
  const { entries } = part;
  const at = slot * WORDS;
  entries[at] = low;
  entries[at + 1] = high;
  entries[at + 2] = lead;
  part.used++;
}

function grown(old: Part): Part {
  const part = createPart(Math.ceil(old.repeats.length * GROWTH));
  for (let slot = 0; slot < old.repeats.length; slot++) {
    const at = slot * WORDS;
    const low = old.entries[at] as number;
    const high = old.entries[at + 1] as number;
    const lead = old.entries[at + 2] as number;
    if (lead === 0) continue;
    const to = findSlot(part, low, high);
    fill(part, { slot: to, low, high, lead });
    part.repeats[to] = old.repeats[slot] as number;
  }
  return part;
}
