import type { RecordBatch } from '../leads/record-batch.ts';
import type { Day } from '../model/lead.ts';
import type {
  RememberedCriteria,
  RememberedScore,
  RememberedStanding,
  RememberedTotal,
} from './remembered-parts.ts';

/**
 * The answers to the records of one batch, by index of the record. The arrays are longer than what is in use, and there
 * are so many of them because an object for each row would be garbage that workers need three times the memory for.
 */
export interface AnsweredBatch {
  batch: RecordBatch;
  readonly standings: RememberedStanding[];
  readonly criteria: RememberedCriteria[];
  readonly totals: RememberedTotal[];
  /** By group, then by record. */
  readonly scores: readonly RememberedScore[][];
  /** Names of the fields read as invalid. */
  readonly invalid: (readonly string[])[];
  /** The day that the follow-up is due, where that is counted from a date of the lead's own. */
  readonly followUpBy: (Day | undefined)[];
  /** Slots of the tally, and whether the lead counts in the costs' period. */
  sources: Int32Array;
  groups: Int32Array;
  inside: Uint8Array;
  /** What the batch says of the list's locale. */
  doubts: Float64Array;
  /** The hashes of the dedupe keys: two words for each record and key. */
  keys: Uint32Array;
}

export function createAnsweredBatch(scores: number): AnsweredBatch {
  return {
    batch: NO_BATCH,
    standings: [],
    criteria: [],
    totals: [],
    scores: Array.from({ length: scores }, () => []),
    invalid: [],
    followUpBy: [],
    sources: new Int32Array(0),
    groups: new Int32Array(0),
    inside: new Uint8Array(0),
    doubts: new Float64Array(0),
    keys: new Uint32Array(0),
  };
}

const NONE = new Int32Array(0);
const NO_BATCH: RecordBatch = {
  bytes: Buffer.alloc(0),
  count: 0,
  row: NONE,
  firstCell: NONE,
  cellStarts: NONE,
  ends: NONE,
  nexts: NONE,
  flags: new Uint8Array(0),
  quote: 0,
  rejects: [],
};

export function makeRoom(answered: AnsweredBatch, records: number, keyCount: number): void {
  if (answered.sources.length >= records) return;
  const room = Math.ceil(records * 1.25);
  answered.sources = new Int32Array(room);
  answered.groups = new Int32Array(room);
  answered.inside = new Uint8Array(room);
  answered.keys = new Uint32Array(room * keyCount * 2);
}
