import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileEvaluator } from '../../src/judging/evaluator.ts';
import { keepPercent } from '../../src/judging/score.ts';
import type { Interval } from '../../src/judging/situation.ts';
import type { Answer, Comparison, Condition, Hundredths } from '../../src/model/condition.ts';
import type { ScoreGroup, ScoreRule } from '../../src/model/rulebook.ts';
import { AS_OF, answers, BASE_FIELD, bookOf, type Lead, leads, rulebooks } from './arbitrary.ts';
import { answersOf, ask, BLANK, judge, value } from './judged.ts';

const FLAGS = ['f0', 'f1', 'f2', 'f3', 'f4', 'f5'];
const FLAG_FIELDS = FLAGS.map(
  name => ({ ...BASE_FIELD, name, type: 'boolean', true: [], false: [] }) as const,
);

function flag(name: string): Condition {
  return { kind: 'test', field: { field: name }, test: { operator: 'in', values: [true] } };
}

function flagsAs(list: readonly Answer[]): Lead {
  return Object.fromEntries(
    FLAGS.map((name, index) => [name, list[index] === 'unknown' ? BLANK : value(list[index] === 'met')]),
  );
}

function intervalOf(group: ScoreGroup, lead: Lead): Interval {
  const fields = [...FLAG_FIELDS, ...bookOf({}).fields];
  const evaluator = compileEvaluator(bookOf({ fields, scores: [group] }), { asOf: AS_OF });
  return evaluator.situate(answersOf(evaluator, lead)).total;
}

function first(...points: readonly Hundredths[]): ScoreRule {
  return {
    id: 'size',
    kind: 'first',
    entries: points.map((each, index) => ({ when: flag(FLAGS[index] ?? ''), points: each })),
  };
}

const flagRules = fc
  .array(fc.integer({ min: -3_000, max: 3_000 }), { minLength: 1, maxLength: 6 })
  .map(list =>
    list.map(
      (points, index): ScoreRule => ({ id: `r${index}`, kind: 'when', when: flag(`f${index}`), points }),
    ),
  );
const bounds = fc.record(
  { min: fc.integer({ min: -2_000, max: 0 }), max: fc.integer({ min: 0, max: 5_000 }) },
  { requiredKeys: [] },
);

describe('the interval of a score', () => {
  it('holds every completion of the unknown rules of positive points, and both ends are reached', () => {
    const asked = fc.array(answers, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(flagRules, bounds, asked, (rules, clamps, list) => {
        const group = { name: 'fit', rules, ...clamps };
        const { now, best } = intervalOf(group, flagsAs(list));
        const open = [...list.keys()].filter(index => {
          const rule = rules[index];
          return list[index] === 'unknown' && rule?.kind === 'when' && rule.points > 0;
        });
        const completed = Array.from({ length: 2 ** open.length }, (_, bits) => {
          const filled = list.map((answer, index): Answer => {
            if (!open.includes(index)) return answer;
            return (bits >> open.indexOf(index)) % 2 === 1 ? 'met' : 'unmet';
          });
          return intervalOf(group, flagsAs(filled)).now;
        });
        expect(Math.min(...completed)).toBe(now);
        expect(Math.max(...completed)).toBe(best);
      }),
    );
  });

  it('is now at most best, but where a decay of negative points is unknown', () => {
    fc.assert(
      fc.property(rulebooks, leads, (rulebook, lead) => {
        const evaluator = compileEvaluator(rulebook, { asOf: AS_OF });
        const { groups } = evaluator.situate(answersOf(evaluator, lead));
        for (const { now, best } of groups) {
          expect(now.sum).toBeLessThanOrEqual(best.sum);
          expect(now.clamped).toBeLessThanOrEqual(best.clamped);
          if (now.clamped >= 0) expect(now.points).toBeLessThanOrEqual(best.points);
          expect(Number.isInteger(now.points)).toBe(true);
          expect(best.points).not.toBeNaN();
        }
      }),
    );
  });

  it.each<[points: readonly number[], list: readonly Answer[], now: number, best: number]>([
    [[2_500, 2_000], ['unmet', 'met'], 2_000, 2_000],
    [[2_500, 2_000], ['unknown', 'met'], 2_000, 2_500],
    [[2_500, 2_000], ['met', 'unknown'], 2_500, 2_500],
    [[2_000, 2_500], ['unknown', 'met'], 2_500, 2_500],
    [[2_500, 2_000], ['unknown', 'unknown'], 0, 2_500],
    [[1_000, 2_000], ['unknown', 'unknown'], 0, 2_000],
    [[-1_000], ['unknown'], 0, 0],
    [[-1_000, -500], ['unknown', 'met'], -500, -500],
    [[500, -500], ['unknown', 'met'], -500, 500],
    [[500, 700, 900], ['unknown', 'met', 'unknown'], 700, 700],
  ])('of a `first` rule of %j with entries %j is from %d to %d', (points, list, now, best) => {
    expect(intervalOf({ name: 'fit', rules: [first(...points)] }, flagsAs(list))).toEqual({ now, best });
  });
});

describe('a `first` rule', () => {
  it('is met as soon as one entry is, whatever is unknown before it', () => {
    const rulebook = bookOf({
      fields: FLAG_FIELDS,
      scores: [{ name: 'fit', rules: [first(2_500, 2_000, 1_000)] }],
    });
    expect(judge(rulebook, flagsAs(['unknown', 'met', 'unmet'])).rulesMet).toEqual([0]);
    expect(judge(rulebook, flagsAs(['unknown', 'unmet', 'unmet'])).rulesMet).toEqual([]);
  });
});

describe('a `per` rule', () => {
  const clicks = (points: string, max?: number): ScoreGroup => ({
    name: 'engagement',
    rules: [{ id: 'clicks', kind: 'per', field: 'clicks', points, ...(max === undefined ? {} : { max }) }],
  });

  it.each([
    ['3', undefined, 4, 1_200],
    ['3', 1_000, 4, 1_000],
    ['3', undefined, 0, 0],
    ['3', undefined, -7, 0],
    ['0.0333', undefined, 0.5, 2],
    ['0.0333', undefined, 123_456.789, 411_111],
    ['0.005', undefined, 1, 1],
    ['0.0049', undefined, 1, 0],
    ['1.005', undefined, 1, 101],
  ])('of %s points up to %s for %d adds %d hundredths', (points, max, count, now) => {
    expect(intervalOf(clicks(points, max), { clicks: value(count) })).toEqual({ now, best: now });
  });

  it('of an unknown value may still add its most, or anything', () => {
    expect(intervalOf(clicks('3', 1_500), { clicks: BLANK })).toEqual({ now: 0, best: 1_500 });
    expect(intervalOf(clicks('3'), { clicks: BLANK })).toEqual({ now: 0, best: Number.POSITIVE_INFINITY });
    expect(intervalOf({ ...clicks('3'), max: 4_000 }, { clicks: BLANK })).toEqual({ now: 0, best: 4_000 });
  });

  it('of an unknown value under a decay to nothing adds nothing', () => {
    const group: ScoreGroup = { ...clicks('3'), decay: { since: 'seen', keep: [{ days: 30, percent: 0 }] } };
    expect(intervalOf(group, { clicks: BLANK, seen: value(AS_OF - 31) })).toEqual({ now: 0, best: 0 });
  });
});

describe('decay', () => {
  const decayed = (unknown?: number): ScoreGroup => ({
    name: 'engagement',
    rules: [{ id: 'need', kind: 'when', when: flag('f0'), points: 2_501 }],
    decay: {
      since: 'seen',
      keep: [
        { days: 0, percent: 90 },
        { days: 30, percent: 50 },
        { days: 90, percent: 0 },
      ],
      ...(unknown === undefined ? {} : { unknown }),
    },
  });

  it.each([
    [-5, 2_501],
    [0, 2_501],
    [1, 2_251],
    [30, 2_251],
    [31, 1_251],
    [90, 1_251],
    [91, 0],
  ])('after %d days leaves %d hundredths of 2501', (age, left) => {
    expect(intervalOf(decayed(), { f0: value(true), seen: value(AS_OF - age) }).now).toBe(left);
  });

  it('by an unknown date keeps the last percentage, or the one declared, and at best everything', () => {
    expect(intervalOf(decayed(), { f0: value(true), seen: BLANK })).toEqual({ now: 0, best: 2_501 });
    expect(intervalOf(decayed(75), { f0: value(true), seen: BLANK })).toEqual({ now: 1_876, best: 2_501 });
  });

  it.each([
    [1, 50, 1],
    [-1, 50, -1],
    [1, 49.99, 0],
    [-3, 50, -2],
    [100, 33.33, 33],
    [1_000_000_000_000_000, 66.67, 666_700_000_000_000],
    [1_500, 0.01, 0],
    [Number.POSITIVE_INFINITY, 0, 0],
    [Number.POSITIVE_INFINITY, 12.5, Number.POSITIVE_INFINITY],
  ])('of %d hundredths to %d % leaves %d', (points, percent, left) => {
    expect(keepPercent(points, percent)).toBe(left);
  });
});

describe('a score test', () => {
  const unsure: ScoreGroup = {
    name: 'fit',
    rules: [
      { id: 'known', kind: 'when', when: flag('f0'), points: 2_000 },
      { id: 'open', kind: 'when', when: flag('f1'), points: 1_000 },
    ],
  };
  const lead = flagsAs(['met', 'unknown']);
  const fields = [...FLAG_FIELDS, ...bookOf({}).fields];

  it.each<[Comparison, number, Answer]>([
    ['gte', 2_000, 'met'],
    ['gte', 2_001, 'unknown'],
    ['gte', 3_000, 'unknown'],
    ['gte', 3_001, 'unmet'],
    ['gt', 1_999, 'met'],
    ['gt', 2_000, 'unknown'],
    ['gt', 3_000, 'unmet'],
    ['lte', 3_000, 'met'],
    ['lte', 2_999, 'unknown'],
    ['lte', 1_999, 'unmet'],
    ['lt', 3_001, 'met'],
    ['lt', 3_000, 'unknown'],
    ['lt', 2_000, 'unmet'],
  ])('%s %d of 2000 to 3000 is %s', (comparison, threshold, answer) => {
    for (const score of ['fit', 'total']) {
      const condition: Condition = { kind: 'score', score, comparison, threshold };
      expect(ask(condition, lead, { fields, scores: [unsure] })).toBe(answer);
    }
  });
});

describe('the breakdown', () => {
  it('adds up exactly to the score', () => {
    fc.assert(
      fc.property(rulebooks, leads, fc.boolean(), (rulebook, lead, suppressed) => {
        const verdict = judge(rulebook, lead, { suppressed });
        const points = verdict.reasons.flatMap(reason => ('points' in reason ? [reason] : []));
        expect(points.reduce((sum, reason) => sum + reason.points, 0)).toBe(verdict.score);
        expect(points.every(reason => reason.points !== 0)).toBe(true);
        rulebook.scores.forEach(({ name }, index) => {
          const ofGroup = points.filter(({ group }) => group === name);
          expect(ofGroup.reduce((sum, reason) => sum + reason.points, 0)).toBe(verdict.groups[index]);
        });
      }),
      { numRuns: 500 },
    );
  });
});
