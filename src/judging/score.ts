import type { Answer, Hundredths } from '../model/condition.ts';
import type { Decay, ScoreGroup, ScoreRule } from '../model/rulebook.ts';
import { compileCondition, type Names } from './conditions/conditions.ts';
import type { GroupEnd, GroupScore, Interval, RulePoints, Situation } from './situation.ts';

/** Compiles a score group: rules, then the clamp, then decay, at both ends of the interval. */
export function compileGroup(group: ScoreGroup, names: Names): (situation: Situation) => GroupScore {
  const rules = group.rules.map(rule => compileRule(rule, names));
  const decay = compileDecay(group, names);
  return situation => {
    const points = rules.map(rule => rule(situation));
    const kept = decay(situation);
    return {
      rules: points,
      now: finish(sumOf(points.map(({ now }) => now)), kept.now, group),
      best: finish(sumOf(points.map(({ best }) => best)), kept.best, group),
    };
  };
}

function finish(sum: Hundredths, keptPercent: number, group: ScoreGroup): GroupEnd {
  const clamped = clamp(sum, group);
  return { sum, clamped, keptPercent, points: keepPercent(clamped, keptPercent) };
}

/** Points held between a group's `min` and `max`. */
export function clamp(points: Hundredths, { min, max }: ScoreGroup): Hundredths {
  return Math.min(Math.max(points, min ?? Number.NEGATIVE_INFINITY), max ?? Number.POSITIVE_INFINITY);
}

/** Points that are left when `percent` (at most two decimals) is kept, rounded half away from zero. */
export function keepPercent(points: Hundredths, percent: number): Hundredths {
  if (percent === 100 || percent === 0) return percent === 0 ? 0 : points;
  if (!Number.isFinite(points)) return points;
  const product = BigInt(points) * BigInt(Math.round(percent * 100));
  return Number((product + (product < 0n ? -5000n : 5000n)) / 10000n);
}

export function sumOf(points: readonly Hundredths[]): Hundredths {
  return points.reduce((sum, added) => sum + added, 0);
}

/** The percentages kept: an unknown date keeps what the decay says of it now, and everything at best. */
function compileDecay({ decay }: ScoreGroup, { questions }: Names): (situation: Situation) => Interval {
  if (decay === undefined) return () => ({ now: 100, best: 100 });
  const place = questions.placeOfDecay(decay);
  const unknown = keptOfUnknown(decay);
  return ({ fields }) => {
    const kept = fields[place.field]?.kept[place.question];
    return { now: kept ?? unknown, best: kept ?? 100 };
  };
}

/** The percentage kept now where the date is unknown. */
export function keptOfUnknown({ unknown, keep }: Decay): number {
  return unknown ?? keep.at(-1)?.percent ?? 100;
}

function compileRule(rule: ScoreRule, names: Names): (situation: Situation) => RulePoints {
  switch (rule.kind) {
    case 'when':
      return compileEntries([rule], names);
    case 'first':
      return compileEntries(rule.entries, names);
    case 'per': {
      const place = names.questions.placeOfCount(rule);
      const most = rule.max ?? Number.POSITIVE_INFINITY;
      return ({ fields }) => {
        const points = fields[place.field]?.counts[place.question];
        if (points === undefined) return { answer: 'unknown', now: 0, best: most };
        return { answer: points > 0 ? 'met' : 'unmet', now: points, best: points };
      };
    }
  }
}

type Entry = Extract<ScoreRule, { readonly kind: 'first' }>['entries'][number];

/** The first met entry counts; at best, an unknown entry before it where that gives more. */
function compileEntries(entries: readonly Entry[], names: Names): (situation: Situation) => RulePoints {
  const asked = entries.map(({ when, points }) => ({ ask: compileCondition(when, names), points }));
  return situation =>
    asked.reduceRight((later: RulePoints, { ask, points }) => ENTRY[ask(situation)](points, later), {
      answer: 'unmet',
      now: 0,
      best: 0,
    });
}

/** What an entry makes of the entries after it, by its answer. */
const ENTRY: Readonly<Record<Answer, (points: Hundredths, later: RulePoints) => RulePoints>> = {
  met: points => ({ answer: 'met', now: points, best: points }),
  unmet: (_, later) => later,
  unknown: (points, later) => ({
    answer: later.answer === 'met' ? 'met' : 'unknown',
    now: later.now,
    best: Math.max(points, later.best),
  }),
};
