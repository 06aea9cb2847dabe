import type { Condition } from '../../../model/condition.ts';
import type { Place } from '../../../model/diagnostic.ts';
import type { Rulebook, ScoreRule } from '../../../model/rulebook.ts';

/** A condition that holds no other. */
export type Reference = Extract<Condition, { readonly kind: 'test' | 'criterion' | 'framework' | 'score' }>;

/** What a condition asks in the end, in the order as written. */
export function referencesOf(condition: Condition): readonly Reference[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'at_least':
      return condition.of.flatMap(referencesOf);
    case 'not':
      return referencesOf(condition.of);
    default:
      return [condition];
  }
}

/** Where the first thing that a condition asks is written. */
export function placeOfCondition(condition: Condition): Place | undefined {
  return referencesOf(condition)[0]?.place ?? condition.place;
}

/** The conditions of a score rule. */
export function conditionsOf(rule: ScoreRule): readonly Condition[] {
  if (rule.kind === 'when') return [rule.when];
  return rule.kind === 'first' ? rule.entries.map(({ when }) => when) : [];
}

/** The conditions of all criteria, score rules and stages. */
export function allConditions({ criteria, scores, stages }: Rulebook): readonly Condition[] {
  return [
    ...criteria.map(({ when }) => when),
    ...scores.flatMap(({ rules }) => rules.flatMap(conditionsOf)),
    ...stages.flatMap(({ when }) => when ?? []),
  ];
}
