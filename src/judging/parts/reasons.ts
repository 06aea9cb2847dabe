import type { Condition } from '../../model/condition.ts';
import type { ScoreGroup } from '../../model/rulebook.ts';
import type { Reason } from '../../model/verdict.ts';
import type { Ask } from '../conditions/conditions.ts';
import { isLeaf, type Leaf, leavesOf, nameOfLeaf, partsOf } from '../conditions/leaves.ts';
import type { GroupScore, Situation } from '../situation.ts';

/**
 * Compiles what can make a condition met: its tests outside any `not`, and each outermost `not` as one entry.
 * The reasons of a lead are those that are met, in the order as written, without repeats.
 */
export function compileReasons(
  condition: Condition,
  compile: (condition: Condition) => Ask,
): (situation: Situation) => readonly Reason[] {
  const reasons = new Map<string, Reason>();
  const entries = entriesOf(condition).map(entry => {
    const key = JSON.stringify(reasonOf(entry));
    const reason = reasons.get(key) ?? reasonOf(entry);
    reasons.set(key, reason);
    return { reason, ask: compile(entry) };
  });
  return situation => {
    const met = entries.filter(({ ask }) => ask(situation) === 'met');
    // Equal reasons are one object, so a set holds each once, in the order as written.
    return [...new Set(met.map(({ reason }) => reason))];
  };
}

type Entry = Leaf | Extract<Condition, { readonly kind: 'not' }>;

function entriesOf(condition: Condition): readonly Entry[] {
  if (isLeaf(condition) || condition.kind === 'not') return [condition];
  return partsOf(condition).flatMap(entriesOf);
}

function reasonOf(entry: Entry): Reason {
  if (entry.kind === 'not') return { kind: 'not', of: withoutRepeats(leavesOf(entry).map(reasonOf)) };
  if (entry.kind !== 'score') return { kind: 'name', name: nameOfLeaf(entry) };
  const { score, comparison, threshold } = entry;
  return { kind: 'score', score, comparison, threshold };
}

function withoutRepeats(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map(reason => [JSON.stringify(reason), reason])).values()];
}

/** What made a group's score: its rules, then the clamp, then decay. Their points sum exactly to the score. */
export function reasonsOfGroup(
  { name, rules }: ScoreGroup,
  { rules: scored, now }: GroupScore,
): readonly Reason[] {
  const added = rules.map(({ id }, index): Reason & { readonly points: number } => ({
    kind: 'rule',
    group: name,
    rule: id,
    points: scored[index]?.now ?? 0,
  }));
  const changes: readonly (Reason & { readonly points: number })[] = [
    ...added,
    {
      kind: 'clamp',
      group: name,
      bound: now.clamped < now.sum ? 'max' : 'min',
      points: now.clamped - now.sum,
    },
    { kind: 'decay', group: name, points: now.points - now.clamped },
  ];
  return changes.filter(({ points }) => points !== 0);
}
