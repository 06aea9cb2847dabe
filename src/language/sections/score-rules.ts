import type { ScoreRule } from '../../model/rulebook.ts';
import { placed, type Reader } from '../../yaml/shape.ts';
import { type Keys, listOf, mapping, optional, required } from '../../yaml/shape-collections.ts';
import { text } from '../../yaml/shape-scalars.ts';
import { entryOf, type Tree } from '../../yaml/tree.ts';
import { conditionReader } from '../operators/conditions.ts';
import { fieldOfType, type Scope } from './scope.ts';
import { points, pointsPerUnit } from './settings.ts';

/** The key that tells one kind of rule from the others. */
type RuleKind = ScoreRule['kind'];
const KINDS: readonly RuleKind[] = ['when', 'first', 'per'];
const readId = text('a name for the rule');

/** Every key of an entry of `first`. */
export function entryKeys(scope: Scope) {
  return {
    when: required(conditionReader({ scope, inStages: false })),
    points: required(points),
  } as const;
}

/** Every key of a rule, by its kind. */
export function ruleKeys(scope: Scope) {
  const entry = entryKeys(scope);
  return {
    when: { id: required(readId), ...entry },
    first: {
      id: required(readId),
      first: required(
        listOf(mapping('an entry of `first`', entry), { expected: 'a list of conditions with points' }),
      ),
    },
    per: {
      id: required(readId),
      per: required(placed(text('the name of a number field'))),
      points: required(pointsPerUnit),
      max: optional(points),
    },
  } as const satisfies Readonly<Record<RuleKind, Keys>>;
}

/** One rule of a score group: `when` and `points`, or `first` of several, or points `per` unit of a number field. */
export function scoreRuleReader(scope: Scope): Reader<ScoreRule> {
  const keys = ruleKeys(scope);
  const readWhen = mapping('a rule', keys.when);
  const readFirst = mapping('a `first` rule', keys.first);
  const readPer = mapping('a `per` rule', keys.per);
  const readers: Readonly<Record<RuleKind, Reader<ScoreRule>>> = {
    when: (tree, report) => {
      const found = readWhen(tree, report);
      return found && { kind: 'when', ...found, place: tree.place };
    },
    first: (tree, report) => {
      const found = readFirst(tree, report);
      return found && { kind: 'first', id: found.id, entries: found.first, place: tree.place };
    },
    per: (tree, report) => {
      const found = readPer(tree, report);
      const field = found && fieldOfType(found.per, { scope, type: 'number', what: '`per`' }, report);
      if (found === undefined || field === undefined) return undefined;
      const { id, points: each, max } = found;
      return { kind: 'per', id, field, points: each, ...(max !== undefined && { max }), place: tree.place };
    },
  };
  return (tree, report) => readers[kindOf(tree)](tree, report);
}

function kindOf(rule: Tree): RuleKind {
  return KINDS.find(kind => kind !== 'when' && entryOf(rule, kind) !== undefined) ?? 'when';
}
