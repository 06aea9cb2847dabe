import type { Range } from '../../../../judging/score-range.ts';
import type { Hundredths } from '../../../../model/condition.ts';
import type { Rulebook, ScoreGroup, ScoreRule } from '../../../../model/rulebook.ts';
import { addAll, finish, percentsOf, pointsOfRule, scoresOf, sumsOf } from '../../proof/score-sums.ts';
import type { Thresholds } from './thresholds.ts';

interface Weighed {
  readonly group: ScoreGroup;
  readonly thresholds: Thresholds;
  readonly rulebook: Rulebook;
}

/** More combinations of scores than these are not looked at. */
const MOST_COMBINATIONS = 200_000;

/**
 * Whether it is proved that a rule's points never bring its group or `total` to another side of a threshold: for
 * every sum of the other rules and every score of the other groups, before and after the clamp and the decay.
 */
export function crossesNothing(rule: ScoreRule, { group, thresholds, rulebook }: Weighed): boolean {
  // What is too much for the group is so for most of it.
  if (scoresOf(group) === undefined) return false;
  const points = pointsOfRule(rule);
  const least = Math.min(...points.map(({ low }) => low));
  const most = Math.max(...points.map(({ high }) => high));
  const others = sumsOf(group.rules.filter(each => each !== rule));
  const elsewhere = rulebook.scores.filter(each => each !== group).map(scoresOf);
  const known = elsewhere.filter(scores => scores !== undefined);
  const beside = known.length < elsewhere.length ? undefined : addAll(known);
  const percents = percentsOf(group);
  if (others === undefined || beside === undefined) return false;
  if (others.length * beside.length * percents.length > MOST_COMBINATIONS) return false;

  return others.every(({ low, high }) =>
    percents.every(percent => {
      const own = finish({ low: low + least, high: high + most }, { group, percent });
      if (crosses(own, thresholds.own)) return false;
      return (
        thresholds.total.length === 0 ||
        beside.every(
          other => !crosses({ low: own.low + other.low, high: own.high + other.high }, thresholds.total),
        )
      );
    }),
  );
}

/** Whether a threshold tells two scores of a stretch apart. */
function crosses({ low, high }: Range, thresholds: readonly Hundredths[]): boolean {
  return thresholds.some(first => low < first && first <= high);
}
