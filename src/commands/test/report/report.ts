import type { Difference, RulebookTestResult } from '../../../language/tests/result.ts';
import type { Expectation, RulebookTest } from '../../../model/rulebook.ts';
import { displayWidth, padEnd } from '../../../terminal/display-width.ts';
import { countOf } from '../../../terminal/figures.ts';
import { flow, hang, nameColumn, type Span } from '../../../terminal/flow.ts';
import { type Drawing, paint } from '../../../terminal/paint.ts';
import { safeLine } from '../../../terminal/safe.ts';
import { formatDay } from '../../../values/day.ts';
import { formatHundredths } from '../../../values/decimal.ts';

/** What is printed of the result of one of a rulebook's own tests. */
export interface PrintedTestResult extends Pick<RulebookTestResult, 'asOf' | 'passed' | 'differences'> {
  readonly test: Pick<RulebookTest, 'name' | 'asOf' | 'place'>;
  readonly outcome: PrintedOutcome;
}

type PrintedOutcome = Pick<
  RulebookTestResult['outcome'],
  'stage' | 'could_be' | 'answers_needed' | 'next_question' | 'score' | 'criteria' | 'reasons'
>;

/** How the results are printed. */
export interface TestPrintOptions {
  readonly colour: boolean;
  /** Columns of the terminal; 100 if absent. */
  readonly width?: number;
}

const WIDTH = 100;
const LABELS = ['stage', 'reasons', 'score', 'met', 'unmet', 'unknown', 'could be'];
/** What is expected is filled up to here, so that what came stands in line. */
const WIDEST_EXPECTED = 36;

/** What was expected and what came, key by key. */
function differenceLines(
  differences: readonly Difference[],
  line: Line,
  drawing: Drawing,
): readonly string[] {
  const { colours } = drawing;
  const expected = ({ expected: text }: Difference): string => `expected ${safeLine(text)}`;
  const widths = differences.map(difference => displayWidth(expected(difference)));
  const width = Math.max(0, ...widths.filter(each => each <= WIDEST_EXPECTED));
  return differences.flatMap(difference =>
    line(difference.key, [
      { text: padEnd(expected(difference), width), style: colours.green },
      { text: `got ${safeLine(difference.got)}`, style: colours.red },
      ...setSpans(difference, drawing),
    ]),
  );
}

/** Of lists in any order: what did not come, and what came beside it. */
function setSpans({ key, expected, got }: Difference, { colours }: Drawing): readonly Span[] {
  if (key !== 'unknown' && key !== 'issues') return [];
  const [wanted, came] = [expected, got].map(text => text.split(', ').filter(entry => entry !== '(none)'));
  if ((wanted ?? []).length + (came ?? []).length < 3) return [];
  const missing = (wanted ?? []).filter(entry => came?.includes(entry) !== true);
  const extra = (came ?? []).filter(entry => wanted?.includes(entry) !== true);
  return [
    ...(missing.length === 0
      ? []
      : [{ text: `missing ${safeLine(missing.join(', '))}`, style: colours.green }]),
    ...(extra.length === 0 ? [] : [{ text: `unexpected ${safeLine(extra.join(', '))}`, style: colours.red }]),
  ];
}

type Line = (label: string, spans: readonly Span[]) => readonly string[];

/** The lead as it came out: why, of what score, and what it could still be. */
function breakdownLines(outcome: PrintedOutcome, line: Line): readonly string[] {
  const { stage, reasons, criteria } = outcome;
  const answered = (wanted: string): readonly Span[] =>
    Object.entries(criteria)
      .filter(([, answer]) => answer === wanted)
      .map(([name]) => ({ text: safeLine(name) }));
  const entries = reasons === '' ? ['none'] : reasons.split('; ');
  const lists: readonly (readonly [label: string, spans: readonly Span[]])[] = [
    ['stage', [{ text: safeLine(stage) }]],
    ['reasons', entries.map(entry => ({ text: safeLine(entry) }))],
    ['score', scoreSpans(outcome.score)],
    ['met', answered('met')],
    ['unmet', answered('unmet')],
    ['unknown', answered('unknown')],
    ['could be', outlookSpans(outcome)],
  ];
  return lists.flatMap(([label, spans]) => (spans.length === 0 ? [] : line(label, spans)));
}

/** `fit 50 + engagement 12.5 = 62.5`; nothing for a rulebook without scores. */
function scoreSpans(score: Required<Expectation>['score']): readonly Span[] {
  const groups = Object.entries(score).filter(([name]) => name !== 'total');
  if (groups.length === 0) return [];
  const sum = groups.map(([name, points]) => `${safeLine(name)} ${formatHundredths(points)}`).join(' + ');
  return [{ text: groups.length === 1 ? sum : `${sum} = ${formatHundredths(score.total ?? 0)}` }];
}

function outlookSpans({ could_be, answers_needed, next_question }: PrintedOutcome): readonly Span[] {
  if (could_be === '') return [];
  const answers = answers_needed === '1' ? 'one answer away' : 'two or more answers away';
  const question = next_question === '' ? [] : [{ text: `ask: ${safeLine(next_question)}` }];
  return [{ text: `${safeLine(could_be)}, ${answers}` }, ...question];
}

function failureLines(result: PrintedTestResult, drawing: Drawing): readonly string[] {
  const { test, asOf, differences, outcome } = result;
  const { colours, width } = drawing;
  const labels = nameColumn([...differences.map(({ key }) => key), ...LABELS]);
  const indent = labels.width + 6;
  const line: Line = (label, spans) => hang(`    ${labels.of(label)}  `, { indent, spans, width });
  const { place } = test;
  const at = place === undefined ? [] : [`${safeLine(place.file)}:${place.line}:${place.column}`];
  const pinned = test.asOf === undefined ? ', since the test names no day: pin it with `as_of`' : '';
  const where = [...at, `as of ${formatDay(asOf)}${pinned}`].join(', ');
  return [
    ...hang('    ', { indent: 4, spans: [{ text: where, style: colours.dim }], width }),
    ...differenceLines(differences, line, drawing),
    '',
    ...breakdownLines(outcome, line),
  ];
}

/** What a test that failed is told with, its name left out. No newline at its end. */
export function formatFailure(
  result: PrintedTestResult,
  { colour, width = WIDTH }: TestPrintOptions,
): string {
  return failureLines(result, { colours: paint(colour), width }).join('\n');
}

function resultLines(result: PrintedTestResult, drawing: Drawing): readonly string[] {
  const { colours, width } = drawing;
  const { passed, test } = result;
  const mark = passed ? colours.green('✓') : colours.red('✗');
  const name = { text: safeLine(test.name), style: passed ? colours.reset : colours.bold };
  const line = hang(`${mark} `, { indent: 2, spans: [name], width });
  return passed ? line : [...line, ...failureLines(result, drawing), ''];
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
 * A line for each test; for a test that failed what was expected, what came, and the breakdown of its lead; then the
 * counts. Tests of several files stand under the names of their files. Ends with a newline.
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
    return [...(files.length < 2 || file === '' ? [] : flow([title], width)), ...lines].join('\n').trimEnd();
  });
  return `${[...blocks, countLine(results, drawing)].join('\n\n')}\n`;
}
