import { leavesOf } from '../../../../judging/conditions/leaves.ts';
import type { Comparison, Hundredths } from '../../../../model/condition.ts';
import type { Rulebook } from '../../../../model/rulebook.ts';
import { proverOf } from '../../proof/prover.ts';

/** The lowest scores that are told from those below them, by stages and grades: those of a group, and of `total`. */
export interface Thresholds {
  readonly own: readonly Hundredths[];
  readonly total: readonly Hundredths[];
  /** One of them is out of reach, which is to be mended before points are weighed. */
  readonly beyond: boolean;
}

const TOTAL = 'total';

/** Scores are whole hundredths: above a threshold begins one hundredth later. */
const FIRST_TOLD: Readonly<Record<Comparison, (threshold: Hundredths) => Hundredths>> = {
  gte: threshold => threshold,
  lt: threshold => threshold,
  gt: threshold => threshold + 1,
  lte: threshold => threshold + 1,
};

export function thresholdsOf(group: string, rulebook: Rulebook): Thresholds {
  const [own, total] = [toldApart(group, rulebook), toldApart(TOTAL, rulebook)];
  return {
    own: [...own.tests, ...own.grades],
    total: [...total.tests, ...total.grades],
    beyond: own.beyond || total.beyond,
  };
}

interface ToldApart {
  readonly tests: readonly Hundredths[];
  readonly grades: readonly Hundredths[];
  readonly beyond: boolean;
}

function toldApart(score: string, rulebook: Rulebook): ToldApart {
  const tests = rulebook.stages
    .flatMap(({ when }) => (when === undefined ? [] : leavesOf(when)))
    .flatMap(leaf =>
      leaf.kind === 'score' && leaf.score === score ? [FIRST_TOLD[leaf.comparison](leaf.threshold)] : [],
    );
  const { grades: graded } = rulebook;
  const grades = graded?.score === score ? graded.bands.map(({ floor }) => floor) : [];
  const { now, best } = proverOf(rulebook).rangeOf(score);
  const [low, high] = [Math.min(now.low, best.low), Math.max(now.high, best.high)];
  return {
    tests,
    grades,
    beyond: tests.some(first => first <= low || first > high) || grades.some(floor => floor > now.high),
  };
}
