import {
  COVERAGE_KINDS,
  type CoverageKind,
  type CoveredOutcome,
  type TestCoverage,
} from '../../../language/tests/result.ts';
import { cut, displayWidth, padEnd, padStart } from '../../../terminal/display-width.ts';
import { formatCount } from '../../../terminal/figures.ts';
import { hang } from '../../../terminal/flow.ts';
import { paint } from '../../../terminal/paint.ts';
import { safeLine } from '../../../terminal/safe.ts';
import type { TestPrintOptions } from './report.ts';

/** What the tests of a rulebook show of it. */
export interface RulebookCoverage {
  /** The rulebook's file or name. */
  readonly rulebook: string;
  readonly coverage: TestCoverage;
}

const WIDTH = 100;
const GAP = 2;

const HEADERS: Readonly<Record<CoverageKind, string>> = {
  criteria: 'criteria',
  rules: 'score rules',
  stages: 'stages',
  could_be: 'could be',
};

/** A share in percent with one decimal, rounded down: only what is whole shows as 100. */
export function formatCoveredPercent(percent: number): string {
  return (Math.floor(percent * 10 + 1e-9) / 10).toFixed(1);
}

/** `12/18`; a dash where there is nothing to cover. */
function formatShare(outcomes: readonly CoveredOutcome[]): string {
  if (outcomes.length === 0) return '-';
  const covered = outcomes.filter(outcome => outcome.covered).length;
  return `${formatCount(covered)}/${formatCount(outcomes.length)}`;
}

function rowOf(label: string, { outcomes, percent }: TestCoverage): readonly string[] {
  const shares = COVERAGE_KINDS.map(kind => formatShare(outcomes.filter(outcome => outcome.kind === kind)));
  return [safeLine(label), ...shares, formatShare(outcomes), formatCoveredPercent(percent)];
}

function totalOf(all: readonly RulebookCoverage[]): TestCoverage {
  const outcomes = all.flatMap(({ coverage }) => coverage.outcomes);
  const covered = all.reduce((sum, { coverage }) => sum + coverage.covered, 0);
  const total = outcomes.length;
  return { outcomes, covered, total, percent: total === 0 ? 100 : (100 * covered) / total };
}

/** Texts in columns, the first to the left and cut where the others need its room. */
function drawTable(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map(row => displayWidth(row[column] ?? ''))),
  );
  const [longest = 0, ...figures] = widths;
  const room = width - figures.reduce((sum, figure) => sum + figure + GAP, 0);
  const label = Math.max(1, Math.min(longest, room));
  return rows.map(([name = '', ...cells]) => {
    const padded = cells.map((cell, index) => padStart(cell, (figures[index] ?? 0) + GAP));
    return padEnd(cut(name, label), label) + padded.join('');
  });
}

/**
 * How much of each rulebook its tests show, as a table, and each outcome that none of them shows with the place of what
 * it is an outcome of. Ends with a newline.
 */
export function formatCoverage(
  all: readonly RulebookCoverage[],
  { colour, width = WIDTH }: TestPrintOptions,
): string {
  const colours = paint(colour);
  const header = ['coverage', ...COVERAGE_KINDS.map(kind => HEADERS[kind]), 'all', '%'];
  const rows = all.map(({ rulebook, coverage }) => rowOf(rulebook, coverage));
  const total = all.length > 1 ? [rowOf('TOTAL', totalOf(all))] : [];
  const [head = '', ...lines] = drawTable([header, ...rows, ...total], width);
  const missing = all.flatMap(({ coverage }) => coverage.outcomes.filter(({ covered }) => !covered));
  const listed = missing.flatMap(({ what, place }) => {
    const at =
      place === undefined ? [] : [{ text: `${safeLine(place.file)}:${place.line}`, style: colours.dim }];
    return hang('  ', { indent: 2, spans: [...at, { text: safeLine(what), style: colours.yellow }], width });
  });
  const rest = missing.length === 0 ? [] : ['', 'no test shows', ...listed];
  return `${[colours.dim(head), ...lines, ...rest].join('\n')}\n`;
}
