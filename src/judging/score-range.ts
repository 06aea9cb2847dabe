import type { Answer, Condition, Hundredths } from '../model/condition.ts';
import type { Decay, Rulebook, ScoreGroup, ScoreRule } from '../model/rulebook.ts';
import { groupsOfScore } from './dependencies.ts';
import { countPoints } from './field-judge.ts';
import { clamp, keepPercent, keptOfUnknown, sumOf } from './score.ts';

/** The lowest and the highest that some lead may get. */
export interface Range {
  readonly low: Hundredths;
  readonly high: Hundredths;
}

/** The ranges of both ends of a score's interval: the score now, and at best. */
export interface ScoreRange {
  readonly now: Range;
  readonly best: Range;
}

/** What is known of the leads whose scores are asked for. */
export interface RangeContext {
  /** Fields without a value. */
  readonly absent: ReadonlySet<string>;
  /** The possible answers of a rule's condition. */
  readonly possible: (condition: Condition) => ReadonlySet<Answer>;
  /** Bounds of the value of a number field that surely has one; undefined where nothing is known of it. */
  readonly boundsOf?: (field: string) => Range | undefined;
}

/** Compiles the ranges that a group's score, or the total, can have when some fields are absent. */
export function compileRanges(rulebook: Rulebook, context: RangeContext): (score: string) => ScoreRange {
  return score => addUp(groupsOfScore(score, rulebook).map(group => rangeOfGroup(group, context)));
}

function rangeOfGroup(group: ScoreGroup, context: RangeContext): ScoreRange {
  return finishRange(rangeOfRules(group.rules, context), group, context);
}

/** The range of the sum of some rules. */
export function rangeOfRules(rules: readonly ScoreRule[], context: RangeContext): ScoreRange {
  return addUp(rules.map(rule => rangeOfRule(rule, context)));
}

/** What is left of a group's sum after the clamp and the decay. */
export function finishRange(
  sum: ScoreRange,
  group: ScoreGroup,
  context: Pick<RangeContext, 'absent'>,
): ScoreRange {
  const kept = percentsOf(group.decay, context);
  const finish = ({ low, high }: Range, percents: readonly number[]): Range =>
    spanOf(
      [low, high].flatMap(points => percents.map(percent => keepPercent(clamp(points, group), percent))),
    );
  return { now: finish(sum.now, kept.now), best: finish(sum.best, kept.best) };
}

/** All percentages that a decay may keep. */
function percentsOf(
  decay: Decay | undefined,
  { absent }: Pick<RangeContext, 'absent'>,
): { readonly now: readonly number[]; readonly best: readonly number[] } {
  if (decay === undefined) return { now: [100], best: [100] };
  if (absent.has(decay.since)) return { now: [keptOfUnknown(decay)], best: [100] };
  const known = [100, ...decay.keep.map(({ percent }) => percent)];
  return { now: [...known, keptOfUnknown(decay)], best: known };
}

function rangeOfRule(rule: ScoreRule, { absent, possible, boundsOf }: RangeContext): ScoreRange {
  switch (rule.kind) {
    case 'when':
      return rangeOfEntries([rule], possible);
    case 'first':
      return rangeOfEntries(rule.entries, possible);
    case 'per': {
      const most = rule.max ?? Number.POSITIVE_INFINITY;
      if (absent.has(rule.field)) return { now: spanOf([0]), best: spanOf([most]) };
      const value = boundsOf?.(rule.field);
      if (value !== undefined) {
        const points = spanOf(
          [value.low, value.high].map(end =>
            end === Number.POSITIVE_INFINITY ? most : countPoints(rule, end),
          ),
        );
        return { now: points, best: points };
      }
      return { now: spanOf([0, most]), best: spanOf([0, most]) };
    }
  }
}

type Entry = Extract<ScoreRule, { readonly kind: 'first' }>['entries'][number];

/** As in the score itself, from the last entry to the first, over all answers that each may get. */
function rangeOfEntries(entries: readonly Entry[], possible: RangeContext['possible']): ScoreRange {
  return entries.reduceRight<ScoreRange>(
    (later, { when, points }) => {
      const outcomes = [...possible(when)].map(answer => ENTRY[answer](points, later));
      return {
        now: spanOf(outcomes.flatMap(({ now }) => [now.low, now.high])),
        best: spanOf(outcomes.flatMap(({ best }) => [best.low, best.high])),
      };
    },
    { now: spanOf([0]), best: spanOf([0]) },
  );
}

const ENTRY: Readonly<Record<Answer, (points: Hundredths, later: ScoreRange) => ScoreRange>> = {
  met: points => ({ now: spanOf([points]), best: spanOf([points]) }),
  unmet: (_, later) => later,
  unknown: (points, { now, best }) => ({
    now,
    best: { low: Math.max(points, best.low), high: Math.max(points, best.high) },
  }),
};

/** The range of a sum. */
export function addUp(ranges: readonly ScoreRange[]): ScoreRange {
  return { now: addRanges(ranges.map(({ now }) => now)), best: addRanges(ranges.map(({ best }) => best)) };
}

function addRanges(ranges: readonly Range[]): Range {
  return { low: sumOf(ranges.map(({ low }) => low)), high: sumOf(ranges.map(({ high }) => high)) };
}

function spanOf(points: readonly Hundredths[]): Range {
  return { low: Math.min(...points), high: Math.max(...points) };
}
