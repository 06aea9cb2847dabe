import { leavesOf } from '../../../../judging/conditions/leaves.ts';
import { dependenciesOf, fieldsOfGroup, groupsOfScore } from '../../../../judging/dependencies.ts';
import type { Condition } from '../../../../model/condition.ts';
import type { Rulebook } from '../../../../model/rulebook.ts';

const REMEMBERED = new WeakMap<Condition, ReadonlySet<string>>();

/** The fields that a condition depends on, through criteria, frameworks and scores. */
function touchedBy(condition: Condition, rulebook: Rulebook): ReadonlySet<string> {
  const known = REMEMBERED.get(condition);
  if (known !== undefined) return known;
  const scored = leavesOf(condition).flatMap(leaf =>
    leaf.kind === 'score' ? groupsOfScore(leaf.score, rulebook).flatMap(fieldsOfGroup) : [],
  );
  const fields = new Set([...dependenciesOf([condition], rulebook).fields, ...scored]);
  REMEMBERED.set(condition, fields);
  return fields;
}

/** Whether two conditions depend on a common field: without one neither says anything of the other. */
export function touchTheSame(one: Condition, other: Condition, rulebook: Rulebook): boolean {
  const fields = touchedBy(other, rulebook);
  return [...touchedBy(one, rulebook)].some(field => fields.has(field));
}
