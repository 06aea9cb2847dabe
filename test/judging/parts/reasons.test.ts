import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/model/condition.ts';
import type { Criterion } from '../../../src/model/rulebook.ts';
import { formatReasons } from '../../../src/rows/annotation.ts';
import { bookOf } from '../arbitrary.ts';
import { judge, value } from '../judged.ts';

function atLeastEmployees(bound: number): Condition {
  return { kind: 'test', field: { field: 'employees' }, test: { operator: 'gte', bound } };
}

const RIVAL: Condition = {
  kind: 'test',
  field: { field: 'email', part: 'domain' },
  test: { operator: 'in', values: ['rival.com'] },
};
const CEO: Condition = { kind: 'test', field: { field: 'title' }, test: { operator: 'in', values: ['ceo'] } };
const CONSENT: Condition = {
  kind: 'test',
  field: { field: 'opted_in' },
  test: { operator: 'in', values: [true] },
};

const CRITERIA: readonly Criterion[] = [
  { name: 'rival', when: RIVAL },
  { name: 'decider', when: CEO },
  { name: 'consent', when: CONSENT },
];

const LEAD = {
  employees: value(50),
  email: value('ann@acme.fr'),
  title: value('ceo'),
  opted_in: value(false),
};

/** The reasons of a lead in the stage of a condition, which must be met. */
function reasonsFor(when: Condition): string {
  const stages = [
    { name: 'MQL', countsAs: 'MQL', when } as const,
    { name: 'lead', countsAs: 'lead' } as const,
  ];
  const rules = [{ id: 'size', kind: 'when', when: atLeastEmployees(5), points: 1_250 } as const];
  const rulebook = bookOf({
    criteria: CRITERIA,
    frameworks: [{ name: 'two', criteria: ['decider', 'consent'], pass: 1, require: [] }],
    scores: [{ name: 'fit', min: 2_000, rules }],
    stages,
  });
  const verdict = judge(rulebook, LEAD);
  expect(verdict.stage).toBe('MQL');
  return formatReasons(verdict.reasons.filter(reason => !('group' in reason)));
}

const named = (name: string): Condition => ({ kind: 'criterion', name });
const not = (of: Condition): Condition => ({ kind: 'not', of });
const any = (...of: readonly Condition[]): Condition => ({ kind: 'any', of });
const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of });

describe('the reasons of a stage', () => {
  it('are the met tests as written, by name', () => {
    expect(
      reasonsFor(
        all(CEO, { kind: 'framework', name: 'two' }, named('decider'), not(RIVAL), {
          kind: 'score',
          score: 'fit',
          comparison: 'gt',
          threshold: 1_950,
        }),
      ),
    ).toBe('title; two; decider; not email.domain; fit>19.5');
  });

  it('leave out what is unmet or unknown', () => {
    const unknown: Condition = {
      kind: 'test',
      field: { field: 'buys_on' },
      test: { operator: 'older_than_days', days: 3 },
    };
    expect(reasonsFor(any(CONSENT, named('consent'), unknown, not(unknown), CEO))).toBe('title');
  });

  it('have no repeats', () => {
    expect(reasonsFor(all(atLeastEmployees(5), atLeastEmployees(10), CEO, atLeastEmployees(20)))).toBe(
      'employees; title',
    );
    expect(reasonsFor(all(not(RIVAL), not(RIVAL)))).toBe('not email.domain');
  });

  it('have also what is met under an alternative that is not', () => {
    expect(reasonsFor(any(all(CEO, CONSENT), atLeastEmployees(5)))).toBe('title; employees');
  });

  it('have a met `not` as one entry with all the names under it', () => {
    expect(reasonsFor(not(any(named('rival'), named('consent'), RIVAL, named('rival'))))).toBe(
      'not rival consent email.domain',
    );
    expect(reasonsFor(not(all(named('rival'), not(CEO))))).toBe('not rival title');
    expect(reasonsFor(not({ kind: 'score', score: 'total', comparison: 'lte', threshold: 500 }))).toBe(
      'not total<=5',
    );
  });

  it('leave out a `not` that is unmet', () => {
    expect(reasonsFor(any(not(CEO), CEO))).toBe('title');
  });

  it('go on with the score, and sum up to it', () => {
    const rulebook = bookOf({
      scores: [
        {
          name: 'fit',
          min: 2_000,
          rules: [
            { id: 'size', kind: 'when', when: atLeastEmployees(5), points: 1_250 },
            { id: 'none', kind: 'when', when: atLeastEmployees(5), points: 0 },
            { id: 'minus', kind: 'when', when: CEO, points: -33 },
          ],
        },
      ],
    });
    const verdict = judge(rulebook, LEAD);
    expect(formatReasons(verdict.reasons)).toBe('fit.size+12.5; fit.minus-0.33; fit:min+7.83');
    expect(verdict.rulesMet).toEqual([0, 1, 2]);
  });
});
