import { partsOf } from '../../../../judging/conditions/leaves.ts';
import type { Condition } from '../../../../model/condition.ts';
import type { Rulebook } from '../../../../model/rulebook.ts';
import { MET, UNMET } from '../../proof/possible-answers.ts';
import { type Prover, proverOf } from '../../proof/prover.ts';
import type { Check, Finding } from '../check.ts';
import { redundantValues } from './redundant-values.ts';
import { rootsOf } from './roots.ts';
import { listed, say } from './say.ts';
import { touchTheSame } from './touched-fields.ts';

/** Clauses and values that change nothing beside the others of their list. */
export const redundantClause: Check = {
  code: 'redundant-clause',
  find: checked => {
    const { rulebook } = checked;
    const context = { rulebook, prover: proverOf(rulebook) };
    const visit = (condition: Condition): readonly Finding[] => [
      ...findRedundant(condition, context),
      ...partsOf(condition).flatMap(visit),
    ];
    return [...rootsOf(rulebook).flatMap(visit), ...redundantValues(checked)];
  },
};

interface Context {
  readonly rulebook: Rulebook;
  readonly prover: Prover;
}

type Combination = Extract<Condition, { readonly of: readonly Condition[] }>;

/** More clauses than these are not compared with each other. */
const MOST_CLAUSES = 40;

function findRedundant(condition: Condition, context: Context): readonly Finding[] {
  const { prover } = context;
  if (condition.kind !== 'all' && condition.kind !== 'any' && condition.kind !== 'at_least') return [];
  if (condition.of.length < 2 || condition.of.length > MOST_CLAUSES) return [];
  // What nothing or everything meets is said by other checks, and every clause of it would be redundant.
  if (prover.never(condition, MET) || prover.never(condition, UNMET)) return [];
  const kind = kindOf(condition);
  return kind === undefined ? findCountedTwice(condition, context) : findImplied(kind, condition.of, context);
}

/** Whether all clauses must be met, or one; undefined where some must. */
function kindOf(condition: Combination): 'all' | 'any' | undefined {
  if (condition.kind !== 'at_least') return condition.kind;
  if (condition.n === 1) return 'any';
  return condition.n === condition.of.length ? 'all' : undefined;
}

/** From the last to the first, so that of equal clauses the first stays. */
function findImplied(kind: 'all' | 'any', of: readonly Condition[], context: Context): readonly Finding[] {
  const { rulebook, prover } = context;
  const found: Finding[] = [];
  let kept = of;
  for (const clause of [...of].reverse()) {
    const related = kept.filter(each => each !== clause && touchTheSame(each, clause, rulebook));
    if (related.length === 0 || isSettled(clause, prover)) continue;
    const changesNothing = (others: readonly Condition[]): boolean =>
      prover.same({ kind, of: [...others, clause] }, { kind, of: others });
    const other = related.find(each => changesNothing([each]));
    if (other === undefined && (related.length < 2 || !changesNothing(related))) continue;
    kept = kept.filter(each => each !== clause);
    found.unshift(describe(kind, { clause, others: other === undefined ? related : [other] }, rulebook));
  }
  return found;
}

/** A clause that nothing meets or fails is said by other checks. */
function isSettled(clause: Condition, prover: Prover): boolean {
  return prover.never(clause, MET) || prover.never(clause, UNMET);
}

interface Implied {
  readonly clause: Condition;
  readonly others: readonly Condition[];
}

function describe(kind: 'all' | 'any', { clause, others }: Implied, rulebook: Rulebook): Finding {
  const [one, rest] = [
    say(clause, rulebook),
    listed(
      others.map(each => say(each, rulebook)),
      kind === 'all' ? 'and' : 'or',
    ),
  ];
  const message =
    kind === 'all'
      ? `${one} changes nothing here: whoever meets ${rest} meets it too`
      : `${one} changes nothing here: whoever meets it meets ${rest} too`;
  return { message, fix: 'remove it, or change it if it was meant otherwise', place: clause.place };
}

/** Of clauses that are counted, one that another one implies makes two of one answer. */
function findCountedTwice({ of }: Combination, { rulebook, prover }: Context): readonly Finding[] {
  const found: Finding[] = [];
  for (const [index, clause] of of.entries()) {
    if (isSettled(clause, prover)) continue;
    const pair = of
      .slice(0, index)
      .filter(before => touchTheSame(before, clause, rulebook) && !isSettled(before, prover))
      .map(before => impliedPair(before, clause, prover))
      .find(each => each !== undefined);
    if (pair === undefined) continue;
    const [one, other] = [say(pair.one, rulebook), say(pair.other, rulebook)];
    found.push({
      message: `one answer counts twice here: whoever meets ${one} meets ${other} too`,
      fix: 'leave one of the two',
      place: clause.place,
    });
  }
  return found;
}

function impliedPair(
  before: Condition,
  clause: Condition,
  prover: Prover,
): { readonly one: Condition; readonly other: Condition } | undefined {
  if (prover.implies(clause, before)) return { one: clause, other: before };
  return prover.implies(before, clause) ? { one: before, other: clause } : undefined;
}
