import { COMPARISONS } from '../../../../judging/conditions/conditions.ts';
import { leavesOf } from '../../../../judging/conditions/leaves.ts';
import type { ScoreRange } from '../../../../judging/score-range.ts';
import type { Comparison } from '../../../../model/condition.ts';
import { quoted } from '../../../../yaml/shape.ts';
import type { ScoreLeaf } from '../../proof/ground.ts';
import { MET, NOT_MET } from '../../proof/possible-answers.ts';
import { type Prover, proverOf } from '../../proof/prover.ts';
import { answersOfScore } from '../../proof/world.ts';
import type { Check, CheckedRulebook, Finding } from '../check.ts';
import { nodeAt } from './document-places.ts';
import { describeRange, sayPoints } from './score-words.ts';

/** Thresholds and grades outside what a score can be. */
export const impossibleThreshold: Check = {
  code: 'impossible-threshold',
  find: checked => {
    const prover = proverOf(checked.rulebook);
    const tests = checked.rulebook.stages
      .flatMap(({ when }) => (when === undefined ? [] : leavesOf(when)))
      .filter(leaf => leaf.kind === 'score');
    return [...tests.flatMap(test => checkTest(test, prover)), ...checkGrades(checked, prover)];
  },
};

function checkTest(test: ScoreLeaf, prover: Prover): readonly Finding[] {
  const range = prover.rangeOf(test.score);
  const answers = answersOfScore(test, range);
  const asked = quoted(`${test.comparison}: ${sayPoints(test.threshold)}`);
  const { place } = test;
  if ((answers & MET) === 0) {
    return [
      {
        message: `${whyNever(test, range)}, so that no lead meets ${asked}`,
        fix: closest(test, range),
        place,
      },
    ];
  }
  if ((answers & NOT_MET) === 0) {
    const message = `${describeRange(test.score, range.now)}, so that every lead meets ${asked}`;
    return [{ message, fix: 'remove the test, or choose a threshold inside that range', place }];
  }
  return [];
}

/** A test asks the score now and at best: a lead may always rise above a threshold that it is to stay below. */
function whyNever({ score, comparison, threshold }: ScoreLeaf, { now, best }: ScoreRange): string {
  const holds = COMPARISONS[comparison];
  if (!holds(now.low, threshold) && !holds(now.high, threshold)) return describeRange(score, now);
  return `every lead's ${quoted(score)} may still be ${sayPoints(best.low)} or more`;
}

const WITHIN: Readonly<Record<Comparison, (end: string) => string>> = {
  gte: end => `of ${end} or less`,
  gt: end => `below ${end}`,
  lte: end => `of ${end} or more`,
  lt: end => `above ${end}`,
};

/** The thresholds that some lead may meet. */
function closest({ comparison }: ScoreLeaf, { now, best }: ScoreRange): string {
  const rises = COMPARISONS[comparison](1, 0);
  const end = rises ? Math.min(now.high, best.high) : Math.max(now.low, best.low);
  return `use a threshold ${WITHIN[comparison](sayPoints(end))}, or change the points`;
}

/** Grades that no score reaches, and those below one that every score reaches. */
function checkGrades({ rulebook, document }: CheckedRulebook, prover: Prover): readonly Finding[] {
  const { grades } = rulebook;
  if (grades === undefined) return [];
  const { now } = prover.rangeOf(grades.score);
  const { low, high } = now;
  const range = describeRange(grades.score, now);
  const node = nodeAt(document, ['grades', 'bands']);
  const placeOf = (grade: string) =>
    node?.kind === 'mapping' ? node.entries.find(({ key }) => key.trim() === grade)?.keyPlace : undefined;
  return grades.bands.flatMap(({ grade, floor }, index) => {
    const above = grades.bands[index - 1];
    const place = placeOf(grade);
    if (floor > high) {
      const fix = `let it begin at ${sayPoints(high)} or less, or change the points`;
      return [
        {
          message: `${range}, so that no lead gets the grade ${quoted(grade)}, which begins at ${sayPoints(floor)}`,
          fix,
          place,
        },
      ];
    }
    if (above === undefined || above.floor > low) return [];
    const message = `${range}, so that every lead gets ${quoted(above.grade)} or better, and none ${quoted(grade)}`;
    return [{ message, fix: 'remove it, or let the grade above begin higher', place }];
  });
}
