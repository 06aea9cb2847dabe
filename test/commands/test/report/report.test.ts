import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRulebookTests, type PrintedTestResult } from '../../../../src/commands/test/report/report.ts';
import { displayWidth } from '../../../../src/terminal/display-width.ts';
import { anyText, COMMAND, FORBIDDEN } from '../../../summary/arbitrary.ts';

const place = { file: 'rules.yaml', line: 80, column: 5, length: 4, sourceLine: '  - name: b' };

const passed: PrintedTestResult = {
  test: { name: 'a decider with a budget and a need is sales qualified', place },
  asOf: 20_758,
  passed: true,
  differences: [],
  outcome: {
    stage: 'SQL',
    could_be: '',
    answers_needed: '',
    next_question: '',
    score: { total: 2000, fit: 2000 },
    criteria: { budget: 'met', authority: 'met', need: 'met', timing: 'unknown' },
    reasons: 'bant; fit.size+20',
  },
};

const failed: PrintedTestResult = {
  test: { name: 'without a need nobody is', place: { ...place, line: 88 } },
  asOf: 20_758,
  passed: false,
  differences: [
    { key: 'stage', expected: 'SQL', got: 'MQL' },
    { key: 'score.total', expected: '75', got: '62.5' },
    { key: 'unknown', expected: 'timing', got: 'budget, consent' },
  ],
  outcome: {
    stage: 'MQL',
    could_be: 'SQL',
    answers_needed: '1',
    next_question:
      'What budget is set aside for this, in the currency of the year in which it will be spent?',
    score: { total: 6250, fit: 5000, engagement: 1250 },
    criteria: {
      budget: 'unknown',
      authority: 'met',
      need: 'met',
      timing: 'unmet',
      competitor: 'unmet',
      consent: 'unknown',
    },
    reasons: 'total>=30; fit.size+20; fit.decider+35; fit:max-5; engagement.need+25; engagement:decay-12.5',
  },
};

const print = (results: readonly PrintedTestResult[]) => formatRulebookTests(results, { colour: false });

describe('formatRulebookTests', () => {
  test('a line for what passed, expected and got for what failed', () => {
    expect(print([passed, failed])).toMatchInlineSnapshot(`
      "✓ a decider with a budget and a need is sales qualified
      ✗ without a need nobody is
          rules.yaml:88:5, as of 2026-11-01, since the test names no day: pin it with \`as_of\`
          stage        expected SQL     got MQL
          score.total  expected 75      got 62.5
          unknown      expected timing  got budget, consent  missing timing  unexpected budget, consent

          stage        MQL
          reasons      total>=30  fit.size+20  fit.decider+35  fit:max-5  engagement.need+25
                       engagement:decay-12.5
          score        fit 50 + engagement 12.5 = 62.5
          met          authority  need
          unmet        timing  competitor
          unknown      budget  consent
          could be     SQL, one answer away
                       ask: What budget is set aside for this, in the currency of the year in which it
                       will be spent?

      2 tests: 1 passed, 1 failed
      "
    `);
  });

  test('the counts', () => {
    const countOf = (results: readonly PrintedTestResult[]) => print(results).trimEnd().split('\n').at(-1);
    expect(countOf([])).toBe('no tests');
    expect(countOf([passed])).toBe('1 test: all passed');
    expect(countOf([passed, passed])).toBe('2 tests: all passed');
    expect(countOf([failed])).toBe('1 test: 0 passed, 1 failed');
  });

  test('tests of several files stand under their files', () => {
    const other = { ...passed, test: { name: 'x', place: { ...place, file: 'other.yaml' } } };
    expect(print([passed, other, passed]).split('\n')).toEqual([
      'rules.yaml',
      '✓ a decider with a budget and a need is sales qualified',
      '✓ a decider with a budget and a need is sales qualified',
      '',
      'other.yaml',
      '✓ x',
      '',
      '3 tests: all passed',
      '',
    ]);
  });

  test('whatever the texts, 100 columns are enough and nothing dangerous is printed', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (name, key, value) => {
        const text = print([
          {
            ...failed,
            test: { name, place: { ...place, file: value } },
            differences: [{ key, expected: value, got: name }],
            outcome: {
              ...failed.outcome,
              stage: key,
              could_be: value,
              next_question: name,
              reasons: value,
              score: { total: 0, [name]: 1 },
              criteria: { [key]: 'met', [value]: 'unknown' },
            },
          },
        ]);
        expect(text).not.toMatch(FORBIDDEN);
        expect(text).not.toMatch(COMMAND);
        expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(100);
      }),
    );
  });
});
