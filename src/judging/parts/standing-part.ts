import type { Comparison } from '../../model/condition.ts';
import type { Rulebook, Stage, Standing } from '../../model/rulebook.ts';
import type { Reason, StandingPart } from '../../model/verdict.ts';
import { leavesOf } from '../conditions/leaves.ts';
import type { Evaluator } from '../evaluator.ts';
import type { FieldAnswers } from '../field-judge.ts';
import { sumOf } from '../score.ts';
import type { Situation } from '../situation.ts';
import type { JudgedCriteria } from './criteria-part.ts';
import { ALWAYS, compileOutlook, NO_OUTLOOK } from './outlook.ts';
import { compileReasons } from './reasons.ts';
import { type JudgedScore, worldsOf } from './score-part.ts';

export interface JudgedStanding extends StandingPart {
  /** What made the stage. */
  readonly reasons: readonly Reason[];
}

/**
 * Judges the part of a verdict that the stages decide. It depends on nothing but whether the lead is suppressed, the
 * key of its criteria, the answers of `fields`, and where the scores of all `worldsOf` stand among `thresholds`.
 */
export interface StandingJudge {
  /** Indexes into the judge's fields of those that stages ask themselves. */
  readonly fields: readonly number[];
  /** What parts the scores that stages tell apart, ascending: of each group, and of the total. No score is on it. */
  readonly thresholds: { readonly groups: readonly (readonly number[])[]; readonly total: readonly number[] };
  judge(parts: PartsOfStanding): JudgedStanding;
}

/** What a standing is judged by: the other parts of the same lead's verdict, and the answers of its fields. */
export interface PartsOfStanding {
  readonly answers: readonly FieldAnswers[];
  readonly criteria: JudgedCriteria;
  readonly groups: readonly JudgedScore[];
  readonly suppressed: boolean;
}

const DISQUALIFIED = 'disqualified';
const SUPPRESSED: Reason = { kind: 'suppressed' };

export function compileStandingPart(evaluator: Evaluator): StandingJudge {
  const { rulebook, fields } = evaluator;
  const stages = rulebook.stages.map(({ when = ALWAYS }) => ({
    ask: evaluator.ask(when),
    reasons: compileReasons(when, evaluator.ask),
  }));
  const outlook = compileOutlook(evaluator);
  const putTogether = compileSituation(evaluator);
  const leaves = rulebook.stages.flatMap(({ when }) => (when === undefined ? [] : leavesOf(when)));
  const asked = new Set(leaves.flatMap(leaf => (leaf.kind === 'test' ? [leaf.field.field] : [])));
  return {
    fields: [...fields.keys()].filter(index => asked.has(fields[index]?.field.name ?? '')),
    thresholds: thresholdsOf(rulebook),
    judge(parts) {
      const { suppressed } = parts;
      const situation = putTogether(parts);
      const situationIn = (assumed?: number): Situation =>
        assumed === undefined ? situation : putTogether(parts, assumed);
      const taken = suppressed
        ? rulebook.stages.findIndex(({ name }) => name === DISQUALIFIED)
        : stages.findIndex(({ ask }) => ask(situation) === 'met');
      return {
        stageIndex: taken,
        suppressed,
        reasons: suppressed ? [SUPPRESSED] : (stages[taken]?.reasons(situation) ?? []),
        ...describeStage(rulebook.stages[taken], suppressed),
        ...(suppressed ? NO_OUTLOOK : outlook(situationIn, taken)),
      };
    },
  };
}

/** Makes the function that puts a situation together from what the parts say of it: the same as `situate` gives. */
function compileSituation({ rulebook }: Evaluator): (parts: PartsOfStanding, assumed?: number) => Situation {
  const worlds = worldsOf(rulebook);
  return ({ answers, criteria, groups }, assumed) => {
    const answered = (assumed === undefined ? undefined : criteria.assuming.get(assumed)) ?? criteria.now;
    // A criterion that no score asks makes no other world for the scores.
    const world = Math.max(0, worlds.indexOf(assumed));
    const scored = groups.flatMap(({ scores }) => scores[world] ?? []);
    return {
      fields: answers,
      ...answered,
      groups: scored,
      total: {
        now: sumOf(scored.map(({ now }) => now.points)),
        best: sumOf(scored.map(({ best }) => best.points)),
      },
    };
  };
}

/** Scores are whole hundredths, so that a half beside a threshold parts those that pass it from those that do not. */
const HALF: Readonly<Record<Comparison, number>> = { gte: -0.5, lt: -0.5, gt: 0.5, lte: 0.5 };

function thresholdsOf({ stages, scores }: Rulebook): StandingJudge['thresholds'] {
  const leaves = stages.flatMap(({ when }) => (when === undefined ? [] : leavesOf(when)));
  const of = (score: string): readonly number[] => {
    const compared = leaves.flatMap(leaf =>
      leaf.kind === 'score' && leaf.score === score ? [leaf.threshold + HALF[leaf.comparison]] : [],
    );
    return [...new Set(compared)].sort((one, other) => one - other);
  };
  return { groups: scores.map(({ name }) => of(name)), total: of('total') };
}

/** A suppressed lead is disqualified, whatever else that stage says, and nobody is to follow it up. */
function describeStage(
  stage: Stage | undefined,
  suppressed: boolean,
): Pick<StandingPart, 'stage' | 'standing' | 'route' | 'followUp'> {
  const name = stage?.name ?? DISQUALIFIED;
  const standing: Standing = suppressed ? DISQUALIFIED : (stage?.countsAs ?? DISQUALIFIED);
  return {
    stage: name,
    standing,
    ...(stage?.route === undefined ? {} : { route: stage.route }),
    ...(suppressed || stage?.followUp === undefined ? {} : { followUp: stage.followUp }),
  };
}
