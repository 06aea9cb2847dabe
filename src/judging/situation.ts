import type { Answer, Hundredths } from '../model/condition.ts';
import type { FieldAnswers } from './field-judge.ts';

/** A score now, and with every unknown rule of positive points met, which may be Infinity. */
export interface Interval {
  readonly now: Hundredths;
  readonly best: Hundredths;
}

/** What one rule adds to its group. */
export interface RulePoints extends Interval {
  readonly answer: Answer;
}

/** One end of a group's interval, step by step. */
export interface GroupEnd {
  readonly sum: Hundredths;
  /** The sum held between the group's `min` and `max`. */
  readonly clamped: Hundredths;
  /** The percentage that the decay keeps; 100 without one. */
  readonly keptPercent: number;
  /** What is left after decay. */
  readonly points: Hundredths;
}

export interface GroupScore {
  readonly rules: readonly RulePoints[];
  readonly now: GroupEnd;
  readonly best: GroupEnd;
}

/** Everything that a condition can ask about one lead. Lists are in the rulebook's order. */
export interface Situation {
  readonly fields: readonly FieldAnswers[];
  readonly criteria: readonly Answer[];
  readonly frameworks: readonly Answer[];
  readonly groups: readonly GroupScore[];
  readonly total: Interval;
}
