/**
 * Finds leads that repeat an earlier one. Per key and distinct value it keeps a 64-bit hash of the value, the first
 * lead that had it and a count: 13 bytes in a table that is 40 to 80 % full, so 16 to 33 bytes a lead and key. Two
 * different values among a million leads meet in one hash with a probability of about 3 in 100 million.
 */
export interface DuplicateIndex {
  /**
   * The earliest earlier lead with an equal value in one of the keys. `keyValues` has one text for each key, undefined
   * where a field of it is unknown; leads are numbered through the run and come in order.
   */
  find(keyValues: readonly (string | undefined)[], lead: number): number | undefined;
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

interface KeyTable {
  /** The first lead with this value; `isNew` if it is this one. */
  firstOf(value: string, lead: number): { readonly lead: number; readonly isNew: boolean };
  readonly shared: ReadonlyMap<number, number>;
}

const FIRST_SLOTS = 1 << 10;
const FULLEST = 0.8;

export function createDuplicateIndex(keyCount: number): DuplicateIndex {
  const tables = Array.from({ length: keyCount }, createKeyTable);
  return {
    find(keyValues, lead) {
      let earliest: number | undefined;
      for (let key = 0; key < tables.length; key++) {
        const value = keyValues[key];
        const found = value === undefined ? undefined : tables[key]?.firstOf(value, lead);
        if (found === undefined || found.isNew) continue;
        if (earliest === undefined || found.lead < earliest) earliest = found.lead;
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

/** Joins the values of a key's fields so that different values never give the same text. */
export function joinKey(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : values.map(value => `${value.length}:${value}`).join('');
}

/** A hash table with open addressing: the slot of a value is the first free one from its hash on. */
function createKeyTable(): KeyTable {
  let low = new Uint32Array(FIRST_SLOTS);
  let high = new Uint32Array(FIRST_SLOTS);
  let leads = new Uint32Array(FIRST_SLOTS);
  /** Leads with the slot's value, up to one more than `MOST_SHARED`; 0 where the slot is free. */
  let counts = new Uint8Array(FIRST_SLOTS);
  let used = 0;
  const shared = new Map<number, number>();

  function slotOf(lowHash: number, highHash: number): number {
    const mask = counts.length - 1;
    let slot = lowHash & mask;
    while (counts[slot] !== 0 && (low[slot] !== lowHash || high[slot] !== highHash)) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const old = { low, high, leads, counts };
    const size = counts.length * 2;
    low = new Uint32Array(size);
    high = new Uint32Array(size);
    leads = new Uint32Array(size);
    counts = new Uint8Array(size);
    for (let from = 0; from < old.counts.length; from++) {
      if (old.counts[from] === 0) continue;
      const to = slotOf(old.low[from] ?? 0, old.high[from] ?? 0);
      low[to] = old.low[from] ?? 0;
      high[to] = old.high[from] ?? 0;
      leads[to] = old.leads[from] ?? 0;
      counts[to] = old.counts[from] ?? 0;
    }
  }

  function countAgain(slot: number): void {
    const first = leads[slot] ?? 0;
    if ((counts[slot] ?? 0) < MOST_SHARED) counts[slot] = (counts[slot] ?? 0) + 1;
    else shared.set(first, (shared.get(first) ?? MOST_SHARED) + 1);
  }

  return {
    shared,
    firstOf(value, lead) {
      const [lowHash, highHash] = hash64(value);
      const slot = slotOf(lowHash, highHash);
      if (counts[slot] !== 0) {
        countAgain(slot);
        return { lead: leads[slot] ?? 0, isNew: false };
      }
      low[slot] = lowHash;
      high[slot] = highHash;
      leads[slot] = lead;
      counts[slot] = 1;
      used++;
      if (used > counts.length * FULLEST) grow();
      return { lead, isNew: true };
    },
  };
}

/** cyrb53's two lanes (bryc, public domain) with all of their 64 bits. */
function hash64(text: string): readonly [low: number, high: number] {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return [one >>> 0, two >>> 0];
}
