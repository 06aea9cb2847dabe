import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, type FoundCell } from '../../../src/commands/explain/explain.ts';
import type { Explanation } from '../../../src/commands/explain/model.ts';
import type { Cell } from '../../../src/model/lead.ts';
import { AS_OF, FIELDS, rulebooks } from '../../judging/arbitrary.ts';
import { NOVEMBER, PURCHASED_LIST } from '../../judging/purchased-list.ts';

const TEXTS: Readonly<Record<string, string>> = {
  email: 'CEO@Acme.fr',
  opted_in: 'oui',
  job_title: 'CEO',
  budget_amount: '20 000 €',
  need_stated: 'true',
  employees: '200',
  industry: 'saas',
  last_activity: '20/10/2026',
  clicks: 'many',
  source: '',
};

function cellsOf(texts: Readonly<Record<string, string>>): ReadonlyMap<string, FoundCell> {
  const found = (field: string, text: string): FoundCell => ({
    column: `the ${field}`,
    cell: { text, plain: false },
  });
  return new Map(Object.entries(texts).map(([field, text]) => [field, found(field, text)]));
}

function explainLead(
  texts: Readonly<Record<string, string>>,
  options: { readonly suppressed?: boolean; readonly duplicateOf?: string } = {},
): Explanation {
  return explain(PURCHASED_LIST, {
    cells: cellsOf(texts),
    notation: { locale: 'fr' },
    asOf: NOVEMBER,
    ...options,
  });
}

/** The tests of one list as `text: answer`. */
function lines(tests: readonly { readonly text: string; readonly answer: string }[]): readonly string[] {
  return tests.map(({ text, answer }) => `${text}: ${answer}`);
}

describe('an explanation', () => {
  const explanation = explainLead(TEXTS);

  it('tells how each field was read', () => {
    const byName = new Map(explanation.fields.map(field => [field.name, field]));
    expect(explanation.fields.map(({ name }) => name)).toEqual(PURCHASED_LIST.fields.map(({ name }) => name));
    expect(byName.get('email')).toEqual({
      name: 'email',
      type: 'email',
      column: 'the email',
      text: 'CEO@Acme.fr',
      reading: { kind: 'value', value: 'ceo@acme.fr' },
      shown: 'ceo@acme.fr',
      domain: 'acme.fr',
    });
    expect(byName.get('last_activity')).toMatchObject({ text: '20/10/2026', shown: '2026-10-20' });
    expect(byName.get('opted_in')).toMatchObject({ text: 'oui', shown: 'yes' });
    expect(byName.get('clicks')).toMatchObject({ text: 'many', reading: { kind: 'invalid' } });
    expect(byName.get('clicks')).not.toHaveProperty('shown');
    expect(byName.get('source')).toMatchObject({ text: '', reading: { kind: 'blank' } });
    expect(byName.get('phone')).toEqual({ name: 'phone', type: 'phone', reading: { kind: 'absent' } });
  });

  it('tells which tests made each criterion what it is', () => {
    expect(
      explanation.criteria.map(({ name, answer, because }) => [name, answer, ...lines(because)]),
    ).toEqual([
      ['budget', 'met', 'budget_amount gte 10000: met'],
      ['authority', 'met', 'job_title has_word ceo, cto, founder, head of, directeur, dyrektor: met'],
      ['need', 'met', 'need_stated is yes: met'],
      ['timing', 'unknown', 'buys_on within_next_days 90: unknown'],
      ['competitor', 'unmet', 'email.domain in rival.com, rival.pl: unmet'],
      ['no_consent', 'unmet', 'opted_in is no: unmet'],
    ]);
    expect(explanation.criteria[3]).toMatchObject({ ask: 'By when?' });
  });

  it('tells how each framework stands', () => {
    expect(explanation.frameworks).toEqual([
      {
        name: 'bant',
        answer: 'met',
        met: 3,
        pass: 3,
        criteria: [
          { name: 'budget', answer: 'met', required: false },
          { name: 'authority', answer: 'met', required: false },
          { name: 'need', answer: 'met', required: true },
          { name: 'timing', answer: 'unknown', required: false },
        ],
      },
    ]);
  });

  it('tells every rule, the clamp and the decay, now and at best', () => {
    const [fit, engagement] = explanation.groups;
    expect(fit).toMatchObject({
      name: 'fit',
      max: 5_000,
      now: { sum: 5_500, clamped: 5_000, keptPercent: 100, points: 5_000 },
      best: { sum: 5_500, clamped: 5_000, keptPercent: 100, points: 5_000 },
    });
    expect(
      fit?.rules.map(({ id, answer, now, best, because }) => [id, answer, now, best, ...lines(because)]),
    ).toEqual([
      ['size', 'met', 2_000, 2_000, 'employees gte 500: unmet', 'employees gte 50: met'],
      ['industry', 'met', 1_500, 1_500, 'industry in saas, banking: met'],
      ['decider', 'met', 2_000, 2_000, 'authority: met'],
      ['free-mail', 'unmet', 0, 0, 'email.domain in gmail.com, wp.pl: unmet'],
    ]);
    expect(engagement).toMatchObject({
      decay: { since: 'last_activity', ageDays: 12 },
      now: { sum: 2_500, points: 2_500 },
      best: { sum: 4_000, points: 4_000 },
    });
    expect(engagement?.rules[0]).toMatchObject({ id: 'clicks', answer: 'unknown', now: 0, best: 1_500 });
    expect(explanation.total).toEqual({ now: 7_500, best: 9_000 });
    expect(explanation.grade).toEqual({ score: 'fit', points: 5_000, grade: 'A' });
  });

  it('gives a date to come the age 0, and an unknown one none', () => {
    const decayOf = (text: string) => explainLead({ ...TEXTS, last_activity: text }).groups[1]?.decay;
    expect(decayOf('12/12/2026')).toEqual({ since: 'last_activity', ageDays: 0 });
    expect(decayOf('31/02/2026')).toEqual({ since: 'last_activity' });
  });

  it('tells why each stage was taken or not', () => {
    expect(
      explanation.stages.map(({ name, answer, outcome, because }) => [
        name,
        answer,
        outcome,
        ...lines(because),
      ]),
    ).toEqual([
      ['disqualified', 'unmet', 'passed over', 'competitor: unmet', 'no_consent: unmet'],
      ['SQL', 'met', 'taken', 'bant: met', 'total gte 60: met'],
      ['MQL', 'met', 'not reached', 'total gte 30: met'],
      ['lead', 'met', 'not reached'],
    ]);
    expect(explanation.stages[1]?.because[1]).toMatchObject({ interval: { now: 7_500, best: 9_000 } });
    expect(explanation).toMatchObject({ stage: 'SQL', suppressed: false, followUpBy: NOVEMBER + 2 });
    expect(explanation).not.toHaveProperty('outlook');
  });

  it('tells what the lead could still be, and the questions that decide', () => {
    const { budget_amount, ...withoutBudget } = TEXTS;
    expect(budget_amount).toBeDefined();
    const { outlook, stages } = explainLead(withoutBudget);
    expect(outlook).toEqual({
      stage: 'SQL',
      answersNeeded: '1',
      nextQuestion: 'What budget is set aside?',
      decidedBy: [
        { criterion: 'budget', ask: 'What budget is set aside?' },
        { criterion: 'timing', ask: 'By when?' },
      ],
    });
    expect(stages[1]).toMatchObject({ answer: 'unknown', outcome: 'passed over' });
    expect(lines(stages[1]?.because ?? [])).toEqual(['bant: unknown']);
  });

  it('tries no stage for a suppressed lead', () => {
    const suppressed = explainLead(TEXTS, { suppressed: true });
    expect(suppressed.stage).toBe('disqualified');
    expect(suppressed.stages.map(({ outcome }) => outcome)).toEqual(Array(4).fill('not reached'));
    expect(suppressed).not.toHaveProperty('followUpBy');
  });

  it('tells of a duplicate what it repeats, and what it would be if it were none', () => {
    const { clicks, budget_amount, ...others } = TEXTS;
    expect([clicks, budget_amount]).toEqual(['many', '20 000 €']);
    const duplicate = explainLead(others, { duplicateOf: 'leads:3' });
    expect(duplicate).toMatchObject({
      stage: 'duplicate',
      duplicateOf: 'leads:3',
      verdict: { stage: 'MQL' },
    });
    const alone = explainLead(others);
    expect(duplicate.stages).toEqual(alone.stages);
    expect(duplicate.outlook).toEqual(alone.outlook);
    expect(duplicate.stages.map(({ outcome }) => outcome)).toContain('taken');
    expect(duplicate).not.toHaveProperty('followUpBy');
  });

  it('shows what the rulebook settled, and a `not` as such', () => {
    const when = { kind: 'not', of: { kind: 'criterion', name: 'need' } } as const;
    const criteria = [...PURCHASED_LIST.criteria, { name: 'idle', when, unknown: 'unmet' as const }];
    const cells = cellsOf({ email: 'a@b.fr' });
    const { criteria: explained } = explain(
      { ...PURCHASED_LIST, criteria },
      { cells, notation: { locale: 'fr' }, asOf: NOVEMBER },
    );
    expect(explained.at(-1)).toEqual({
      name: 'idle',
      answer: 'unmet',
      settled: 'unmet',
      because: [{ text: 'need', answer: 'unknown', about: 'criterion', name: 'need', negated: true }],
    });
  });

  it('comes for every rulebook and lead, and agrees with itself', () => {
    const texts = fc.constantFrom(
      '',
      'x',
      'ceo',
      '5',
      '-3',
      '0.5',
      'yes',
      'ann@rival.com',
      '2024-09-20',
      '2024-10-05',
    );
    const cells = fc
      .array(fc.tuple(fc.constantFrom(...FIELDS.map(({ name }) => name)), texts))
      .map(
        pairs =>
          new Map(pairs.map(([name, text]) => [name, { cell: { text, plain: false } satisfies Cell }])),
      );
    fc.assert(
      fc.property(rulebooks, cells, (rulebook, found) => {
        const explanation = explain(rulebook, { cells: found, notation: { locale: 'en' }, asOf: AS_OF });
        const { verdict, stages, criteria, groups, total } = explanation;
        expect(stages.findIndex(({ outcome }) => outcome === 'taken')).toBe(verdict.stageIndex);
        expect(stages.slice(0, verdict.stageIndex).every(({ answer }) => answer !== 'met')).toBe(true);
        expect(criteria.map(({ answer }) => answer)).toEqual(verdict.criteria);
        expect(total.now).toBe(verdict.score);
        for (const { rules, now } of groups) {
          expect(rules.reduce((sum, rule) => sum + rule.now, 0)).toBe(now.sum);
        }
      }),
      { numRuns: 200 },
    );
  });
});
