import type { ScoreRange } from '../../../judging/score-range.ts';
import type { Condition } from '../../../model/condition.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import { compileAchievable } from './achievable.ts';
import { byField } from './asked.ts';
import { statesOf } from './field-states.ts';
import { groundOf, type TestLeaf } from './ground.ts';
import { ANY_ANSWER, type Answers, MET, NOT_MET, UNKNOWN, UNMET } from './possible-answers.ts';
import { type Goal, isImpossible } from './search.ts';

/**
 * Proves by intervals and sets what holds for every lead, as of every day. Each answer is one-sided: true is proved,
 * false means that there may be such a lead, or that a proof is beyond these means.
 */
export interface Prover {
  /** No lead meets all goals at once. */
  readonly impossible: (goals: readonly Goal[]) => boolean;
  /** The condition comes to none of these answers. */
  readonly never: (condition: Condition, answers: Answers) => boolean;
  /** Whenever the one is met, the other is. */
  readonly implies: (one: Condition, other: Condition) => boolean;
  /** Two conditions have the same answer for every lead. */
  readonly same: (one: Condition, other: Condition) => boolean;
  /** All that a group, or `total`, can be, now and at best. */
  readonly rangeOf: (score: string) => ScoreRange;
}

/** So many conditions are read for one rulebook, which takes well under a second; then every answer is false. */
const MOST_READ = 300_000;

const PROVERS = new WeakMap<Rulebook, Prover>();

/** The prover of a rulebook, made once for all checks, so that they share what they proved. */
export function proverOf(rulebook: Rulebook): Prover {
  const prover = PROVERS.get(rulebook) ?? createProver(rulebook);
  PROVERS.set(rulebook, prover);
  return prover;
}

function createProver(rulebook: Rulebook): Prover {
  const ground = groundOf(rulebook);
  const alone = new Map<number, Answers>();
  const lone = (leaf: TestLeaf): Answers => {
    const id = ground.idOf(leaf);
    const answers = alone.get(id) ?? loneAnswers(leaf);
    alone.set(id, answers);
    return answers;
  };
  const loneAnswers = (leaf: TestLeaf): Answers => {
    const [asked] = byField([leaf], [], ground);
    const states = asked && statesOf(asked, ground);
    return states?.reduce((all, { answers }) => all | (answers.get(ground.idOf(leaf)) ?? 0), 0) ?? ANY_ANSWER;
  };
  const rangeOf = compileAchievable({ ground, lone });
  const context = { ground, lone, achievable: rangeOf, budget: { left: MOST_READ } };
  const impossible = (goals: readonly Goal[]): boolean => isImpossible(goals, context);
  const remembered = new WeakMap<Condition, Map<Answers, boolean>>();
  const never = (condition: Condition, wanted: Answers): boolean => {
    const known = remembered.get(condition) ?? new Map<Answers, boolean>();
    remembered.set(condition, known);
    const proved = known.get(wanted) ?? impossible([{ condition, wanted }]);
    known.set(wanted, proved);
    return proved;
  };
  return {
    impossible,
    never,
    rangeOf,
    implies: (one, other) =>
      impossible([
        { condition: one, wanted: MET },
        { condition: other, wanted: NOT_MET },
      ]),
    same: (one, other) =>
      SINGLE_ANSWERS.every(answer =>
        impossible([
          { condition: one, wanted: answer },
          { condition: other, wanted: ANY_ANSWER & ~answer },
        ]),
      ),
  };
}

const SINGLE_ANSWERS: readonly Answers[] = [MET, UNMET, UNKNOWN];
