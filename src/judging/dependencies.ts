import type { Condition } from '../model/condition.ts';
import { Defect } from '../model/errors.ts';
import type { Criterion, Rulebook, ScoreGroup } from '../model/rulebook.ts';
import { conditionsOfRule, type Leaf, leavesOf } from './conditions/leaves.ts';

/** What a condition depends on, through criteria, frameworks and score rules. */
export interface Dependencies {
  /** Names of fields; `email.domain` counts as `email`. */
  readonly fields: ReadonlySet<string>;
  readonly criteria: ReadonlySet<string>;
}

/** Follows conditions through criteria, frameworks and score groups down to the fields that they ask. */
export function dependenciesOf(conditions: readonly Condition[], rulebook: Rulebook): Dependencies {
  const fields = new Set<string>();
  const criteria = new Set<string>();
  const groups = new Set<ScoreGroup>();
  const pending = conditions.flatMap(leavesOf);

  for (let leaf = pending.pop(); leaf !== undefined; leaf = pending.pop()) {
    const named = namedBy(leaf, rulebook);
    for (const field of named.fields ?? []) fields.add(field);
    for (const { name, when } of named.criteria ?? []) {
      if (!criteria.has(name)) pending.push(...leavesOf(when));
      criteria.add(name);
    }
    for (const group of named.groups ?? []) {
      if (!groups.has(group)) pending.push(...group.rules.flatMap(conditionsOfRule).flatMap(leavesOf));
      groups.add(group);
      for (const field of fieldsOfGroup(group)) fields.add(field);
    }
  }
  return { fields, criteria };
}

interface Named {
  readonly fields?: readonly string[];
  readonly criteria?: readonly Criterion[];
  readonly groups?: readonly ScoreGroup[];
}

function namedBy(leaf: Leaf, rulebook: Rulebook): Named {
  switch (leaf.kind) {
    case 'test':
      return { fields: [leaf.field.field] };
    case 'criterion':
      return { criteria: rulebook.criteria.filter(({ name }) => name === leaf.name) };
    case 'framework': {
      const names = criteriaOfFramework(leaf.name, rulebook);
      return { criteria: rulebook.criteria.filter(({ name }) => names.includes(name)) };
    }
    case 'score':
      return { groups: groupsOfScore(leaf.score, rulebook) };
  }
}

/** The criteria that a framework counts or requires. */
export function criteriaOfFramework(name: string, rulebook: Rulebook): readonly string[] {
  const framework = rulebook.frameworks.find(candidate => candidate.name === name);
  return framework === undefined ? [] : [...framework.criteria, ...framework.require];
}

/** The groups that a score is made of: all of them for `total`. */
export function groupsOfScore(score: string, rulebook: Rulebook): readonly ScoreGroup[] {
  return score === 'total' ? rulebook.scores : rulebook.scores.filter(group => group.name === score);
}

/** Fields that a group reads without a condition: those of `per` rules and of its decay. */
export function fieldsOfGroup(group: ScoreGroup): readonly string[] {
  const counted = group.rules.flatMap(rule => (rule.kind === 'per' ? [rule.field] : []));
  return group.decay === undefined ? counted : [...counted, group.decay.since];
}

/**
 * Indexes of the criteria such that each comes after those it asks.
 * @throws {Defect} if criteria ask each other in a circle, which validation refuses
 */
export function orderCriteria(criteria: readonly Criterion[]): readonly number[] {
  const order = new Set<number>();
  const visit = (index: number, path: ReadonlySet<number>): void => {
    if (path.has(index)) throw new Defect('criteria ask each other in a circle');
    const criterion = criteria[index];
    if (criterion === undefined || order.has(index)) return;
    for (const leaf of leavesOf(criterion.when)) {
      if (leaf.kind !== 'criterion') continue;
      visit(
        criteria.findIndex(({ name }) => name === leaf.name),
        new Set(path).add(index),
      );
    }
    order.add(index);
  };
  criteria.forEach((_, index) => {
    visit(index, new Set());
  });
  return [...order];
}
