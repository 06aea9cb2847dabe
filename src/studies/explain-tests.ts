import { compileScore } from '../evaluation/conditions.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import { isLeaf, type Leaf, nameOfLeaf, partsOf } from '../evaluation/leaves.ts';
import type { Situation } from '../evaluation/situation.ts';
import type { Condition } from '../model/condition.ts';
import type { ExplainedTest } from '../model/explanation.ts';
import { formatLeaf } from './explain-words.ts';

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
