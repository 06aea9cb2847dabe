import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileEvaluator } from '../../../src/judging/evaluator.ts';
import type { Condition } from '../../../src/model/condition.ts';
import {
  type Criterion,
  LADDER,
  type Rulebook,
  type Stage,
  type Standing,
} from '../../../src/model/rulebook.ts';
import { AS_OF, bookOf, leads, rulebooks } from '../arbitrary.ts';
import { answersOf, judge, value } from '../judged.ts';

const ALWAYS: Condition = { kind: 'all', of: [] };

function rungOf(standing: Standing | undefined): number {
  return LADDER.map(String).indexOf(standing ?? '');
}

/** What a stage's condition comes to under a rulebook for a lead. */
function askStage(rulebook: Rulebook, index: number, lead: Parameters<typeof judge>[1]): string {
  const evaluator = compileEvaluator(rulebook, { asOf: AS_OF });
  return evaluator.ask(rulebook.stages[index]?.when ?? ALWAYS)(evaluator.situate(answersOf(evaluator, lead)));
}

describe('what a lead could still be', () => {
  it('is the first stage higher up whose condition is not unmet', () => {
    fc.assert(
      fc.property(rulebooks, leads, (rulebook, lead) => {
        const { standing, couldBe } = judge(rulebook, lead);
        const higher = [...rulebook.stages.keys()].filter(
          index =>
            standing !== 'disqualified' &&
            rungOf(rulebook.stages[index]?.countsAs) > rungOf(standing) &&
            askStage(rulebook, index, lead) !== 'unmet',
        );
        expect(couldBe).toBe(higher[0]);
      }),
      { numRuns: 600 },
    );
  });

  it('is decided by exactly the unknown criteria that, were they always met, make its condition met', () => {
    fc.assert(
      fc.property(rulebooks, leads, (rulebook, lead) => {
        const { criteria, couldBe, decidedBy, answersNeeded, nextQuestion, unknown } = judge(rulebook, lead);
        const deciding =
          couldBe === undefined
            ? []
            : [...criteria.keys()].filter(index => {
                const assumed = rulebook.criteria.map(
                  (criterion, at): Criterion =>
                    at === index ? { name: criterion.name, when: ALWAYS } : criterion,
                );
                return (
                  criteria[index] === 'unknown' &&
                  askStage({ ...rulebook, criteria: assumed }, couldBe, lead) === 'met'
                );
              });
        expect(decidedBy).toEqual(deciding);
        expect(answersNeeded).toBe(couldBe === undefined ? undefined : deciding.length > 0 ? '1' : '2+');
        const questions = rulebook.criteria
          .filter(({ name }) => unknown.includes(name))
          .map(({ ask }) => ask);
        if (nextQuestion !== undefined) expect(questions).toContain(nextQuestion);
      }),
      { numRuns: 600 },
    );
  });
});

const ASKED: readonly Criterion[] = ['budget', 'need', 'timing', 'size'].map((name, index) => ({
  name,
  when: {
    kind: 'test',
    field: { field: ['clicks', 'opted_in', 'buys_on', 'employees'][index] ?? '' },
    test: { operator: 'is', state: 'present' },
  },
}));

/** Criteria over blank fields, so that all of them are unknown. */
function withQuestions(...asked: readonly string[]): readonly Criterion[] {
  return ASKED.map(({ name, when }) => ({
    name,
    when: {
      kind: 'test',
      field: when.kind === 'test' ? when.field : { field: '' },
      test: { operator: 'in', values: [1] },
    },
    ...(asked.includes(name) ? { ask: `${name}?` } : {}),
  }));
}

function sqlWhen(when: Condition): readonly Stage[] {
  return [
    { name: 'SQL', countsAs: 'SQL', when },
    { name: 'lead', countsAs: 'lead' },
  ];
}

function met(name: string): Condition {
  return { kind: 'criterion', name };
}

describe('the next question', () => {
  it('is the first deciding criterion that has one', () => {
    const rulebook = bookOf({
      criteria: withQuestions('need', 'timing'),
      stages: sqlWhen({ kind: 'any', of: [met('timing'), met('budget'), met('need')] }),
    });
    expect(judge(rulebook, {})).toMatchObject({
      answersNeeded: '1',
      decidedBy: [0, 1, 2],
      nextQuestion: 'need?',
    });
  });

  it('is empty where no deciding criterion has one', () => {
    const rulebook = bookOf({ criteria: withQuestions('need'), stages: sqlWhen(met('budget')) });
    expect(judge(rulebook, {})).toMatchObject({ answersNeeded: '1', decidedBy: [0] });
    expect(judge(rulebook, {})).not.toHaveProperty('nextQuestion');
  });

  it('is, where more are needed, of what the condition depends on through a framework', () => {
    const rulebook = bookOf({
      criteria: withQuestions('budget', 'need', 'timing'),
      frameworks: [{ name: 'nt', criteria: ['timing', 'need'], pass: 2, require: [] }],
      stages: sqlWhen({ kind: 'framework', name: 'nt' }),
    });
    expect(judge(rulebook, {})).toMatchObject({ answersNeeded: '2+', nextQuestion: 'need?' });
  });

  it('is, where more are needed, of what the condition depends on through a score rule', () => {
    const rule = (name: string) => ({ id: name, kind: 'when', when: met(name), points: 1_000 }) as const;
    const rulebook = bookOf({
      criteria: withQuestions('budget', 'need', 'size'),
      scores: [
        { name: 'other', rules: [rule('budget')] },
        { name: 'fit', rules: [rule('timing'), rule('size')] },
      ],
      stages: sqlWhen({ kind: 'score', score: 'fit', comparison: 'gte', threshold: 2_000 }),
    });
    expect(judge(rulebook, {})).toMatchObject({ answersNeeded: '2+', nextQuestion: 'size?' });
  });

  it('assumes a criterion met wherever it is asked: in other criteria, frameworks and scores', () => {
    const both: Criterion = { name: 'both', when: { kind: 'all', of: [met('need'), met('need')] } };
    const rulebook = bookOf({
      criteria: [both, ...withQuestions('need')],
      frameworks: [{ name: 'f', criteria: ['both', 'need'], pass: 2, require: [] }],
      scores: [{ name: 'fit', rules: [{ id: 'need', kind: 'when', when: met('need'), points: 100 }] }],
      stages: sqlWhen({
        kind: 'all',
        of: [
          { kind: 'framework', name: 'f' },
          { kind: 'score', score: 'total', comparison: 'gte', threshold: 100 },
        ],
      }),
    });
    expect(judge(rulebook, {})).toMatchObject({ answersNeeded: '1', decidedBy: [2], nextQuestion: 'need?' });
  });

  it('looks for higher stages also below the one that was taken', () => {
    const rulebook = bookOf({
      criteria: withQuestions('need'),
      stages: [
        { name: 'prospect', countsAs: 'prospect', when: ALWAYS },
        { name: 'hot', countsAs: 'SQL', when: met('need') },
        { name: 'lead', countsAs: 'lead' },
      ],
    });
    expect(judge(rulebook, { clicks: value(3) })).toMatchObject({
      stage: 'prospect',
      couldBe: 1,
      answersNeeded: '1',
    });
  });
});
