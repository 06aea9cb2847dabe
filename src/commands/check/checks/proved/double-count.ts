import type { Condition, Hundredths } from '../../../../model/condition.ts';
import type { Place } from '../../../../model/diagnostic.ts';
import type { Rulebook, ScoreRule } from '../../../../model/rulebook.ts';
import { quoted } from '../../../../yaml/shape.ts';
import { MET, NOT_MET, UNMET } from '../../proof/possible-answers.ts';
import { type Prover, proverOf } from '../../proof/prover.ts';
import type { Check, CheckedRulebook, Finding } from '../check.ts';
import { placeAt } from './document-places.ts';
import { sayPoints } from './score-words.ts';
import { touchTheSame } from './touched-fields.ts';

/** Rules of which whoever meets the one meets the other, so that both add up for one fact. */
export const doubleCount: Check = {
  code: 'double-count',
  find: checked => {
    const { rulebook } = checked;
    const context = { rulebook, prover: proverOf(rulebook) };
    const rules = scoringRules(checked);
    const found: Finding[] = [];
    for (const [index, rule] of rules.entries()) {
      for (const earlier of rules.slice(0, index)) {
        // The same condition twice in one group is a rule twice, which `duplicate-rule` says.
        if (earlier.group === rule.group && formOf(earlier) === formOf(rule)) continue;
        const finding = compare(rule, earlier, context) ?? compare(earlier, rule, context);
        if (finding !== undefined) found.push({ ...finding, place: rule.place });
      }
    }
    return found;
  },
};

interface Context {
  readonly rulebook: Rulebook;
  readonly prover: Prover;
}

/** One way to earn a rule's points: an entry counts where those before it are not met. */
interface Earning {
  readonly when: Condition;
  readonly before: readonly Condition[];
  readonly points: Hundredths;
}

interface ScoringRule {
  readonly name: string;
  readonly group: string;
  readonly place: Place | undefined;
  readonly earnings: readonly Earning[];
}

function scoringRules({ rulebook, document }: CheckedRulebook): readonly ScoringRule[] {
  return rulebook.scores.flatMap(({ name: group, rules }) =>
    rules.map((rule, index) => ({
      name: `${group}.${rule.id}`,
      group,
      place: placeAt(document, ['scores', group, 'rules', index, 'id']) ?? rule.place,
      earnings: earningsOf(rule),
    })),
  );
}

/** Equal for rules of the same conditions, wherever they stand. */
function formOf({ earnings }: ScoringRule): string {
  const whens = earnings.map(({ when }) => when);
  return JSON.stringify(whens, (key, value: unknown) => (key === 'place' ? undefined : value));
}

/** A `per` rule counts how much, which another rule may well add to. */
function earningsOf(rule: ScoreRule): readonly Earning[] {
  if (rule.kind === 'per') return [];
  if (rule.kind === 'when') return [{ when: rule.when, before: [], points: rule.points }];
  return rule.entries.map(({ when, points }, index) => ({
    when,
    before: rule.entries.slice(0, index).map(entry => entry.when),
    points,
  }));
}

/** What is wrong where some earning of the one always comes with one of the other, of the same sign. */
function compare(
  one: ScoringRule,
  other: ScoringRule,
  { rulebook, prover }: Context,
): Omit<Finding, 'place'> | undefined {
  for (const earning of one.earnings) {
    const alike = other.earnings.filter(({ points }) => points * earning.points > 0);
    const related = alike.filter(({ when }) => touchTheSame(when, earning.when, rulebook));
    if (related.length === 0 || other.earnings.some(({ points }) => points * earning.points < 0)) continue;
    if (prover.never(earning.when, MET) || related.some(({ when }) => prover.never(when, UNMET))) continue;
    const effective = [
      { condition: earning.when, wanted: MET },
      ...earning.before.map(condition => ({ condition, wanted: NOT_MET })),
    ];
    const missed = related.map(({ when }) => ({ condition: when, wanted: NOT_MET }));
    if (!prover.impossible([...effective, ...missed]) || prover.impossible(effective)) continue;
    const [only] = related;
    const others = related.length === 1 && only ? `the ${sayPoints(only.points)}` : 'those';
    return {
      message: `one fact counts twice: whoever gets the ${sayPoints(earning.points)} points of ${quoted(one.name)} gets ${others} of ${quoted(other.name)} too`,
      fix:
        one.group === other.group
          ? 'put them into one rule with `first`, the narrower condition on top, if only one should count'
          : 'leave one of the two, or make their conditions exclude each other',
    };
  }
  return undefined;
}
