import { compileScore } from '../../judging/conditions/conditions.ts';
import { isLeaf, type Leaf, nameOfLeaf, partsOf } from '../../judging/conditions/leaves.ts';
import type { Evaluator } from '../../judging/evaluator.ts';
import type { Situation } from '../../judging/situation.ts';
import type { Answer, Condition, Hundredths } from '../../model/condition.ts';
import { formatLeaf } from './explain-words.ts';

/** One test that decided something, as the rulebook's author would say it. */
export interface ExplainedTest {
  /** `employees gte 500`, `competitor`, `bant`, `total gte 60`. */
  readonly text: string;
  readonly answer: Answer;
  /** What the test looks at: a field or a part of one, a criterion, a framework, a score. */
  readonly about: 'field' | 'criterion' | 'framework' | 'score';
  readonly name: string;
  /** Whether the test stands under an odd number of `not`. */
  readonly negated: boolean;
  /** A score test's interval: the score now, and with every unknown rule of positive points met. */
  readonly interval?: ExplainedInterval;
}

/** A score now and at best; `best` may be Infinity. */
export interface ExplainedInterval {
  readonly now: Hundredths;
  readonly best: Hundredths;
}

/** One lead under one rulebook, ready to be asked about. */
export interface Case {
  readonly evaluator: Evaluator;
  readonly situation: Situation;
}

/** The tests that made a condition what it is: those that have its answer themselves, through every combination. */
export function explainCondition(condition: Condition, of: Case): readonly ExplainedTest[] {
  return decisiveLeaves(condition, { of, negated: false });
}

interface Position {
  readonly of: Case;
  readonly negated: boolean;
}

function decisiveLeaves(condition: Condition, position: Position): readonly ExplainedTest[] {
  if (isLeaf(condition)) return [explainLeaf(condition, position)];
  if (condition.kind === 'not') {
    return decisiveLeaves(condition.of, { ...position, negated: !position.negated });
  }
  const { evaluator, situation } = position.of;
  const answer = evaluator.ask(condition)(situation);
  return partsOf(condition)
    .filter(part => evaluator.ask(part)(situation) === answer)
    .flatMap(part => decisiveLeaves(part, position));
}

function explainLeaf(leaf: Leaf, { of: { evaluator, situation }, negated }: Position): ExplainedTest {
  const explained: ExplainedTest = {
    text: formatLeaf(leaf, evaluator.rulebook.fields),
    answer: evaluator.ask(leaf)(situation),
    about: leaf.kind === 'test' ? 'field' : leaf.kind,
    name: nameOfLeaf(leaf),
    negated,
  };
  if (leaf.kind !== 'score') return explained;
  return { ...explained, interval: compileScore(leaf.score, evaluator.rulebook)(situation) };
}
