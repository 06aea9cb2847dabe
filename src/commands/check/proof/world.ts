import { COMPARISONS } from '../../../judging/conditions/conditions.ts';
import {
  compileRanges,
  type Range,
  type RangeContext,
  type ScoreRange,
} from '../../../judging/score-range.ts';
import type { Condition } from '../../../model/condition.ts';
import type { FieldState, Ground, ScoreLeaf, TestLeaf } from './ground.ts';
import {
  ANSWERS_OF,
  ANY_ANSWER,
  type Answers,
  MET,
  negate,
  possiblyAtLeast,
  settle,
  UNKNOWN,
  UNMET,
} from './possible-answers.ts';

/** Where a score stands at both ends of its interval. */
export type ScoreState = ScoreRange;

/** What is assumed of a lead: of some fields the state that they are in, of some scores where they stand. */
export interface World {
  readonly fields: ReadonlyMap<string, FieldState>;
  readonly scores: ReadonlyMap<string, ScoreState>;
}

/** What conditions may come to in a world. */
export interface Outcomes {
  readonly of: (condition: Condition) => Answers;
  readonly rangeOf: (score: string) => ScoreRange;
}

/** The answers that a test may get from leads of which nothing else is known. */
export type LoneAnswers = (leaf: TestLeaf) => Answers;

/** How many conditions may still be read; what is left is counted down. */
export interface Budget {
  left: number;
}

interface OutcomesContext {
  readonly ground: Ground;
  readonly lone: LoneAnswers;
  readonly budget?: Budget;
}

/** Reads conditions in a world: whatever is not assumed may be anything. */
export function outcomesIn(world: World, { ground, lone, budget }: OutcomesContext): Outcomes {
  const remembered = new Map<string, Answers>();
  const ofCriterion = (name: string): Answers => {
    const known = remembered.get(name);
    const criterion = ground.criteria.get(name);
    if (known !== undefined || criterion === undefined) return known ?? UNKNOWN;
    const { when, unknown } = criterion;
    const answers = settle(of(when), unknown === undefined ? UNKNOWN : unknown === 'met' ? MET : UNMET);
    remembered.set(name, answers);
    return answers;
  };
  const ofFramework = (name: string): Answers => {
    const framework = ground.frameworks.get(name);
    if (framework === undefined) return UNKNOWN;
    const { criteria, pass, require } = framework;
    const parts = [possiblyAtLeast(pass, criteria.map(ofCriterion)), ...require.map(ofCriterion)];
    return possiblyAtLeast(parts.length, parts);
  };
  const of = (condition: Condition): Answers => {
    if (budget !== undefined) budget.left--;
    switch (condition.kind) {
      case 'test':
        return (
          world.fields.get(condition.field.field)?.answers.get(ground.idOf(condition)) ?? lone(condition)
        );
      case 'all':
        return possiblyAtLeast(condition.of.length, condition.of.map(of));
      case 'any':
        return possiblyAtLeast(1, condition.of.map(of));
      case 'at_least':
        return possiblyAtLeast(condition.n, condition.of.map(of));
      case 'not':
        return negate(of(condition.of));
      case 'criterion':
        return ofCriterion(condition.name);
      case 'framework':
        return ofFramework(condition.name);
      case 'score': {
        const state = world.scores.get(condition.score);
        return state === undefined ? ANY_ANSWER : answersOfScore(condition, state);
      }
    }
  };
  return { of, rangeOf: score => compileRanges(ground.rulebook, rangeContextOf(world, of))(score) };
}

/** What score rules need to know of a world. */
export function rangeContextOf({ fields }: World, of: Outcomes['of']): RangeContext {
  return {
    absent: new Set([...fields].flatMap(([name, { known }]) => (known ? [] : [name]))),
    possible: condition => ANSWERS_OF[of(condition)] ?? new Set(),
    boundsOf: field => fields.get(field)?.value,
  };
}

/** What a score test may come to when each end is somewhere in its range. */
export function answersOfScore({ comparison, threshold }: ScoreLeaf, { now, best }: ScoreRange): Answers {
  const holds = COMPARISONS[comparison];
  const may = ({ low, high }: Range): { yes: boolean; no: boolean } => {
    const ends = [holds(low, threshold), holds(high, threshold)];
    return { yes: ends.includes(true), no: ends.includes(false) };
  };
  const [atNow, atBest] = [may(now), may(best)];
  const met = atNow.yes && atBest.yes ? MET : 0;
  const unmet = atNow.no && atBest.no ? UNMET : 0;
  const unknown = (atNow.yes && atBest.no) || (atNow.no && atBest.yes) ? UNKNOWN : 0;
  return met | unmet | unknown;
}
