import type { Answer } from '../../model/condition.ts';
import type { Rulebook, ScoreGroup } from '../../model/rulebook.ts';
import type { ScorePart } from '../../model/verdict.ts';
import { conditionsOfRule } from '../conditions/leaves.ts';
import { indexesOf } from '../conditions/truth.ts';
import { dependenciesOf, fieldsOfGroup } from '../dependencies.ts';
import type { Evaluator } from '../evaluator.ts';
import type { GroupScore } from '../situation.ts';
import type { PartJudge } from './part-judge.ts';
import { reasonsOfGroup } from './reasons.ts';

export interface JudgedScore extends ScorePart {
  /** The group's score in each of `worldsOf`. */
  readonly scores: readonly GroupScore[];
}

/**
 * The worlds in which a score may differ: `undefined`, the lead as it is, and the index of each criterion that some
 * score asks, if that criterion were met.
 */
export function worldsOf(rulebook: Rulebook): readonly (number | undefined)[] {
  const { criteria } = dependenciesOf(rulebook.scores.flatMap(conditionsOf), rulebook);
  const asked = [...rulebook.criteria.keys()].filter(index =>
    criteria.has(rulebook.criteria[index]?.name ?? ''),
  );
  return [undefined, ...asked];
}

/** The part of a verdict that one score group decides. */
export function compileScorePart(
  evaluator: Evaluator,
  index: number,
  group: ScoreGroup,
): PartJudge<JudgedScore> {
  const { rulebook, fields } = evaluator;
  const asked = new Set([...dependenciesOf(conditionsOf(group), rulebook).fields, ...fieldsOfGroup(group)]);
  const worlds = worldsOf(rulebook);
  const rulesBefore = rulebook.scores.slice(0, index).flatMap(({ rules }) => rules).length;
  return {
    fields: [...fields.keys()].filter(field => asked.has(fields[field]?.field.name ?? '')),
    judge(answers) {
      const criteria = evaluator.answerCriteria(answers);
      const scoreBy = (answered: readonly Answer[]): GroupScore =>
        evaluator.scoreGroup(index, answers, answered) ?? NO_SCORE;
      const scored = scoreBy(criteria);
      const scoreIn = (world: number | undefined): GroupScore => {
        const isOpen = world !== undefined && criteria[world] === 'unknown';
        return isOpen ? scoreBy(evaluator.answerCriteria(answers, world)) : scored;
      };
      return {
        points: scored.now.points,
        reasons: reasonsOfGroup(group, scored),
        rulesMet: indexesOf(
          'met',
          scored.rules.map(({ answer }) => answer),
        ).map(rule => rulesBefore + rule),
        scores: worlds.map(scoreIn),
      };
    },
  };
}

function conditionsOf({ rules }: ScoreGroup) {
  return rules.flatMap(conditionsOfRule);
}

const NOTHING = { sum: 0, clamped: 0, keptPercent: 100, points: 0 };
const NO_SCORE: GroupScore = { rules: [], now: NOTHING, best: NOTHING };
