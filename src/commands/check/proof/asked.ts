import { conditionsOfRule, partsOf } from '../../../judging/conditions/leaves.ts';
import { criteriaOfFramework } from '../../../judging/dependencies.ts';
import type { Condition } from '../../../model/condition.ts';
import type { ScoreRule } from '../../../model/rulebook.ts';
import type { Asked, AskedField, Ground, ScoreLeaf, TestLeaf } from './ground.ts';

/** The leaves that conditions come down to, through criteria and frameworks, but not through scores. */
export function askedBy(conditions: readonly Condition[], ground: Ground): Asked {
  const tests = new Map<number, TestLeaf>();
  const scores: ScoreLeaf[] = [];
  for (const condition of conditions) {
    const asked = ground.asked.get(condition) ?? askedByOne(condition, ground);
    ground.asked.set(condition, asked);
    for (const leaf of asked.tests) tests.set(ground.idOf(leaf), leaf);
    scores.push(...asked.scores);
  }
  return { tests: [...tests.values()], scores };
}

function askedByOne(root: Condition, ground: Ground): Asked {
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
    if (condition.kind === 'test') tests.set(ground.idOf(condition), condition);
    else if (condition.kind === 'score') scores.push(condition);
    else if (condition.kind === 'criterion') visitCriteria([condition.name]);
    else if (condition.kind === 'framework') {
      visitCriteria(criteriaOfFramework(condition.name, ground.rulebook));
    } else partsOf(condition).forEach(visit);
  };
  visit(root);
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
