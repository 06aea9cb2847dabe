import type { Hundredths } from '../model/condition.ts';
import type { Day } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Verdict } from '../model/verdict.ts';
import { compileEvaluator, type Evaluator } from './evaluator.ts';
import type { FieldAnswers, FieldJudge } from './field-judge.ts';
import { compileCriteriaPart, type JudgedCriteria } from './parts/criteria-part.ts';
import type { PartJudge } from './parts/part-judge.ts';
import { compileScorePart, type JudgedScore } from './parts/score-part.ts';
import { compileStandingPart, type StandingJudge } from './parts/standing-part.ts';
import { sumOf } from './score.ts';

/** A rulebook ready to judge leads. */
export interface Judge {
  /** The fields that a verdict depends on, in the rulebook's order: `verdict` takes their answers in this order. */
  readonly fields: readonly FieldJudge[];
  /** The same keys of answers give the same verdict but for what is invalid, so callers may remember it by them. */
  verdict(answers: readonly FieldAnswers[], options: { readonly suppressed: boolean }): Verdict;
  /** What a verdict is made of. Far fewer leads differ in a part than in all of it, so that parts are remembered best. */
  readonly parts: JudgeParts;
}

export interface JudgeParts {
  readonly criteria: PartJudge<JudgedCriteria>;
  readonly groups: readonly PartJudge<JudgedScore>[];
  readonly standing: StandingJudge;
  readonly grade: Grading;
}

/** Which score is graded, and how. */
export interface Grading {
  /** Index of the group; undefined for the total. */
  readonly group: number | undefined;
  /** The highest band whose floor is reached; undefined below all, and in rulebooks without grades. */
  gradeOf(points: Hundredths): string | undefined;
}

/** Compiles a validated rulebook as of a day. */
export function compileRulebook(rulebook: Rulebook, { asOf }: { readonly asOf: Day }): Judge {
  return compileJudge(compileEvaluator(rulebook, { asOf }));
}

/** The judge of an evaluator, for those who need the steps as well as the verdict. */
export function compileJudge(evaluator: Evaluator): Judge {
  const { rulebook, fields } = evaluator;
  const parts: JudgeParts = {
    criteria: compileCriteriaPart(evaluator),
    groups: rulebook.scores.map((group, index) => compileScorePart(evaluator, index, group)),
    standing: compileStandingPart(evaluator),
    grade: compileGrading(rulebook),
  };
  return {
    fields,
    parts,
    verdict(answers, { suppressed }) {
      const criteria = parts.criteria.judge(answers);
      const groups = parts.groups.map(({ judge }) => judge(answers));
      const standing = parts.standing.judge({ answers, criteria, groups, suppressed });
      const points = groups.map(group => group.points);
      const score = sumOf(points);
      const { group, gradeOf } = parts.grade;
      const grade = gradeOf(group === undefined ? score : (points[group] ?? 0));
      return {
        ...standing,
        criteria: criteria.criteria,
        frameworks: criteria.frameworks,
        unknown: criteria.unknown,
        score,
        groups: points,
        ...(grade === undefined ? {} : { grade }),
        rulesMet: groups.flatMap(({ rulesMet }) => rulesMet),
        reasons: [...standing.reasons, ...groups.flatMap(({ reasons }) => reasons)],
        invalid: fields
          .filter((_, index) => answers[index]?.kind === 'invalid')
          .map(({ field }) => field.name),
      };
    },
  };
}

function compileGrading({ grades, scores }: Rulebook): Grading {
  if (grades === undefined) return { group: undefined, gradeOf: () => undefined };
  const group = grades.score === 'total' ? undefined : scores.findIndex(({ name }) => name === grades.score);
  return { group, gradeOf: points => grades.bands.find(({ floor }) => points >= floor)?.grade };
}
