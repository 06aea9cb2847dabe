import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRulebook } from '../../src/judging/judge.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { formatReasons } from '../../src/rows/annotation.ts';
import { AS_OF, FIELDS, type Lead, leads, readingsOf, rulebooks } from './arbitrary.ts';
import { answersOf, judge, value } from './judged.ts';
import { NOVEMBER, PURCHASED_LIST } from './purchased-list.ts';

const DECIDER: Lead = {
  email: value('ceo@acme.fr'),
  opted_in: value(true),
  job_title: value('ceo'),
  budget_amount: value(20_000),
  need_stated: value(true),
  employees: value(200),
  industry: value('saas'),
  last_activity: value(NOVEMBER - 12),
};

function verdictOn(lead: Lead, options: { readonly suppressed?: boolean } = {}): Verdict {
  return judge(PURCHASED_LIST, lead, { asOf: NOVEMBER, ...options });
}

describe('the rulebook at the top of the contract', () => {
  it('finds the decider with a budget and a need sales qualified', () => {
    const verdict = verdictOn(DECIDER);
    expect(verdict).toMatchObject({
      stage: 'SQL',
      standing: 'SQL',
      stageIndex: 1,
      suppressed: false,
      decidedBy: [],
      score: 7_500,
      groups: [5_000, 2_500],
      grade: 'A',
      criteria: ['met', 'met', 'met', 'unknown', 'unmet', 'unmet'],
      rulesMet: [0, 1, 2, 5],
      unknown: ['timing'],
      invalid: [],
      route: 'sales',
      followUp: { days: 2, weekdays: true },
    });
    expect(verdict).not.toHaveProperty('couldBe');
    expect(verdict).not.toHaveProperty('nextQuestion');
    expect(verdict.frameworks).toEqual([
      {
        name: 'bant',
        answer: 'met',
        met: 3,
        criteria: [
          { name: 'budget', answer: 'met' },
          { name: 'authority', answer: 'met' },
          { name: 'need', answer: 'met' },
          { name: 'timing', answer: 'unknown' },
        ],
      },
    ]);
    expect(formatReasons(verdict.reasons)).toBe(
      'bant; total>=60; fit.size+20; fit.industry+15; fit.decider+20; fit:max-5; engagement.need+25',
    );
  });

  it('takes half of the engagement off after a month', () => {
    const verdict = verdictOn({ ...DECIDER, last_activity: value(NOVEMBER - 31) });
    expect(verdict).toMatchObject({ stage: 'SQL', score: 6_250 });
    expect(formatReasons(verdict.reasons)).toContain('engagement.need+25; engagement:decay-12.5');
  });

  it('asks the one question that decides', () => {
    const { budget_amount, ...withoutBudget } = DECIDER;
    expect(budget_amount).toBeDefined();
    expect(verdictOn(withoutBudget)).toMatchObject({
      stage: 'MQL',
      couldBe: 1,
      answersNeeded: '1',
      decidedBy: [0, 3],
      nextQuestion: 'What budget is set aside?',
      route: 'nurture',
    });
  });

  it('asks first what the stage depends on, where more than one answer is missing', () => {
    expect(verdictOn({ email: value('ann@acme.fr'), opted_in: value(true) })).toMatchObject({
      stage: 'lead',
      couldBe: 1,
      answersNeeded: '2+',
      decidedBy: [],
      nextQuestion: 'What budget is set aside?',
      route: 'database',
    });
  });

  it('offers nothing to those who are disqualified', () => {
    const verdict = verdictOn({ ...DECIDER, email: value('ceo@rival.com') });
    expect(verdict).toMatchObject({ stage: 'disqualified', route: 'archive', decidedBy: [] });
    expect(verdict).not.toHaveProperty('couldBe');
    expect(verdict).not.toHaveProperty('followUp');
    expect(formatReasons(verdict.reasons)).toMatch(/^competitor; fit.size\+20; /);
  });

  it('gives a suppressed lead its scores, and nothing to do', () => {
    const verdict = verdictOn(DECIDER, { suppressed: true });
    expect(verdict).toMatchObject({
      stage: 'disqualified',
      standing: 'disqualified',
      stageIndex: 0,
      suppressed: true,
      route: 'archive',
      score: 7_500,
      grade: 'A',
      unknown: ['timing'],
    });
    expect(verdict).not.toHaveProperty('followUp');
    expect(verdict).not.toHaveProperty('couldBe');
    expect(formatReasons(verdict.reasons)).toBe(
      'suppressed; fit.size+20; fit.industry+15; fit.decider+20; fit:max-5; engagement.need+25',
    );
  });

  it('has nobody follow up a suppressed lead, even where its stage says so', () => {
    const stages = PURCHASED_LIST.stages.map(stage => ({ ...stage, followUp: { days: 1, weekdays: false } }));
    const rulebook = { ...PURCHASED_LIST, stages };
    expect(judge(rulebook, DECIDER, { asOf: NOVEMBER })).toHaveProperty('followUp');
    expect(judge(rulebook, DECIDER, { asOf: NOVEMBER, suppressed: true })).not.toHaveProperty('followUp');
  });

  it('disqualifies a suppressed lead also where it has no such stage', () => {
    const stages = PURCHASED_LIST.stages.slice(1);
    const verdict = judge({ ...PURCHASED_LIST, stages }, DECIDER, { asOf: NOVEMBER, suppressed: true });
    expect(verdict).toMatchObject({ stage: 'disqualified', standing: 'disqualified', stageIndex: -1 });
    expect(verdict).not.toHaveProperty('route');
  });

  it('gives no grade below the lowest floor', () => {
    expect(verdictOn({ email: value('ann@gmail.com') })).toMatchObject({ score: -1_000 });
    expect(verdictOn({ email: value('ann@gmail.com') })).not.toHaveProperty('grade');
    expect(verdictOn({ industry: value('saas') })).toMatchObject({ grade: 'C' });
  });

  it('names invalid cells of the fields it asks, in its own order', () => {
    const invalid = { kind: 'invalid', reason: 'is none' } as const;
    const lead = { source: invalid, phone: invalid, clicks: invalid, email: invalid, company: invalid };
    // Nobody but `suppress` asks for the phone.
    expect(verdictOn(lead).invalid).toEqual(['email', 'company', 'clicks', 'source']);
  });
});

describe('a judge', () => {
  it('asks the fields of tests, rules, decays, follow-ups and dedupe keys, and the source', () => {
    const stages = PURCHASED_LIST.stages.map(stage => ({
      ...stage,
      ...(stage.name === 'MQL' ? { followUp: { days: 3, weekdays: false, from: 'buys_on' } } : {}),
    }));
    const rulebook: Rulebook = {
      ...PURCHASED_LIST,
      criteria: [],
      frameworks: [],
      stages,
      scores: PURCHASED_LIST.scores.slice(1),
    };
    const { fields } = compileRulebook(rulebook, { asOf: NOVEMBER });
    expect(fields.map(({ field }) => field.name)).toEqual([
      'email',
      'last_name',
      'first_name',
      'company',
      'need_stated',
      'buys_on',
      'last_activity',
      'clicks',
      'source',
    ]);
  });

  it('gives equal keys equal verdicts but for what is invalid', () => {
    const pairs = fc.tuple(
      ...FIELDS.map(({ name }) => fc.tuple(readingsOf(name), fc.array(readingsOf(name), { maxLength: 6 }))),
    );
    fc.assert(
      fc.property(rulebooks, pairs, fc.boolean(), (rulebook, drawn, suppressed) => {
        const compiled = compileRulebook(rulebook, { asOf: AS_OF });
        const lead = Object.fromEntries(
          FIELDS.map(({ name }, index) => [name, drawn[index]?.[0] ?? { kind: 'blank' as const }]),
        );
        const answers = answersOf(compiled, lead);
        const twins = compiled.fields.map(({ field, answer }, index) => {
          const others = drawn[FIELDS.indexOf(field)]?.[1] ?? [];
          const same = others.map(answer).findLast(({ key }) => key === answers[index]?.key);
          return same ?? answer(lead[field.name] ?? { kind: 'blank' });
        });
        const { invalid } = compiled.verdict(answers, { suppressed });
        expect({ ...compiled.verdict(twins, { suppressed }), invalid }).toEqual(
          compiled.verdict(answers, { suppressed }),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('gives different answers different keys', () => {
    fc.assert(
      fc.property(rulebooks, leads, leads, (rulebook, left, right) => {
        const compiled = compileRulebook(rulebook, { asOf: AS_OF });
        const others = answersOf(compiled, right);
        answersOf(compiled, left).forEach(({ key, kind, ...answers }, index) => {
          const { key: otherKey, kind: _, ...other } = others[index] ?? { key, kind, ...answers };
          expect(key === otherKey).toBe(JSON.stringify(answers) === JSON.stringify(other));
        });
      }),
    );
  });
});
