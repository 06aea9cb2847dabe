import { clamp, keepPercent, keptOfUnknown } from '../../../judging/score.ts';
import type { Range } from '../../../judging/score-range.ts';
import type { Hundredths } from '../../../model/condition.ts';
import type { ScoreGroup, ScoreRule } from '../../../model/rulebook.ts';

/** Scores that some lead may have: single ones, and stretches. There may be too many in it, never too few. */
export type Scores = readonly Range[];

/** More single scores than these are not told apart. */
const MOST_SCORES = 1000;

/** What a rule may add, now or at best; 0 is always among it. */
export function pointsOfRule(rule: ScoreRule): Scores {
  switch (rule.kind) {
    case 'when':
      return normalise([0, rule.points].map(single));
    case 'first':
      return normalise([0, ...rule.entries.map(({ points }) => points)].map(single));
    case 'per':
      return [{ low: 0, high: rule.max ?? Number.POSITIVE_INFINITY }];
  }
}

/** What rules may add up to, each of them met or not whatever the others are; undefined where that is too much. */
export function sumsOf(rules: readonly ScoreRule[]): Scores | undefined {
  return addAll(rules.map(pointsOfRule));
}

/** The sums of one score of each; undefined where there are too many. */
export function addAll(scores: readonly Scores[]): Scores | undefined {
  return scores.reduce<Scores | undefined>((sums, added) => {
    if (sums === undefined || sums.length * added.length > MOST_SCORES * 10) return undefined;
    const all = normalise(
      sums.flatMap(sum => added.map(({ low, high }) => ({ low: sum.low + low, high: sum.high + high }))),
    );
    return all.length > MOST_SCORES ? undefined : all;
  }, ZERO);
}

const ZERO: Scores = [{ low: 0, high: 0 }];

/** The percentages that a group's decay may keep, now and at best. */
export function percentsOf({ decay }: ScoreGroup): readonly number[] {
  if (decay === undefined) return [100];
  return [...new Set([100, ...decay.keep.map(({ percent }) => percent), keptOfUnknown(decay)])];
}

/** What is left of a stretch of sums after the clamp and the decay, which keep the order of scores. */
export function finish(
  { low, high }: Range,
  { group, percent }: { group: ScoreGroup; percent: number },
): Range {
  const left = (points: Hundredths): Hundredths => keepPercent(clamp(points, group), percent);
  return { low: left(low), high: left(high) };
}

const KNOWN = new WeakMap<ScoreGroup, { readonly scores: Scores | undefined }>();

/** All scores of a group; undefined where they are too many. */
export function scoresOf(group: ScoreGroup): Scores | undefined {
  const known = KNOWN.get(group) ?? { scores: findScores(group) };
  KNOWN.set(group, known);
  return known.scores;
}

function findScores(group: ScoreGroup): Scores | undefined {
  const sums = sumsOf(group.rules);
  return (
    sums && normalise(percentsOf(group).flatMap(percent => sums.map(sum => finish(sum, { group, percent }))))
  );
}

function single(points: Hundredths): Range {
  return { low: points, high: points };
}

/** In order, each once; stretches that touch become one. */
function normalise(scores: Scores): Scores {
  const sorted = [...scores].sort((one, other) => one.low - other.low || one.high - other.high);
  const merged: Range[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && next.low <= last.high) {
      merged.splice(-1, 1, { low: last.low, high: Math.max(last.high, next.high) });
    } else merged.push(next);
  }
  return merged;
}
