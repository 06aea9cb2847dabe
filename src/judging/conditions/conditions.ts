import type { Answer, Comparison, Condition, ConditionKind } from '../../model/condition.ts';
import type { Rulebook } from '../../model/rulebook.ts';
import type { Interval, Situation } from '../situation.ts';
import type { Questions } from './questions.ts';
import { and, atLeast, not, or } from './truth.ts';

/** A condition ready to be asked about any lead. */
export type Ask = (situation: Situation) => Answer;

/** What names in a condition stand for. */
export interface Names {
  readonly rulebook: Rulebook;
  readonly questions: Questions;
}

type Compile<K extends ConditionKind> = (condition: ConditionOf<K>, names: Names) => Ask;

type ConditionOf<K extends ConditionKind> = Condition extends infer C
  ? C extends Condition
    ? K extends C['kind']
      ? C
      : never
    : never
  : never;

const KINDS: { readonly [K in ConditionKind]: Compile<K> } = {
  test: ({ field, test }, { questions }) => {
    const place = questions.placeOfTest(field, test);
    return ({ fields }) => fields[place.field]?.tests[place.question] ?? 'unknown';
  },
  all: ({ of }, names) => {
    const asks = of.map(condition => compileCondition(condition, names));
    return situation => and(asks.map(ask => ask(situation)));
  },
  any: ({ of }, names) => {
    const asks = of.map(condition => compileCondition(condition, names));
    return situation => or(asks.map(ask => ask(situation)));
  },
  not: ({ of }, names) => {
    const ask = compileCondition(of, names);
    return situation => not(ask(situation));
  },
  at_least: ({ n, of }, names) => {
    const asks = of.map(condition => compileCondition(condition, names));
    return situation =>
      atLeast(
        n,
        asks.map(ask => ask(situation)),
      );
  },
  criterion: ({ name }, { rulebook }) => {
    const index = rulebook.criteria.findIndex(criterion => criterion.name === name);
    return ({ criteria }) => criteria[index] ?? 'unknown';
  },
  framework: ({ name }, { rulebook }) => {
    const index = rulebook.frameworks.findIndex(framework => framework.name === name);
    return ({ frameworks }) => frameworks[index] ?? 'unknown';
  },
  score: ({ score, comparison, threshold }, { rulebook }) => {
    const interval = compileScore(score, rulebook);
    const holds = COMPARISONS[comparison];
    return situation => {
      const { now, best } = interval(situation);
      const ends = [holds(now, threshold), holds(best, threshold)];
      if (ends.every(Boolean)) return 'met';
      return ends.some(Boolean) ? 'unknown' : 'unmet';
    };
  },
};

export const COMPARISONS: Readonly<Record<Comparison, (score: number, threshold: number) => boolean>> = {
  gte: (score, threshold) => score >= threshold,
  gt: (score, threshold) => score > threshold,
  lte: (score, threshold) => score <= threshold,
  lt: (score, threshold) => score < threshold,
};

/** Turns a condition into a function, once per rulebook. */
export function compileCondition<K extends ConditionKind>(
  condition: ConditionOf<K> & { readonly kind: K },
  names: Names,
): Ask {
  return KINDS[condition.kind](condition, names);
}

/** How to read a group's score, or the total, off a situation. */
export function compileScore(score: string, { scores }: Rulebook): (situation: Situation) => Interval {
  if (score === 'total') return ({ total }) => total;
  const index = scores.findIndex(group => group.name === score);
  return ({ groups }) => {
    const group = groups[index];
    return { now: group?.now.points ?? 0, best: group?.best.points ?? 0 };
  };
}
