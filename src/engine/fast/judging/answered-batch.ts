import { type BatchMemory, createBatchMemory } from '../../../records/batch-memory.ts';
import type { Kernel } from '../../../records/kernel.ts';
import { createRegion, type Region } from '../../../records/kernel-region.ts';
import type { Parts } from './parts.ts';

/** One batch with the answers to its records, which stay until the next one is taken. */
export interface AnsweredBatch {
  readonly memory: BatchMemory;
  /** What the numbers stand for; absent while nothing is answered. */
  parts: Parts | undefined;
  count: number;
  /** Row number of each record. */
  row: Int32Array;
  rejected: number;
  /** Records that are no leads: they are in no figure. */
  empty: readonly number[];
  /** Numbers of parts by record. */
  readonly criteria: Region;
  readonly groups: readonly Region[];
  readonly totals: Region;
  readonly standings: Region;
  readonly shown: Region;
  readonly rows: Region;
  /** Slots of the tally, and whether the lead counts in the costs' period. */
  sources: Int32Array;
  byGroups: Int32Array;
  inside: Uint8Array;
  /** Of each do-not-contact list the leads that could be looked up, and those that it met. */
  lookedUp: Float64Array;
  /** How the batch's cells were read, as `ReadingCounts` adds it. */
  doubts: Float64Array;
  /** The hashes of the dedupe keys: two words for each record and key. */
  keys: Uint32Array;
}

const WORD = 4;

export function createAnsweredBatch(kernel: Kernel, groups: number): AnsweredBatch {
  return {
    memory: createBatchMemory(kernel),
    parts: undefined,
    count: 0,
    row: new Int32Array(0),
    rejected: 0,
    empty: [],
    criteria: createRegion(kernel),
    groups: Array.from({ length: groups }, () => createRegion(kernel)),
    totals: createRegion(kernel),
    standings: createRegion(kernel),
    shown: createRegion(kernel),
    rows: createRegion(kernel),
    sources: new Int32Array(0),
    byGroups: new Int32Array(0),
    inside: new Uint8Array(0),
    lookedUp: new Float64Array(0),
    doubts: new Float64Array(0),
    keys: new Uint32Array(0),
  };
}

/** Makes room for the answers to so many records, which moves the kernel's memory. */
export function makeRoom(answered: AnsweredBatch, records: number, keyCount: number): void {
  const { criteria, groups, totals, standings, shown, rows } = answered;
  for (const region of [criteria, ...groups, totals, standings, shown, rows]) {
    region.makeRoom(records * WORD);
  }
  if (answered.sources.length >= records) return;
  const room = Math.ceil(records * 1.25);
  answered.sources = new Int32Array(room);
  answered.byGroups = new Int32Array(room);
  answered.inside = new Uint8Array(room);
  answered.keys = new Uint32Array(room * keyCount * 2);
}
