import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCoverage, formatCoveredPercent } from '../../../../src/commands/test/report/coverage.ts';
import {
  COVERAGE_KINDS,
  type CoveredOutcome,
  type TestCoverage,
} from '../../../../src/language/tests/result.ts';
import { displayWidth } from '../../../../src/terminal/display-width.ts';
import { anyText, COMMAND, FORBIDDEN } from '../../../summary/arbitrary.ts';

const place = { file: 'rules/demo.yaml', line: 12, column: 3, length: 4, sourceLine: '  need: …' };

function coverageOf(outcomes: readonly CoveredOutcome[]): TestCoverage {
  const covered = outcomes.filter(outcome => outcome.covered).length;
  const total = outcomes.length;
  return { outcomes, covered, total, percent: total === 0 ? 100 : (100 * covered) / total };
}

const demo = coverageOf([
  { kind: 'criteria', what: 'criterion need met', covered: true, place },
  { kind: 'criteria', what: 'criterion need unknown', covered: false, place },
  { kind: 'rules', what: 'rule fit.size entry 2 met', covered: false, place: { ...place, line: 20 } },
  { kind: 'stages', what: 'stage SQL', covered: true },
  { kind: 'could_be', what: 'could_be SQL', covered: false },
]);
const bare = coverageOf([{ kind: 'stages', what: 'stage lead', covered: true }]);

describe('formatCoverage', () => {
  test('one rulebook: a table, and what no test shows', () => {
    expect(
      formatCoverage([{ rulebook: 'rules/demo.yaml', coverage: demo }], { colour: false }),
    ).toMatchInlineSnapshot(`
        "coverage         criteria  score rules  stages  could be  all     %
        rules/demo.yaml       1/2          0/1     1/1       0/1  2/5  40.0

        no test shows
          rules/demo.yaml:12  criterion need unknown
          rules/demo.yaml:20  rule fit.size entry 2 met
          could_be SQL
        "
      `);
  });

  test('several, with a total; nothing to list where all is shown', () => {
    const all = [
      { rulebook: 'rules/demo.yaml', coverage: demo },
      { rulebook: 'bant', coverage: bare },
    ];
    expect(formatCoverage(all, { colour: false })).toMatchInlineSnapshot(`
      "coverage         criteria  score rules  stages  could be  all      %
      rules/demo.yaml       1/2          0/1     1/1       0/1  2/5   40.0
      bant                    -            -     1/1         -  1/1  100.0
      TOTAL                 1/2          0/1     2/2       0/1  3/6   50.0

      no test shows
        rules/demo.yaml:12  criterion need unknown
        rules/demo.yaml:20  rule fit.size entry 2 met
        could_be SQL
      "
    `);
    expect(formatCoverage(all.slice(1), { colour: false })).not.toContain('no test shows');
  });

  test('only what is whole is 100 percent', () => {
    expect([100, 99.99, 99.9, 66.666, 0, 28 / 0.31].map(formatCoveredPercent)).toEqual([
      '100.0',
      '99.9',
      '99.9',
      '66.6',
      '0.0',
      '90.3',
    ]);
  });

  test('whatever the texts, 100 columns are enough and nothing dangerous is printed', () => {
    const outcome = fc.record({
      kind: fc.constantFrom(...COVERAGE_KINDS),
      what: anyText,
      covered: fc.boolean(),
      place: anyText.map(file => ({ ...place, file })),
    });
    const one = fc.record({
      rulebook: anyText,
      coverage: fc.array(outcome, { maxLength: 4 }).map(coverageOf),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), all => {
        const text = formatCoverage(all, { colour: false });
        expect(text).not.toMatch(FORBIDDEN);
        expect(text).not.toMatch(COMMAND);
        expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(100);
      }),
    );
  });
});
