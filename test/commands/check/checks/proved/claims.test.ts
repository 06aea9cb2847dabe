import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Check } from '../../../../../src/commands/check/checks/check.ts';
import { deadWeight } from '../../../../../src/commands/check/checks/proved/dead-weight.ts';
import { doubleCount } from '../../../../../src/commands/check/checks/proved/double-count.ts';
import { shadowedStage } from '../../../../../src/commands/check/checks/proved/shadowed-stage.ts';
import { thresholdsOf } from '../../../../../src/commands/check/checks/proved/thresholds.ts';
import { unreachableStage } from '../../../../../src/commands/check/checks/proved/unreachable-stage.ts';
import { crossesNothing } from '../../../../../src/commands/check/checks/proved/weight.ts';
import type { Rulebook } from '../../../../../src/model/rulebook.ts';
import type { Verdict } from '../../../../../src/model/verdict.ts';
import type { Tree } from '../../../../../src/yaml/tree.ts';
import { judge } from '../../../../judging/judged.ts';
import { cases } from '../../proof/arbitrary-claims.ts';

const PLACE = { file: '', line: 1, column: 1, length: 1, sourceLine: '' };
const NOTHING: Tree = { kind: 'mapping', entries: [], place: PLACE };
const messagesOf = (check: Check, rulebook: Rulebook): readonly string[] =>
  check.find({ rulebook, document: NOTHING, file: '', today: 0 }).map(({ message }) => message);

/** What the quotes of a message hold, by their order. */
const namesIn = (message: string): readonly string[] =>
  [...message.matchAll(/`([^`]*)`/g)].map(([, name = '']) => name);

test('no lead is in a stage that is called shadowed or out of reach', () => {
  let claims = 0;
  fc.assert(
    fc.property(cases, ({ rulebook, list }) => {
      const never = [shadowedStage, unreachableStage]
        .flatMap(check => messagesOf(check, rulebook))
        .map(message => namesIn(message)[0]);
      claims += never.length;
      const taken = list.map(lead => judge(rulebook, lead).stage);
      expect(taken.filter(stage => never.includes(stage))).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(claims).toBeGreaterThan(40);
});

/** What points can decide: everything of a verdict but the points themselves and what is said of them. */
function decided({ stage, couldBe, grade, answersNeeded }: Verdict) {
  return { stage, couldBe, grade, answersNeeded };
}

const graded = fc
  .tuple(cases, fc.uniqueArray(fc.integer({ min: -2_000, max: 4_000 }), { minLength: 1, maxLength: 2 }))
  .map(([{ rulebook, list }, floors]) => {
    const bands = floors
      .sort((one, other) => other - one)
      .map((floor, index) => ({ grade: `G${index}`, floor }));
    return { list, rulebook: { ...rulebook, grades: { score: 'total', bands } } };
  });

/** Points of tens and twenties, so that thresholds are often passed by several rules at once, or by none. */
function rounded(rulebook: Rulebook): Rulebook {
  const round = (points: number) => Math.sign(points) * (Math.abs(points) > 2_000 ? 2_000 : 500);
  return {
    ...rulebook,
    scores: rulebook.scores.map(group => ({
      ...group,
      rules: group.rules.map(rule => (rule.kind === 'when' ? { ...rule, points: round(rule.points) } : rule)),
    })),
  };
}

test('without dead weight every verdict stays what it was', () => {
  let claims = 0;
  fc.assert(
    fc.property(graded, ({ rulebook: random, list }) => {
      const rulebook = rounded(random);
      for (const group of rulebook.scores) {
        const thresholds = thresholdsOf(group.name, rulebook);
        for (const rule of group.rules) {
          if (!crossesNothing(rule, { group, thresholds, rulebook })) continue;
          claims++;
          const rules = group.rules.filter(each => each !== rule);
          const scores = rulebook.scores.map(each => (each === group ? { ...group, rules } : each));
          for (const lead of list) {
            expect(decided(judge({ ...rulebook, scores }, lead))).toEqual(decided(judge(rulebook, lead)));
          }
        }
      }
      expect(() => messagesOf(deadWeight, rulebook)).not.toThrow();
    }),
    { numRuns: 150 },
  );
  expect(claims).toBeGreaterThan(20);
});

test('whoever gets the points of a rule that counts twice gets those of the other', () => {
  let claims = 0;
  fc.assert(
    fc.property(cases, ({ rulebook, list }) => {
      const single = new Set(
        rulebook.scores.flatMap(({ name, rules }) =>
          rules.flatMap(rule => (rule.kind === 'when' ? [`${name}.${rule.id}`] : [])),
        ),
      );
      const ids = rulebook.scores.flatMap(({ name, rules }) => rules.map(({ id }) => `${name}.${id}`));
      for (const [one = '', other = ''] of messagesOf(doubleCount, rulebook).map(namesIn)) {
        if (!single.has(one)) continue;
        claims++;
        for (const lead of list) {
          const met = judge(rulebook, lead).rulesMet.map(index => ids[index]);
          if (met.includes(one)) expect(met).toContain(other);
        }
      }
    }),
    { numRuns: 400 },
  );
  expect(claims).toBeGreaterThan(2);
});
