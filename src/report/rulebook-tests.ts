import type { RulebookTest } from '../model/rulebook.ts';
import type { RulebookTestResult, TestCoverage } from '../model/rulebook-test.ts';
import { formatDay } from '../values/day.ts';
import type { Drawing } from './explanation-style.ts';
import { nameColumn } from './explanation-style.ts';
import { countOf, formatCount, formatPoints } from './figures.ts';
import { flow, hang, type Span } from './flow.ts';
import { paint } from './paint.ts';
import { safeLine } from './safe.ts';

/** What is printed of the result of one of a rulebook's own tests. */
export interface PrintedTestResult extends Pick<RulebookTestResult, 'asOf' | 'passed' | 'differences'> {
  readonly test: Pick<RulebookTest, 'name' | 'place'>;
  readonly outcome: Pick<RulebookTestResult['outcome'], 'reasons'>;
}

/** How the results are printed. */
export interface TestPrintOptions {
  readonly colour: boolean;
  /** Columns of the terminal; 100 if absent. */
  readonly width?: number;
}

const WIDTH = 100;

/** What was expected and what came, key by key, and why it came so. */
function failureLines(
  { test, asOf, differences, outcome }: PrintedTestResult,
  drawing: Drawing,
): readonly string[] {
  const { colours, width } = drawing;
  const keys = nameColumn([...differences.map(({ key }) => key), 'because']);
  const indent = keys.width + 6;
  const line = (key: string, spans: readonly Span[]): readonly string[] =>
    hang(`    ${keys.of(key)}  `, { indent, spans, width });
  const reasons = outcome.reasons === '' ? ['no reasons'] : outcome.reasons.split('; ');
  const at =
    test.place === undefined ? '' : `${safeLine(test.place.file)}:${test.place.line}:${test.place.column}, `;
  return [
    ...differences.flatMap(({ key, expected, got }) =>
      line(key, [
        { text: `expected ${safeLine(expected)}`, style: colours.green },
        { text: `got ${safeLine(got)}`, style: colours.red },
      ]),
    ),
    ...line(
      'because',
      reasons.map(reason => ({ text: safeLine(reason) })),
    ),
    ...line('', [{ text: `${at}as of ${formatDay(asOf)}`, style: colours.dim }]),
  ];
}

function resultLines(result: PrintedTestResult, drawing: Drawing): readonly string[] {
  const { colours, width } = drawing;
  const { passed, test } = result;
  const mark = passed ? colours.green('✓') : colours.red('✗');
  const name = { text: safeLine(test.name), style: passed ? colours.reset : colours.bold };
  const line = hang(`${mark} `, { indent: 2, spans: [name], width });
  return passed ? line : [...line, ...failureLines(result, drawing)];
}

/** `8 tests: 7 passed, 1 failed`. */
function countLine(results: readonly PrintedTestResult[], { colours }: Drawing): string {
  const failed = results.filter(({ passed }) => !passed).length;
  const tests = countOf(results.length, ['test', 'tests']);
  if (results.length === 0) return 'no tests';
  if (failed === 0) return `${tests}: ${colours.green('all passed')}`;
  return `${tests}: ${results.length - failed} passed, ${colours.red(`${failed} failed`)}`;
}

/**
 * A line for each test, and for a test that failed what was expected, what came and why; then the counts. Tests of
 * several files stand under the names of their files. Ends with a newline.
 */
export function formatRulebookTests(
  results: readonly PrintedTestResult[],
  { colour, width = WIDTH }: TestPrintOptions,
): string {
  const drawing: Drawing = { colours: paint(colour), width };
  const fileOf = ({ test }: PrintedTestResult): string => test.place?.file ?? '';
  const files = [...new Set(results.map(fileOf))];
  const blocks = files.map(file => {
    const title = { text: safeLine(file), style: drawing.colours.underline };
    const lines = results
      .filter(result => fileOf(result) === file)
      .flatMap(result => resultLines(result, drawing));
    return [...(files.length < 2 || file === '' ? [] : flow([title], width)), ...lines].join('\n');
  });
  return `${[...blocks, countLine(results, drawing)].join('\n\n')}\n`;
}

/** How much of a rulebook its tests show, and each outcome that none of them shows. Ends with a newline. */
export function formatCoverage(coverage: TestCoverage, { colour, width = WIDTH }: TestPrintOptions): string {
  const { outcomes, covered, total, percent } = coverage;
  const colours = paint(colour);
  const missing = outcomes.filter(outcome => !outcome.covered).map(({ what }) => ({ text: safeLine(what) }));
  const lines = missing.flatMap(span => hang('  ', { indent: 2, spans: [span], width }));
  const share = `coverage ${formatPoints(percent)} %: ${formatCount(covered)} of ${countOf(total, ['outcome', 'outcomes'])}`;
  const rest = missing.length === 0 ? [] : ['no test shows', ...lines];
  return `${[missing.length === 0 ? colours.green(share) : share, ...rest].join('\n')}\n`;
}
