import { xmlAttributes, xmlText } from '../../../terminal/xml.ts';
import { formatCoverage, formatCoveredPercent, type RulebookCoverage } from './coverage.ts';
import { formatFailure, type PrintedTestResult } from './report.ts';

/** What is reported of coverage, and how much of each rulebook must be covered. */
export interface JunitCoverage {
  readonly all: readonly RulebookCoverage[];
  /** In percent. */
  readonly atLeast?: number;
}

/** One `testcase`: what failed in it, or what there is to say. */
interface Case {
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly failure?: { readonly message: string; readonly text: string };
  readonly output?: string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/**
 * The results as JUnit XML as CI servers read it: a `testsuite` for each file, a `testcase` for each test with what
 * failed as text, and one more suite with a case for each rulebook where coverage is asked for. Ends with a newline.
 */
export function formatRulebookTestsJunit(
  results: readonly PrintedTestResult[],
  coverage?: JunitCoverage,
): string {
  const files = [...new Set(results.map(fileOf))];
  const suites = [
    ...files.map(file => ({
      name: file,
      cases: results.filter(result => fileOf(result) === file).map(caseOf),
    })),
    ...(coverage === undefined ? [] : [coverageSuite(coverage)]),
  ];
  const all = countsOf(suites.flatMap(({ cases }) => cases));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ name: 'leadsieve test', ...all })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function fileOf({ test }: PrintedTestResult): string {
  return test.place?.file ?? '';
}

function caseOf(result: PrintedTestResult): Case {
  const { test, passed, differences } = result;
  const { place, name } = test;
  const attributes = {
    name,
    classname: place?.file ?? '',
    ...(place && { file: place.file, line: place.line }),
  };
  if (passed) return { attributes };
  const message = differences
    .map(({ key, expected, got }) => `${key}: expected ${expected}, got ${got}`)
    .join('; ');
  return { attributes, failure: { message, text: `\n${formatFailure(result, { colour: false })}\n` } };
}

function coverageSuite({ all, atLeast = 0 }: JunitCoverage): Suite {
  return {
    name: 'coverage',
    cases: all.map(one => {
      const { rulebook, coverage } = one;
      const attributes = { name: `coverage of ${rulebook}`, classname: rulebook };
      const output = formatCoverage([one], { colour: false });
      if (coverage.percent >= atLeast) return { attributes, output };
      const message = `${formatCoveredPercent(coverage.percent)} % is covered, ${atLeast} % is asked for`;
      return { attributes, failure: { message, text: output } };
    }),
  };
}

/** No test takes time worth a figure; `time` is there for servers that want one. */
function countsOf(cases: readonly Case[]) {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  return { tests: cases.length, failures, errors: 0, skipped: 0, time: 0 };
}

function suiteLines({ name, cases }: Suite): readonly string[] {
  return [
    `  <testsuite${xmlAttributes({ name, ...countsOf(cases) })}>`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines({ attributes, failure, output }: Case): readonly string[] {
  const start = `    <testcase${xmlAttributes({ ...attributes, time: 0 })}`;
  if (failure !== undefined) {
    const { message, text } = failure;
    const tag = `      <failure${xmlAttributes({ message, type: 'failure' })}>`;
    return [`${start}>`, `${tag}${xmlText(text)}</failure>`, '    </testcase>'];
  }
  if (output === undefined) return [`${start}/>`];
  return [`${start}>`, `      <system-out>${xmlText(output)}</system-out>`, '    </testcase>'];
}
