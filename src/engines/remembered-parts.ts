import type { PartSlot, VerdictSlot } from '../costs/tally.ts';
import type { JudgedCriteria } from '../evaluation/criteria-part.ts';
import type { JudgedScore } from '../evaluation/score-part.ts';
import type { JudgedStanding } from '../evaluation/standing-part.ts';
import type { PartPieces, ReasonPieces } from '../leads/annotator.ts';

/** A part of a verdict that any number of leads share. */
export interface RememberedPart<Part> {
  readonly part: Part;
  /** Where the tally counts it. */
  readonly slot: PartSlot;
  /** What it says in an annotation, for each list that has asked. */
  readonly pieces: PartPieces[];
  readonly reasons: ReasonPieces[];
}

export interface RememberedStanding extends RememberedPart<JudgedStanding> {
  readonly slot: VerdictSlot;
  /** Whether the follow-up is counted from a date of the lead's own. */
  readonly isFollowedFrom: boolean;
}

export interface RememberedCriteria extends RememberedPart<JudgedCriteria> {
  /** Number of its key: all that a standing asks of it. */
  readonly number: number;
}

export interface RememberedScore extends RememberedPart<JudgedScore> {
  /** Its interval in each world: now and best, one after the other. */
  readonly ends: Float64Array;
  /** Number of the places of all its ends among the thresholds of stages. */
  readonly number: number;
}

export interface RememberedTotal
  extends RememberedPart<{ readonly score: number; readonly grade?: string }> {}
