import type { Place } from '../../model/diagnostic.ts';
import type { Day } from '../../model/lead.ts';
import type { Expectation, RulebookTest } from '../../model/rulebook.ts';
import type { Verdict } from '../../model/verdict.ts';

/** One key of `expect` that came out otherwise, both sides as text; `(none)` stands for nothing. */
export interface Difference {
  /** `stage`, `bant`, `score.total`, `criteria.need`, … */
  readonly key: string;
  readonly expected: string;
  readonly got: string;
}

/** What came of one of a rulebook's own tests. */
export interface RulebookTestResult {
  readonly test: RulebookTest;
  /** The test's own day, else that of the run. */
  readonly asOf: Day;
  readonly passed: boolean;
  /** Each expected key that came out otherwise; empty if the test passed. */
  readonly differences: readonly Difference[];
  /** All that could have been expected, for breakdowns and for rewriting a test. */
  readonly outcome: Required<Expectation>;
  readonly verdict: Verdict;
  /** The index of the entry that counted, for each score rule of kind `first`, numbered through all groups. */
  readonly entriesMet: ReadonlyMap<number, number>;
}

/** What coverage is counted of, in the order of its table. */
export const COVERAGE_KINDS = ['criteria', 'rules', 'stages', 'could_be'] as const;
export type CoverageKind = (typeof COVERAGE_KINDS)[number];

/** One outcome that a rulebook's tests should show at least once. */
export interface CoveredOutcome {
  readonly kind: CoverageKind;
  /** `criterion need unknown`, `rule fit.size entry 2 met`, `stage SQL`, `could_be SQL`. */
  readonly what: string;
  readonly covered: boolean;
  /** Where the rulebook, or its base, defines it. */
  readonly place?: Place;
}

/** What a rulebook's tests show of it: every answer of every criterion, every rule met, every stage and outlook. */
export interface TestCoverage {
  readonly outcomes: readonly CoveredOutcome[];
  readonly covered: number;
  readonly total: number;
  /** 0 to 100; 100 where there is nothing to cover. */
  readonly percent: number;
}
