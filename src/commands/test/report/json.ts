import { COVERAGE_KINDS } from '../../../language/tests/result.ts';
import { formatJson } from '../../../terminal/json.ts';
import { formatDay } from '../../../values/day.ts';
import type { RulebookCoverage } from './coverage.ts';
import type { PrintedTestResult } from './report.ts';

/**
 * The results as one JSON array of `{ file, line, name, passed, as_of, differences: [{ key, expected, got }] }`, `null`
 * for no place; with coverage, `{ tests, coverage }`, of which `tests` is that array. Ends with a newline.
 */
export function formatRulebookTestsJson(
  results: readonly PrintedTestResult[],
  coverage?: readonly RulebookCoverage[],
): string {
  const tests = results.map(({ test, passed, asOf, differences }) => ({
    file: test.place?.file ?? null,
    line: test.place?.line ?? null,
    name: test.name,
    passed,
    as_of: formatDay(asOf),
    differences: differences.map(({ key, expected, got }) => ({ key, expected, got })),
  }));
  return formatJson(coverage === undefined ? tests : { tests, coverage: coverage.map(coverageData) });
}

function coverageData({ rulebook, coverage }: RulebookCoverage) {
  const { outcomes, covered, total, percent } = coverage;
  const parts = COVERAGE_KINDS.map(kind => {
    const ofKind = outcomes.filter(outcome => outcome.kind === kind);
    return [
      kind,
      { covered: ofKind.filter(outcome => outcome.covered).length, total: ofKind.length },
    ] as const;
  });
  return {
    rulebook,
    covered,
    total,
    percent: Math.round(percent * 100) / 100,
    ...Object.fromEntries(parts),
    missing: outcomes
      .filter(outcome => !outcome.covered)
      .map(({ what, place }) => ({ what, file: place?.file ?? null, line: place?.line ?? null })),
  };
}
