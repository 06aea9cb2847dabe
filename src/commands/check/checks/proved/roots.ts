import { conditionsOfRule } from '../../../../judging/conditions/leaves.ts';
import type { Condition } from '../../../../model/condition.ts';
import type { Rulebook } from '../../../../model/rulebook.ts';

/** All conditions of a rulebook that are no part of another one. */
export function rootsOf({ criteria, scores, stages }: Rulebook): readonly Condition[] {
  return [
    ...criteria.map(({ when }) => when),
    ...scores.flatMap(({ rules }) => rules.flatMap(conditionsOfRule)),
    ...stages.flatMap(({ when }) => when ?? []),
  ];
}

/** The clauses of an `all`, those of an `all` in it among them, as the reader sees one list. */
export function clausesOf(kind: 'all' | 'any', parts: readonly Condition[]): readonly Condition[] {
  return parts.flatMap(part => (part.kind === kind ? clausesOf(kind, part.of) : [part]));
}

/** The clause that closes a proof, and the clauses before it that it goes with. */
export interface Closing {
  readonly closing: Condition;
  readonly others: readonly Condition[];
}

/**
 * The first clause that, with one before it or else with all before it, makes `closes` true; undefined where none
 * does.
 */
export function closingClause(
  clauses: readonly Condition[],
  closes: (chosen: readonly Condition[]) => boolean,
): Closing | undefined {
  for (const [index, closing] of clauses.entries()) {
    const other = clauses.slice(0, index).find(before => closes([before, closing]));
    if (other !== undefined) return { closing, others: [other] };
  }
  const index = clauses.findIndex((_, at) => closes(clauses.slice(0, at + 1)));
  const closing = clauses[index];
  return closing && { closing, others: clauses.slice(0, index) };
}
