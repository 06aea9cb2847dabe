import { isLeaf, type Leaf, nameOfLeaf } from '../../../judging/conditions/leaves.ts';
import { formatCondition } from '../../../language/words/condition-words.ts';
import { formatLeaf, formatValue } from '../../../language/words/explain-words.ts';
import type { Condition, Test } from '../../../model/condition.ts';
import type { Field } from '../../../model/rulebook.ts';
import type { ChangedKey } from '../model.ts';

/** A condition with the fields that its literals are of. */
export interface ConditionOf {
  readonly condition: Condition;
  readonly fields: readonly Field[];
}

/**
 * What has changed from one condition to another: test by test where both are built alike, else as a whole. Where they
 * stand in their files does not matter, and neither does the order of listed values.
 */
export function compareConditions(
  key: string,
  before: ConditionOf,
  after: ConditionOf,
): readonly ChangedKey[] {
  const [a, b] = [before.condition, after.condition];
  if (keyOf(a) === keyOf(b)) return [];
  if (isLeaf(a) && isLeaf(b)) return compareLeaves(key, { ...before, leaf: a }, { ...after, leaf: b });
  if (a.kind === 'not' && b.kind === 'not') {
    return compareConditions(key, { ...before, condition: a.of }, { ...after, condition: b.of });
  }
  if (isJoined(a) && isJoined(b) && a.kind === b.kind) {
    const counts = a.kind === 'at_least' && b.kind === 'at_least' ? compareCounts(key, a.n, b.n) : [];
    return [...counts, ...compareParts(key, { ...before, parts: a.of }, { ...after, parts: b.of })];
  }
  return [whole(key, before, after)];
}

/** The text that two conditions share exactly if they mean the same by their own words. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (name, part: unknown) => (name === 'place' ? undefined : part)) ?? '';
}

type Joined = Extract<Condition, { readonly kind: 'all' | 'any' | 'at_least' }>;

function isJoined(condition: Condition): condition is Joined {
  return condition.kind === 'all' || condition.kind === 'any' || condition.kind === 'at_least';
}

function whole(key: string, before: ConditionOf, after: ConditionOf): ChangedKey {
  return {
    kind: 'value',
    key,
    before: formatCondition(before.condition, before.fields),
    after: formatCondition(after.condition, after.fields),
    threshold: false,
  };
}

function compareCounts(key: string, before: number, after: number): readonly ChangedKey[] {
  if (before === after) return [];
  return [
    { kind: 'value', key, before: `at least ${before} of`, after: `at least ${after} of`, threshold: true },
  ];
}

interface PartsOf {
  readonly parts: readonly Condition[];
  readonly fields: readonly Field[];
}

/** Part by part; where there are more or fewer than before, those that came and went. */
function compareParts(key: string, before: PartsOf, after: PartsOf): readonly ChangedKey[] {
  if (before.parts.length === after.parts.length) {
    return before.parts.flatMap((part, index) => {
      const other = after.parts[index] ?? part;
      return compareConditions(
        key,
        { condition: part, fields: before.fields },
        { condition: other, fields: after.fields },
      );
    });
  }
  const [known, kept] = [new Set(before.parts.map(keyOf)), new Set(after.parts.map(keyOf))];
  const removed = before.parts.filter(part => !kept.has(keyOf(part)));
  const added = after.parts.filter(part => !known.has(keyOf(part)));
  return [
    {
      kind: 'list',
      key,
      removed: removed.map(part => formatCondition(part, before.fields)),
      added: added.map(part => formatCondition(part, after.fields)),
    },
  ];
}

interface LeafOf {
  readonly leaf: Leaf;
  readonly fields: readonly Field[];
}

function compareLeaves(key: string, before: LeafOf, after: LeafOf): readonly ChangedKey[] {
  const [a, b] = [before.leaf, after.leaf];
  const isSame = a.kind === b.kind && nameOfLeaf(a) === nameOfLeaf(b);
  if (isSame && a.kind === 'test' && b.kind === 'test' && a.test.operator === b.test.operator) {
    const [lost, gained] = [literalsOf(a.test), literalsOf(b.test)];
    if (lost !== undefined && gained !== undefined) {
      return compareLists(`${key}: ${nameOfLeaf(a)} ${a.test.operator}`, lost, gained);
    }
  }
  const threshold =
    isSame &&
    ((a.kind === 'score' && b.kind === 'score' && a.comparison === b.comparison) ||
      (a.kind === 'test' &&
        b.kind === 'test' &&
        a.test.operator === b.test.operator &&
        'bound low high days'.split(' ').some(name => name in a.test)));
  return [
    {
      kind: 'value',
      key,
      before: formatLeaf(a, before.fields),
      after: formatLeaf(b, after.fields),
      threshold,
    },
  ];
}

/** The listed values of a test; undefined where it compares with something else. */
function literalsOf(test: Test): readonly string[] | undefined {
  if ('values' in test) return test.values.map(value => formatValue(value, 'text'));
  return 'texts' in test ? test.texts : undefined;
}

/** What a list has lost and gained; nothing where only the order differs. */
export function compareLists(
  key: string,
  before: readonly string[],
  after: readonly string[],
): readonly ChangedKey[] {
  const [known, kept] = [new Set(before), new Set(after)];
  const removed = before.filter(item => !kept.has(item));
  const added = after.filter(item => !known.has(item));
  return removed.length + added.length === 0 ? [] : [{ kind: 'list', key, removed, added }];
}
