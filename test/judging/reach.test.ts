import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileEvaluator } from '../../src/judging/evaluator.ts';
import { stagesOutOfReach } from '../../src/judging/reach.ts';
import type { Condition } from '../../src/model/condition.ts';
import type { Reading } from '../../src/model/lead.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import { AS_OF, bookOf, FIELDS, leads, rulebooks } from './arbitrary.ts';
import { answersOf } from './judged.ts';
import { PURCHASED_LIST } from './purchased-list.ts';

const ABSENT: Reading = { kind: 'absent' };

describe('a stage out of reach', () => {
  it('is never met by a lead without those fields, and by none for other reasons', () => {
    const absences = fc.subarray(FIELDS.map(({ name }) => name));
    fc.assert(
      fc.property(
        rulebooks,
        absences,
        fc.array(leads, { minLength: 5, maxLength: 5 }),
        (rulebook, absent, list) => {
          const out = stagesOutOfReach(rulebook, new Set(absent)).map(({ stage }) => stage);
          const evaluator = compileEvaluator(rulebook, { asOf: AS_OF });
          for (const lead of list) {
            const without = { ...lead, ...Object.fromEntries(absent.map(name => [name, ABSENT])) };
            const situation = evaluator.situate(answersOf(evaluator, without));
            for (const { name, when } of rulebook.stages) {
              if (when !== undefined && evaluator.ask(when)(situation) === 'met')
                expect(out).not.toContain(name);
            }
          }
          expect(stagesOutOfReach(rulebook, new Set())).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each<[absent: readonly string[], because: readonly string[]]>([
    [[], []],
    [['buys_on'], []],
    [['budget_amount', 'buys_on'], ['SQL: bant needs 3 of 4, and budget, timing have no column']],
    [['need_stated'], ['SQL: bant requires need, and it has no column']],
    [['opted_in'], []],
    [['opted_in', 'email'], ['disqualified: competitor, no_consent have no column']],
    [
      ['need_stated', 'clicks', 'employees', 'industry'],
      ['SQL: bant requires need, and it has no column', 'MQL: total can reach 20 at most, and needs 30'],
    ],
    [
      ['need_stated', 'clicks', 'employees', 'industry', 'job_title', 'last_activity', 'budget_amount'],
      [
        'SQL: bant needs 3 of 4, and budget, authority, need have no column',
        'MQL: total can reach 0 at most, and needs 30',
      ],
    ],
    [
      ['last_activity', 'employees', 'industry'],
      ['SQL: total can reach 20 at most, and needs 60', 'MQL: total can reach 20 at most, and needs 30'],
    ],
  ])('without %j: %j', (absent, because) => {
    const found = stagesOutOfReach(PURCHASED_LIST, new Set(absent));
    expect(found.map(stage => `${stage.stage}: ${stage.because}`)).toEqual(because);
  });

  const test = (field: string): Condition => ({
    kind: 'test',
    field: { field },
    test: { operator: 'in', values: [1] },
  });
  const stage = (when: Condition): Rulebook =>
    bookOf({
      scores: [
        { name: 'risk', rules: [{ id: 'big', kind: 'when', when: test('employees'), points: 5_000 }] },
      ],
      stages: [
        { name: 'MQL', countsAs: 'MQL', when },
        { name: 'lead', countsAs: 'lead' },
      ],
    });
  const score = (comparison: 'gte' | 'gt' | 'lte' | 'lt'): Condition => ({
    kind: 'score',
    score: 'risk',
    comparison,
    threshold: 2_050,
  });

  it.each<[when: Condition, because: string]>([
    [test('clicks'), 'clicks has no column'],
    [
      { kind: 'test', field: { field: 'email', part: 'domain' }, test: { operator: 'in', values: ['a'] } },
      'email.domain has no column',
    ],
    [{ kind: 'all', of: [test('source'), test('clicks'), test('email')] }, 'clicks, email have no column'],
    [{ kind: 'any', of: [test('clicks'), test('email')] }, 'clicks, email have no column'],
    [
      { kind: 'any', of: [test('clicks'), score('gt')] },
      'clicks has no column; risk can reach 0 at most, and needs more than 20.5',
    ],
    [{ kind: 'not', of: { kind: 'any', of: [test('clicks'), test('source')] } }, 'clicks has no column'],
    [
      { kind: 'at_least', n: 2, of: [test('clicks'), test('email'), test('source')] },
      '2 of 3 are needed, and clicks, email have no column',
    ],
    [{ kind: 'all', of: [score('gte'), test('email')] }, 'email has no column'],
    [
      { kind: 'test', field: { field: 'email' }, test: { operator: 'is', state: 'present' } },
      'email has no column',
    ],
    [score('gte'), 'risk can reach 0 at most, and needs 20.5'],
    [score('lte'), 'risk may always be 50 or more, and needs at most 20.5'],
    [score('lt'), 'risk may always be 50 or more, and needs less than 20.5'],
  ])('%j: %s', (when, because) => {
    const absent = new Set(['clicks', 'email', 'employees']);
    expect(stagesOutOfReach(stage(when), absent)).toEqual([{ stage: 'MQL', because }]);
  });

  it.each<[when: Condition]>([
    [{ kind: 'any', of: [test('clicks'), test('source')] }],
    [{ kind: 'test', field: { field: 'email' }, test: { operator: 'is', state: 'blank' } }],
    [{ kind: 'not', of: { kind: 'all', of: [test('clicks'), test('source')] } }],
    [{ kind: 'all', of: [] }],
  ])('is not %j', when => {
    expect(stagesOutOfReach(stage(when), new Set(['clicks', 'email', 'employees']))).toEqual([]);
  });

  it('is not one that a count of units still leads to', () => {
    const rulebook = bookOf({
      scores: [{ name: 'fit', rules: [{ id: 'clicks', kind: 'per', field: 'clicks', points: '3' }] }],
      stages: [
        {
          name: 'MQL',
          countsAs: 'MQL',
          when: { kind: 'score', score: 'fit', comparison: 'gte', threshold: 1 },
        },
        { name: 'lead', countsAs: 'lead' },
      ],
    });
    expect(stagesOutOfReach(rulebook, new Set(['email']))).toEqual([]);
    expect(stagesOutOfReach(rulebook, new Set(['clicks']))).toHaveLength(1);
  });

  it('is not one whose criterion settles its unknowns as met', () => {
    const criteria = [{ name: 'clicked', when: test('clicks'), unknown: 'met' as const }];
    const rulebook = { ...stage({ kind: 'criterion', name: 'clicked' }), criteria };
    expect(stagesOutOfReach(rulebook, new Set(['clicks']))).toEqual([]);
  });

  it('is one that asks for little of a score that a count without a column may always raise', () => {
    const rulebook = bookOf({
      scores: [{ name: 'fit', rules: [{ id: 'clicks', kind: 'per', field: 'clicks', points: '3' }] }],
      stages: [
        {
          name: 'MQL',
          countsAs: 'MQL',
          when: { kind: 'score', score: 'fit', comparison: 'lte', threshold: 500 },
        },
        { name: 'lead', countsAs: 'lead' },
      ],
    });
    const because = 'fit may always rise without limit, and needs at most 5';
    expect(stagesOutOfReach(rulebook, new Set(['clicks']))).toEqual([{ stage: 'MQL', because }]);
  });
});
