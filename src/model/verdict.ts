import type { Answer, Comparison, Hundredths } from './condition.ts';
import type { FollowUp, Standing } from './rulebook.ts';

/** One entry of `qual_reasons`. The points of the last three kinds sum exactly to the total score. */
export type Reason =
  | { readonly kind: 'suppressed' }
  | { readonly kind: 'name' /** A criterion, framework or field that is met. */; readonly name: string }
  | {
      readonly kind: 'score';
      readonly score: string;
      readonly comparison: Comparison;
      readonly threshold: Hundredths;
    }
  | {
      readonly kind: 'not' /** Reasons of kind `name` or `score` under a met `not`. */;
      readonly of: readonly Reason[];
    }
  | { readonly kind: 'rule'; readonly group: string; readonly rule: string; readonly points: Hundredths }
  | {
      readonly kind: 'clamp';
      readonly group: string;
      readonly bound: 'min' | 'max';
      readonly points: Hundredths;
    }
  | { readonly kind: 'decay'; readonly group: string; readonly points: Hundredths };

/** How a lead stands against one framework. */
export interface FrameworkVerdict {
  readonly name: string;
  readonly answer: Answer;
  readonly met: number;
  readonly criteria: readonly { readonly name: string; readonly answer: Answer }[];
}

/** What the stages make of a lead. */
export interface StandingPart {
  readonly stage: string;
  readonly standing: Standing;
  /** Index into the rulebook's stages; -1 for a suppressed lead under a rulebook without `disqualified`. */
  readonly stageIndex: number;
  readonly suppressed: boolean;
  /** The stage still within reach: index into the rulebook's stages. */
  readonly couldBe?: number;
  readonly answersNeeded?: '1' | '2+';
  readonly nextQuestion?: string;
  /** Indexes of the unknown criteria of which each by itself would bring the lead to `couldBe`. */
  readonly decidedBy: readonly number[];
  readonly route?: string;
  readonly followUp?: FollowUp;
}

/** The answers to the criteria and what is counted of them. */
export interface CriteriaPart {
  /** In the rulebook's order. */
  readonly criteria: readonly Answer[];
  readonly frameworks: readonly FrameworkVerdict[];
  /** Names of the criteria without an answer. */
  readonly unknown: readonly string[];
}

/** What one score group makes of a lead. */
export interface ScorePart {
  readonly points: Hundredths;
  /** What the points are made of: they sum exactly to them. */
  readonly reasons: readonly Reason[];
  /** Indexes of the rules met, numbered through all groups in the rulebook's order. */
  readonly rulesMet: readonly number[];
}

/** What a rulebook says of one lead, duplicates apart. The same answers of its fields give the same verdict. */
export interface Verdict extends StandingPart, CriteriaPart {
  /** The total, and the groups in the rulebook's order. */
  readonly score: Hundredths;
  readonly groups: readonly Hundredths[];
  readonly grade?: string;
  /** Indexes of the score rules met, numbered through all groups in the rulebook's order. */
  readonly rulesMet: readonly number[];
  /** Those of the stage, then those of the groups. */
  readonly reasons: readonly Reason[];
  /** Names of the fields read as invalid, of those that `qual_issues` names. */
  readonly invalid: readonly string[];
}
