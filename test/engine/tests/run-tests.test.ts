import { describe, expect, it } from 'vitest';
import { measureCoverage } from '../../../src/engine/tests/coverage.ts';
import { runRulebookTests } from '../../../src/engine/tests/run-tests.ts';
import type { Cell } from '../../../src/model/lead.ts';
import type { Expectation, Rulebook, RulebookTest } from '../../../src/model/rulebook.ts';
import { NOVEMBER, PURCHASED_LIST } from '../../judging/purchased-list.ts';

const [SHIPPED] = PURCHASED_LIST.tests;
const LEAD: RulebookTest['lead'] = SHIPPED?.lead ?? {};

function run(expect: Expectation, lead: RulebookTest['lead'] = LEAD) {
  return runWith({ name: 'it', asOf: NOVEMBER, lead, expect });
}

function runWith(...tests: readonly RulebookTest[]) {
  return runRulebookTests({ ...PURCHASED_LIST, tests }, { asOf: NOVEMBER - 365 });
}

function cell(text: string): Cell {
  return { text, plain: false };
}

describe("a rulebook's own tests", () => {
  it('pass where the verdict is as expected', () => {
    const results = runRulebookTests(PURCHASED_LIST, { asOf: 0 });
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      passed: true,
      differences: [],
      asOf: NOVEMBER,
      verdict: { stage: 'SQL' },
    });
  });

  it('tell all that could have been expected', () => {
    const [result] = run({});
    expect(result?.passed).toBe(true);
    expect(result?.outcome).toEqual({
      stage: 'SQL',
      could_be: '',
      answers_needed: '',
      next_question: '',
      grade: 'A',
      route: 'sales',
      follow_up_by: '2026-11-03',
      reasons: 'bant; total>=60; fit.size+20; fit.industry+15; fit.decider+20; fit:max-5; engagement.need+25',
      score: { total: 7_500, fit: 5_000, engagement: 2_500 },
      frameworks: { bant: 3 },
      criteria: {
        budget: 'met',
        authority: 'met',
        need: 'met',
        timing: 'unknown',
        competitor: 'unmet',
        no_consent: 'unmet',
      },
      unknown: ['timing'],
      issues: [],
    });
  });

  it('pass when the whole outcome is expected', () => {
    const [result] = run({});
    expect(run(result?.outcome ?? {})[0]).toMatchObject({ passed: true });
  });

  it('compare what is expected, key by key, and nothing else', () => {
    const [result] = run({
      stage: 'MQL',
      grade: 'A',
      could_be: 'SQL',
      score: { total: 7_000, fit: 5_000 },
      frameworks: { bant: 4 },
      criteria: { need: 'unknown', budget: 'met' },
      unknown: [],
      issues: ['clicks:invalid'],
    });
    expect(result?.passed).toBe(false);
    expect(result?.differences).toEqual([
      { key: 'stage', expected: 'MQL', got: 'SQL' },
      { key: 'could_be', expected: 'SQL', got: '(none)' },
      { key: 'score.total', expected: '70', got: '75' },
      { key: 'bant', expected: '4', got: '3' },
      { key: 'criteria.need', expected: 'unknown', got: 'met' },
      { key: 'unknown', expected: '(none)', got: 'timing' },
      { key: 'issues', expected: 'clicks:invalid', got: '(none)' },
    ]);
  });

  it('take `unknown` and `issues` as exact lists in any order', () => {
    const lead = { email: cell('nobody'), clicks: cell('many'), opted_in: cell('oui') };
    const unknown = ['competitor', 'timing', 'need', 'authority', 'budget'];
    expect(run({ unknown, issues: ['clicks:invalid', 'email:invalid'] }, lead)[0]).toMatchObject({
      differences: [],
    });
    expect(run({ unknown: unknown.slice(1), issues: ['email:invalid'] }, lead)[0]?.differences).toEqual([
      {
        key: 'unknown',
        expected: 'authority, budget, need, timing',
        got: 'authority, budget, competitor, need, timing',
      },
      { key: 'issues', expected: 'email:invalid', got: 'clicks:invalid, email:invalid' },
    ]);
  });

  it("read cells in the rulebook's locale, unquoted numbers plainly", () => {
    const lead = (budget: Cell): RulebookTest['lead'] => ({ ...LEAD, budget_amount: budget });
    expect(run({ criteria: { budget: 'met' } }, lead(cell('10 000,00')))[0]?.passed).toBe(true);
    expect(run({ criteria: { budget: 'unmet' } }, lead({ text: '9999.5', plain: true }))[0]?.passed).toBe(
      true,
    );
    expect(run({ criteria: { budget: 'unknown' } }, lead(cell('9999.5')))[0]?.passed).toBe(true);
  });

  it('run as of the day of the run where they name none', () => {
    const [result] = runWith({ name: 'it', lead: LEAD, expect: { follow_up_by: '2025-11-04' } });
    expect(result).toMatchObject({ asOf: NOVEMBER - 365, passed: true });
  });

  it('take a field that is not named as blank, not as absent from all lists', () => {
    const when = {
      kind: 'test',
      field: { field: 'phone' },
      test: { operator: 'is', state: 'blank' },
    } as const;
    const rulebook: Rulebook = {
      ...PURCHASED_LIST,
      criteria: [{ name: 'no_phone', when }],
      frameworks: [],
      scores: [],
      stages: [{ name: 'lead', countsAs: 'lead' }],
      tests: [{ name: 'it', lead: {}, expect: { criteria: { no_phone: 'met' } } }],
    };
    expect(runRulebookTests(rulebook, { asOf: 0 })[0]?.passed).toBe(true);
  });
});

describe('the coverage of tests', () => {
  it('counts every answer of every criterion, every rule and entry met, every stage and outlook', () => {
    const coverage = measureCoverage(PURCHASED_LIST, runRulebookTests(PURCHASED_LIST, { asOf: 0 }));
    expect(coverage).toMatchObject({ total: 18 + 7 + 4 + 2, covered: 6 + 4 + 1 });
    expect(coverage.percent).toBeCloseTo((100 * 11) / 31);
    expect(coverage.outcomes.filter(({ covered }) => covered).map(({ what }) => what)).toEqual([
      'criterion budget met',
      'criterion authority met',
      'criterion need met',
      'criterion timing unknown',
      'criterion competitor unmet',
      'criterion no_consent unmet',
      'rule fit.size entry 2 met',
      'rule fit.industry met',
      'rule fit.decider met',
      'rule engagement.need met',
      'stage SQL',
    ]);
  });

  it('asks for no unknown that the rulebook settles, and is whole where there is nothing to cover', () => {
    const [budget] = PURCHASED_LIST.criteria;
    const settled = budget === undefined ? [] : [{ ...budget, unknown: 'unmet' as const }];
    const bare = { ...PURCHASED_LIST, criteria: settled, scores: [], stages: [] };
    expect(measureCoverage(bare, []).outcomes.map(({ what }) => what)).toEqual([
      'criterion budget met',
      'criterion budget unmet',
    ]);
    expect(measureCoverage({ ...bare, criteria: [] }, []).percent).toBe(100);
  });
});
