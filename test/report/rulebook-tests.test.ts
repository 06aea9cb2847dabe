import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/report/display-width.ts';
import {
  formatCoverage,
  formatRulebookTests,
  type PrintedTestResult,
} from '../../src/report/rulebook-tests.ts';
import { anyText, COMMAND, FORBIDDEN } from './arbitrary.ts';

const place = { file: 'rules.yaml', line: 80, column: 5, length: 4, sourceLine: '  - name: b' };

const passed: PrintedTestResult = {
  test: { name: 'a decider with a budget and a need is sales qualified', place },
  asOf: 20_758,
  passed: true,
  differences: [],
  outcome: { reasons: 'bant; fit.size+20' },
};

const failed: PrintedTestResult = {
  test: { name: 'without a need nobody is', place: { ...place, line: 88 } },
  asOf: 20_758,
  passed: false,
  differences: [
    { key: 'stage', expected: 'SQL', got: 'MQL' },
    { key: 'score.total', expected: '75', got: '62.5' },
    { key: 'unknown', expected: 'timing', got: '(none)' },
  ],
  outcome: {
    reasons: 'total>=30; fit.size+20; fit.decider+35; fit:max-5; engagement.need+25; engagement:decay-12.5',
  },
};

const print = (results: readonly PrintedTestResult[]) => formatRulebookTests(results, { colour: false });

describe('formatRulebookTests', () => {
  test('a line for what passed, expected and got for what failed', () => {
    expect(print([passed, failed])).toMatchInlineSnapshot(`
      "✓ a decider with a budget and a need is sales qualified
      ✗ without a need nobody is
          stage        expected SQL  got MQL
          score.total  expected 75  got 62.5
          unknown      expected timing  got (none)
          because      total>=30  fit.size+20  fit.decider+35  fit:max-5  engagement.need+25
                       engagement:decay-12.5
                       rules.yaml:88:5, as of 2026-11-01

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
            outcome: { reasons: value },
          },
        ]);
        expect(text).not.toMatch(FORBIDDEN);
        expect(text).not.toMatch(COMMAND);
        expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('formatCoverage', () => {
  test('the share, and what no test shows', () => {
    const outcomes = [
      { what: 'criterion need met', covered: true },
      { what: 'criterion need unknown', covered: false },
      { what: 'stage SQL', covered: false },
    ];
    expect(formatCoverage({ outcomes, covered: 1, total: 3, percent: 33.33 }, { colour: false })).toBe(
      'coverage 33.33 %: 1 of 3 outcomes\nno test shows\n  criterion need unknown\n  stage SQL\n',
    );
    expect(formatCoverage({ outcomes: [], covered: 0, total: 0, percent: 100 }, { colour: false })).toBe(
      'coverage 100 %: 0 of 0 outcomes\n',
    );
  });
});
