import type { Hundredths } from '../model/condition.ts';
import type { CriteriaPart, StandingPart } from '../model/verdict.ts';
import type { JudgedScore } from './parts/score-part.ts';

/** What one rulebook makes of one lead. A part may be shared by any number of leads: equal objects are equal parts. */
export interface JudgedLead {
  /** Whether it is a lead of the summary: a duplicate is not, and neither is one outside the costs' period. */
  readonly state: 'judged' | 'duplicate' | 'outside';
  /** The parts of its verdict; as if it were no duplicate. */
  readonly standing: StandingPart;
  readonly criteria: CriteriaPart;
  /** In the rulebook's order. */
  readonly groups: readonly JudgedScore[];
  /** The total. */
  readonly score: Hundredths;
}

/** One lead under two rulebooks. */
export interface ComparedLead {
  /** Number of the list in the run, from 0. */
  readonly list: number;
  readonly row: number;
  readonly before: JudgedLead;
  readonly after: JudgedLead;
}
