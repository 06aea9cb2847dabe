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

/** What a rulebook says of one lead, duplicates apart. The same answers of its fields give the same verdict. */
export interface Verdict {
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
  /** The total, and the groups in the rulebook's order. */
  readonly score: Hundredths;
  readonly groups: readonly Hundredths[];
  readonly grade?: string;
  readonly frameworks: readonly FrameworkVerdict[];
  /** In the rulebook's order. */
  readonly criteria: readonly Answer[];
  /** Indexes of the score rules met, numbered through all groups in the rulebook's order. */
  readonly rulesMet: readonly number[];
  readonly reasons: readonly Reason[];
  /** Names of the criteria without an answer. */
  readonly unknown: readonly string[];
  /** Names of the fields read as invalid, of those that `qual_issues` names. */
  readonly invalid: readonly string[];
  readonly route?: string;
  readonly followUp?: FollowUp;
}
