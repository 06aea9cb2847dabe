import type { Condition } from '../../model/condition.ts';
import type { ScoreRule } from '../../model/rulebook.ts';

/** A condition that holds no other: what a condition asks in the end. */
export type Leaf = Extract<Condition, { readonly kind: 'test' | 'criterion' | 'framework' | 'score' }>;

/** The conditions right under a condition. */
export function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'at_least':
      return condition.of;
    case 'not':
      return [condition.of];
    default:
      return [];
  }
}

export function isLeaf(condition: Condition): condition is Leaf {
  return (
    condition.kind === 'test' ||
    condition.kind === 'criterion' ||
    condition.kind === 'framework' ||
    condition.kind === 'score'
  );
}

/** All leaves under a condition, in the order as written, repeats included. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  return isLeaf(condition) ? [condition] : partsOf(condition).flatMap(leavesOf);
}

/** The conditions of a score rule, in the order as written. */
export function conditionsOfRule(rule: ScoreRule): readonly Condition[] {
  if (rule.kind === 'when') return [rule.when];
  return rule.kind === 'first' ? rule.entries.map(entry => entry.when) : [];
}

/** What a leaf is called in reasons: a criterion, a framework, a field or part of one, or a score. */
export function nameOfLeaf(leaf: Leaf): string {
  if (leaf.kind === 'score') return leaf.score;
  if (leaf.kind !== 'test') return leaf.name;
  return leaf.field.part === undefined ? leaf.field.field : `${leaf.field.field}.${leaf.field.part}`;
}
