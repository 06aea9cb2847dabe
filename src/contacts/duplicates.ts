import { createFirstLeads, type HashedLeads } from '../records/first-leads.ts';
import { MOST_SHARED } from './dedupe-keys.ts';

/**
 * Finds leads that repeat an earlier one. Per key and distinct value it keeps the 64-bit hash of the value, the first
 * lead that had it and a count: 13 bytes in tables that are 68 to 85 % full, so 15 to 19 bytes a lead and key.
 */
export interface DuplicateIndex {
  /**
   * Of each lead the earliest earlier one with an equal value in one of the keys; 0 where there is none. The hashes of a
   * lead's keys stand one after the other in `hashes`. Leads are numbered through the run from 1 and come in order.
   */
  find(hashed: HashedLeads): Uint32Array;
  /** Values that more than `MOST_SHARED` leads share, by key and then by the first lead that had them. */
  shared(): readonly SharedValue[];
}

export interface SharedValue {
  /** Index of the key. */
  readonly key: number;
  /** The first lead that had the value. */
  readonly firstLead: number;
  readonly leads: number;
}

export function createDuplicateIndex(keyCount: number): DuplicateIndex {
  const tables = Array.from({ length: keyCount }, (_, key) =>
    createFirstLeads({ key, keyCount, mostShared: MOST_SHARED }),
  );
  return {
    find(hashed) {
      const earlier = new Uint32Array(hashed.leads.length);
      for (const table of tables) table.find(hashed, earlier);
      return earlier;
    },
    shared: () =>
      tables.flatMap(({ shared }, key) =>
        [...shared]
          .sort(([one], [other]) => one - other)
          .map(([firstLead, leads]) => ({ key, firstLead, leads })),
      ),
  };
}
