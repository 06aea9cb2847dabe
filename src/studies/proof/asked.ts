import { criteriaOfFramework } from '../../evaluation/dependencies.ts';
import { conditionsOfRule, leavesOf } from '../../evaluation/leaves.ts';
import type { Condition } from '../../model/condition.ts';
import type { ScoreRule } from '../../model/rulebook.ts';
import type { AskedField, Ground, ScoreLeaf, TestLeaf } from './ground.ts';

/** The leaves that conditions come down to, through criteria and frameworks, but not through scores. */
export interface Asked {
  /** Equal tests once. */
  readonly tests: readonly TestLeaf[];
  readonly scores: readonly ScoreLeaf[];
}

export function askedBy(conditions: readonly Condition[], ground: Ground): Asked {
  const tests = new Map<number, TestLeaf>();
  const scores: ScoreLeaf[] = [];
  const seen = new Set<string>();
  const visitCriteria = (names: readonly string[]): void => {
    for (const name of names) {
      const criterion = ground.criteria.get(name);
      if (seen.has(name) || criterion === undefined) continue;
      seen.add(name);
      visit(criterion.when);
    }
  };
  const visit = (condition: Condition): void => {
    for (const leaf of leavesOf(condition)) {
      if (leaf.kind === 'test') tests.set(ground.idOf(leaf), leaf);
      else if (leaf.kind === 'score') scores.push(leaf);
      else if (leaf.kind === 'criterion') visitCriteria([leaf.name]);
      else visitCriteria(criteriaOfFramework(leaf.name, ground.rulebook));
    }
  };
  conditions.forEach(visit);
  return { tests: [...tests.values()], scores };
}

/** What the rules of a score ask, and the fields that they count by. */
export function askedByRules(rules: readonly ScoreRule[], ground: Ground): readonly AskedField[] {
  const { tests } = askedBy(rules.flatMap(conditionsOfRule), ground);
  return byField(
    tests,
    rules.flatMap(rule => (rule.kind === 'per' ? [rule.field] : [])),
    ground,
  );
}

/** Tests put together by their fields, in the order of the fields' first tests. */
export function byField(
  tests: readonly TestLeaf[],
  counted: readonly string[],
  ground: Ground,
): readonly AskedField[] {
  const names = new Set([...tests.map(({ field }) => field.field), ...counted]);
  return [...names].flatMap(name => {
    const field = ground.fields.get(name);
    if (field === undefined) return [];
    const own = tests.filter(leaf => leaf.field.field === name);
    return [{ field, tests: own, counted: counted.includes(name) }];
  });
}
