import type { Hundredths } from '../../../model/condition.ts';
import type { Place } from '../../../model/diagnostic.ts';
import type { ScoreGroup, ScoreRule } from '../../../model/rulebook.ts';
import { formatHundredths, roundToHundredths } from '../../../values/decimal.ts';
import { entryOf } from '../../../yaml/tree.ts';
import { itemsIn } from '../written/written-conditions.ts';
import { placeUnder, type WrittenRule, writtenRules } from '../written/written-rules.ts';
import type { Check, CheckedRulebook, Finding } from './check.ts';

/** Caps that make a part of a rule's points impossible to count. */
export const capBelowParts: Check = {
  code: 'cap-below-parts',
  find: checked =>
    writtenRules(checked).flatMap(written => [...underGroup(written), ...underOwnCap(written, checked)]),
};

/** Points with the token that gives them. */
interface Part {
  readonly points: Hundredths;
  readonly place: Place;
  readonly key: 'points' | 'max';
}

function partsOf({ rule, tree }: WrittenRule): readonly Part[] {
  switch (rule.kind) {
    case 'when':
      return [{ points: rule.points, place: placeUnder(tree, 'points'), key: 'points' }];
    case 'first': {
      const entries = itemsIn(entryOf(tree, 'first')?.node);
      return rule.entries.flatMap(({ points }, index) => {
        const entry = entries[index];
        return entry === undefined ? [] : [{ points, place: placeUnder(entry, 'points'), key: 'points' }];
      });
    }
    case 'per':
      return rule.max === undefined ? [] : [{ points: rule.max, place: placeUnder(tree, 'max'), key: 'max' }];
  }
}

function underGroup(written: WrittenRule): readonly Finding[] {
  const { group, rule } = written;
  const { max, name } = group;
  if (max === undefined) return [];
  // What other rules take away makes room under the cap.
  const room = max - leastOfOthers(group, rule);
  return partsOf(written)
    .filter(({ points }) => points > room)
    .map(({ points, place, key }) => ({
      message: `\`${rule.id}\` gives ${formatHundredths(points)} points and \`${name}\` holds ${formatHundredths(max)} at most, so ${formatHundredths(points - room)} of them never count`,
      fix: `write \`${key}: ${formatHundredths(room)}\`, or raise the group's cap to \`max: ${formatHundredths(max + points - room)}\``,
      place,
    }));
}

/** The fewest points that the other rules of the group can come to; zero or less. */
function leastOfOthers({ rules }: ScoreGroup, rule: ScoreRule): Hundredths {
  return rules.filter(other => other !== rule).reduce((sum, other) => sum + leastOf(other), 0);
}

function leastOf(rule: ScoreRule): Hundredths {
  if (rule.kind === 'per') return 0;
  const points = rule.kind === 'when' ? [rule.points] : rule.entries.map(entry => entry.points);
  return Math.min(0, ...points);
}

/** A `per` rule whose cap is reached before one whole unit. */
function underOwnCap({ rule, tree }: WrittenRule, { rulebook }: CheckedRulebook): readonly Finding[] {
  if (rule.kind !== 'per' || rule.max === undefined) return [];
  const each = roundToHundredths(rule.points);
  const field = rulebook.fields.find(({ name }) => name === rule.field);
  // A share such as 0 to 1 has no whole units to lose.
  const isShare = field?.type === 'number' && field.max !== undefined && field.max <= 1;
  if (each <= rule.max || isShare) return [];
  return [
    {
      message: `one unit of \`${rule.field}\` gives ${formatHundredths(each)} points and \`${rule.id}\` holds ${formatHundredths(rule.max)} at most, so the first unit counts in part and every other not at all`,
      fix: `write \`max: ${formatHundredths(each)}\` or more, or \`points: ${formatHundredths(rule.max)}\` or fewer`,
      place: placeUnder(tree, 'max'),
    },
  ];
}
