import type { ExplainedInterval, ExplainedTest } from '../../language/words/explain-tests.ts';
import type { Answer, Hundredths } from '../../model/condition.ts';
import type { Day, Notation, Reading } from '../../model/lead.ts';
import type { Standing } from '../../model/rulebook.ts';
import type { Verdict } from '../../model/verdict.ts';

/** How one field of the lead was read. */
export interface ExplainedField {
  readonly name: string;
  readonly type: string;
  /** The header that the cell stands under; absent with `reading.kind` `absent`, and for cells without a header. */
  readonly column?: string;
  /** The cell as it stands in the list; absent with `reading.kind` `absent`. */
  readonly text?: string;
  readonly reading: Reading;
  /** The value in words: a date as yyyy-MM-dd, a boolean as yes or no; absent unless it is a value. */
  readonly shown?: string;
  /** The unit that the header gives for a number, such as `thousands`. */
  readonly unit?: string;
  /** What the cell means in other ways of writing it, such as `2026-11-05 with the day first`. */
  readonly otherwise?: readonly string[];
  /** The domain of an email or url; absent unless there is one. */
  readonly domain?: string;
}

export interface ExplainedCriterion {
  readonly name: string;
  readonly answer: Answer;
  /** Present where the rulebook's `unknown:` settled an unknown answer. */
  readonly settled?: 'met' | 'unmet';
  readonly ask?: string;
  /** The tests that made the condition what it is (before it was settled). */
  readonly because: readonly ExplainedTest[];
}

export interface ExplainedFramework {
  readonly name: string;
  readonly answer: Answer;
  readonly met: number;
  readonly pass: number;
  readonly criteria: readonly {
    readonly name: string;
    readonly answer: Answer;
    readonly required: boolean;
  }[];
}

export interface ExplainedRule {
  readonly id: string;
  readonly kind: 'when' | 'first' | 'per';
  readonly answer: Answer;
  readonly now: Hundredths;
  /** With every unknown of positive points met; may be Infinity. */
  readonly best: Hundredths;
  /** The tests that decided; for `first`, of the entries looked at; for `per`, the field. */
  readonly because: readonly ExplainedTest[];
}

/** One end of a group's interval, step by step. */
export interface ExplainedGroupEnd {
  readonly sum: Hundredths;
  /** The sum held between `min` and `max`. */
  readonly clamped: Hundredths;
  /** After decay: the group's points. */
  readonly points: Hundredths;
  /** The percentage kept; 100 without decay. */
  readonly keptPercent: number;
}

export interface ExplainedGroup {
  readonly name: string;
  readonly rules: readonly ExplainedRule[];
  readonly min?: Hundredths;
  readonly max?: Hundredths;
  /** Age in days since the date; absent where the date is unknown. */
  readonly decay?: { readonly since: string; readonly ageDays?: number };
  readonly now: ExplainedGroupEnd;
  readonly best: ExplainedGroupEnd;
}

export interface ExplainedStage {
  readonly name: string;
  readonly standing: Standing;
  /** What the condition comes to; `met` for the last stage, which has none. */
  readonly answer: Answer;
  /** `taken`; `passed over`: not met; `not reached`: an earlier stage was taken. */
  readonly outcome: 'taken' | 'passed over' | 'not reached';
  /** The tests that made the condition met, unmet or unknown; empty for the last stage. */
  readonly because: readonly ExplainedTest[];
}

/** The stage still within reach, and the answers that would bring the lead there. */
export interface ExplainedOutlook {
  readonly stage: string;
  readonly answersNeeded: '1' | '2+';
  readonly nextQuestion?: string;
  /** The criteria of which each by itself would decide, with their questions. */
  readonly decidedBy: readonly { readonly criterion: string; readonly ask?: string }[];
}

/** One lead step by step: pure data, in the order in which a reader would ask. */
export interface Explanation {
  readonly rulebook: { readonly name: string; readonly version: number };
  readonly asOf: Day;
  readonly notation: Notation;
  readonly fields: readonly ExplainedField[];
  readonly criteria: readonly ExplainedCriterion[];
  readonly frameworks: readonly ExplainedFramework[];
  readonly groups: readonly ExplainedGroup[];
  readonly total: ExplainedInterval;
  /** The grade with the score it is read from; absent where the rulebook has no grades. */
  readonly grade?: { readonly score: string; readonly points: Hundredths; readonly grade?: string };
  readonly suppressed: boolean;
  /** `list:row` of the earlier lead that this one repeats. */
  readonly duplicateOf?: string;
  /** In the order they are tried. As if the lead were no duplicate; a suppressed one is not tried: all are `not reached`. */
  readonly stages: readonly ExplainedStage[];
  readonly outlook?: ExplainedOutlook;
  /** As if the lead were no duplicate. */
  readonly verdict: Verdict;
  /** The last word: the verdict's stage, or `duplicate`. */
  readonly stage: string;
  readonly followUpBy?: Day;
}
