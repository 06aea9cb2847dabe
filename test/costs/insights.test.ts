import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amounts, costsOf, leads, NEAR_SQL, sourceCosts, summaryOf, tallyOf, verdictOf } from './samples.ts';

const SQL = verdictOf('SQL', { criteria: ['met', 'unmet'], rulesMet: [0], score: 8000 });
const MQL = verdictOf('MQL', { ...NEAR_SQL, rulesMet: [0], score: 4000 });

test('criteria count leads, and by which stage one answer would bring them to', () => {
  const tally = tallyOf([...leads(3, 'a', SQL), ...leads(2, 'a', MQL), { source: 'a' }]);
  expect(summaryOf(tally).criteria).toEqual([
    { id: 'budget', met: 3, unmet: 0, unknown: 2, one_answer_from: { SQL: 2, hot: 0, MQL: 0 } },
    { id: 'need', met: 0, unmet: 5, unknown: 0, one_answer_from: { SQL: 0, hot: 0, MQL: 0 } },
  ]);
});

test('rules are named by group and rule', () => {
  expect(summaryOf(tallyOf(leads(2, 'a', SQL))).rules).toEqual([
    { id: 'fit.size', met: 2 },
    { id: 'fit.web', met: 0 },
  ]);
});

test('questions come most frequent first, then by text', () => {
  const asking = (nextQuestion: string) => verdictOf('lead', { ...NEAR_SQL, nextQuestion });
  const tally = tallyOf([
    ...leads(1, 'a', asking('Why?')),
    ...leads(2, 'a', asking('Who?')),
    ...leads(1, 'a', asking('By when?')),
  ]);
  expect(summaryOf(tally).questions).toEqual([
    { question: 'Who?', leads: 2 },
    { question: 'By when?', leads: 1 },
    { question: 'Why?', leads: 1 },
  ]);
});

test('thresholds are the floors of the total that stages ask for, ascending, in points', () => {
  expect(summaryOf(tallyOf([])).thresholds).toEqual([
    { stage: 'MQL', from: 30.5 },
    { stage: 'SQL', from: 60 },
  ]);
});

describe('the histogram of scores', () => {
  const scored = (...scores: readonly number[]) =>
    summaryOf(tallyOf(scores.map(score => ({ source: 'a', verdict: verdictOf('lead', { score }) })))).scores;

  test('has eight equal ranges from the lowest to the highest, which is in the last', () => {
    expect(scored(0, 99, 100, 799, 800)).toEqual({ low: 0, high: 8, counts: [2, 1, 0, 0, 0, 0, 0, 2] });
    expect(scored(-500, 300)).toEqual({ low: -5, high: 3, counts: [1, 0, 0, 0, 0, 0, 0, 1] });
  });

  test('of one score alone is all in the first', () => {
    expect(scored(1250, 1250)).toEqual({ low: 12.5, high: 12.5, counts: [2, 0, 0, 0, 0, 0, 0, 0] });
  });

  test('counts every lead once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5000, max: 20_000 }), { minLength: 1 }), scores => {
        const { counts = [] } = scored(...scores) ?? {};
        expect(counts).toHaveLength(8);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(scores.length);
      }),
    );
  });
});

describe('warnings', () => {
  test('name criteria and rules that were met by none or by all, between them what the run says, then idle spend', () => {
    const costs = costsOf([
      sourceCosts('ghost', { spend: amounts('1234.5') }),
      sourceCosts('fair', { spend: amounts('10') }),
    ]);
    const tally = tallyOf([...leads(3, 'a', SQL), ...leads(1000, 'a', MQL)]);
    expect(summaryOf(tally, { costs, warnings: ['budget has no column'] }).warnings).toEqual([
      'criterion need was met by none of 1,003 leads',
      'score rule fit.size was met by all of 1,003 leads',
      'score rule fit.web was met by none of 1,003 leads',
      'budget has no column',
      'spend without leads in EUR: ghost 1,234.50, fair 10.00',
    ]);
  });

  test('say where a criterion is unknown', () => {
    const other = verdictOf('lead', { criteria: ['unmet', 'met'], rulesMet: [0, 1] });
    expect(summaryOf(tallyOf(leads(1, 'a'))).warnings[0]).toBe(
      'criterion budget was met by none of 1 lead, being unknown for all',
    );
    expect(summaryOf(tallyOf([...leads(2, 'a'), ...leads(1, 'a', other)])).warnings[0]).toBe(
      'criterion budget was met by none of 3 leads, being unknown for 2',
    );
  });

  test('pass on what the run says where there are no leads', () => {
    expect(summaryOf(tallyOf([{ source: 'a' }]), { warnings: ['x'] }).warnings).toEqual(['x']);
  });
});
