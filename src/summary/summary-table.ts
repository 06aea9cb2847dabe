import CliTable from 'cli-table3';
import type { Summary } from '../model/summary.ts';
import { cut, displayWidth, padEnd } from '../terminal/display-width.ts';
import { NOT_AVAILABLE, type Precision } from '../terminal/figures.ts';
import { paint } from '../terminal/paint.ts';
import { safeLine } from '../terminal/safe.ts';
import { type SummaryColumn, summaryColumns } from './summary-columns.ts';
import { type SummaryRow, summaryRows } from './summary-rows.ts';
import { type Sentence, summarySentences } from './summary-sentences.ts';

/** How a summary is printed. */
export interface SummaryOptions {
  readonly colour: boolean;
  /** Every source has its row; else those past the 15 largest are folded into one. */
  readonly allSources: boolean;
  /** Where the files went. */
  readonly outputs: readonly string[];
  /** Columns that the table may take; 100 if absent. */
  readonly width?: number;
}

const WIDTH = 100;

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
} as const;

/**
 * The layout as lines, one for each row: labels to the left, figures to the right. The labels are filled up here,
 * because cli-table3 measures joined characters otherwise than terminals do.
 */
function drawLines({ widths: [labelWidth = 0, ...widths], header, rows }: Layout): readonly string[] {
  const table = new CliTable({
    chars: NO_BORDERS,
    colWidths: widths,
    colAligns: widths.map(() => 'right'),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  const all = [header, ...rows];
  table.push(...all.map(([_label, ...figures]) => figures));
  const figures = table.toString().split('\n');
  return all.map(([label = ''], index) => `${padEnd(label, labelWidth)}${figures[index]}`.trimEnd());
}

function paintRow(line: string, { row, colour }: { row: SummaryRow | undefined; colour: boolean }): string {
  const colours = paint(colour);
  const dimmed = line.replaceAll(NOT_AVAILABLE, colours.dim(NOT_AVAILABLE));
  return row?.kind === 'total' ? colours.bold(dimmed) : dimmed;
}

function paintSentence({ kind, text }: Sentence, colour: boolean): string {
  const colours = paint(colour);
  const line = safeLine(text);
  if (kind === 'warning') return `${colours.yellow('warning:')} ${line}`;
  if (kind === 'cost') return colours.bold(line);
  return kind === 'origin' ? colours.dim(line) : line;
}

/** The summary by source as a table for a terminal, with what there is to say under it (cli.md, "The summary"). */
export function formatSummary(summary: Summary, options: SummaryOptions): string {
  const { colour, outputs, width = WIDTH } = options;
  const { sources, totals } = summaryRows(summary, options);
  const rows = [...sources, ...totals].map(row => ({ ...row, label: safeLine(row.label) }));
  const header = safeLine(summary.by ?? 'source');
  const layout = layOut({ header, columns: summaryColumns(summary), rows, width });
  const [head = '', ...lines] = drawLines(layout);
  const rule = paint(colour).dim('─'.repeat(layout.widths.reduce((sum, column) => sum + column, 0)));
  const painted = lines.map((line, index) => paintRow(line, { row: rows[index], colour }));
  const body = sources.length === 0 ? [] : [...painted.slice(0, sources.length), rule];
  const sentences = summarySentences(summary, { outputs }).map(sentence => paintSentence(sentence, colour));
  return [
    paint(colour).dim(head),
    rule,
    ...body,
    ...painted.slice(sources.length),
    '',
    ...sentences,
    '',
  ].join('\n');
}

/** What a summary's table is laid out from. */
interface LayoutInput {
  readonly header: string;
  readonly columns: readonly SummaryColumn[];
  readonly rows: readonly SummaryRow[];
  /** Columns of the terminal. */
  readonly width: number;
}

/** A table of texts, each column as wide as it shall be drawn, the space before it included. */
interface Layout {
  readonly widths: readonly number[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One way to fit the figures, from roomy to short. */
interface Attempt {
  readonly roomy: boolean;
  readonly gap: number;
  readonly precision: Precision;
  /** Columns as dispensable as this or more are left out. */
  readonly without: number;
  /** The label's columns that are not given up in favour of the figures. */
  readonly label: number;
}

const ROOMY_LABEL = 15;
const LONGEST_LABEL = 60;
/** Figures give way up to here so that labels stay apart; names alike for longer than that are not worth them. */
const ROOMIEST_CUT = 24;
const MOST_TOLD_APART = 100;
const KEEP_ALL = Number.POSITIVE_INFINITY;

const ATTEMPTS: readonly Attempt[] = [
  { roomy: true, gap: 2, precision: 'exact', without: KEEP_ALL, label: 24 },
  { roomy: false, gap: 2, precision: 'exact', without: KEEP_ALL, label: 20 },
  { roomy: false, gap: 1, precision: 'exact', without: KEEP_ALL, label: 16 },
  ...[8, 7, 6, 5, 4].map(
    without => ({ roomy: false, gap: 1, precision: 'exact', without, label: 12 }) as const,
  ),
  { roomy: false, gap: 1, precision: 'units', without: 4, label: 8 },
  ...[4, 3, 2].map(without => ({ roomy: false, gap: 1, precision: 'compact', without, label: 8 }) as const),
  { roomy: false, gap: 1, precision: 'compact', without: 1, label: 1 },
];

/** How many columns the labels need so that no two of them are cut to the same text, within reason and in little time. */
function distinguishing(labels: readonly string[]): number {
  if (labels.length > MOST_TOLD_APART) return 0;
  const distinct = new Set(labels).size;
  for (let width = 1; width < ROOMIEST_CUT; width++) {
    if (new Set(labels.map(label => cut(label, width))).size === distinct) return width;
  }
  return ROOMIEST_CUT;
}

/** The mark of an understated spend, or the space that keeps figures without one in line. */
const mark = (column: SummaryColumn, row?: SummaryRow): string =>
  column.marked === true ? (row?.understated === true ? '*' : ' ') : '';

interface DrawnColumn {
  readonly header: string;
  readonly cells: readonly string[];
  readonly width: number;
}

function drawColumn(
  column: SummaryColumn,
  { rows, attempt }: { rows: readonly SummaryRow[]; attempt: Attempt },
): DrawnColumn {
  const cells = rows.map(row => column.format(row.figures, attempt.precision) + mark(column, row));
  const header = column.header + mark(column);
  const figures = Math.max(...[header, ...cells].map(displayWidth));
  const least = column.roomyWidth + mark(column).length;
  const width = attempt.roomy ? Math.max(figures, least) + column.roomyGap : figures + attempt.gap;
  return { header, cells, width };
}

/**
 * Lays the summary out within the terminal's width: figures keep minimum widths where there is room, then move
 * closer, then dispensable columns go, then cents; labels are cut with `…` rather than figures, as long as they
 * can be told apart.
 */
function layOut({ header, columns, rows, width }: LayoutInput): Layout {
  const labels = [header, ...rows.map(({ label }) => label)];
  const longest = Math.min(LONGEST_LABEL, Math.max(...labels.map(displayWidth)));
  const apart = distinguishing(labels);
  let drawn: readonly DrawnColumn[] = [];
  let room = width;
  for (const attempt of ATTEMPTS) {
    const kept = columns.filter(({ dispensable = 0 }) => dispensable < attempt.without);
    drawn = kept.map(column => drawColumn(column, { rows, attempt }));
    room = width - drawn.reduce((sum, column) => sum + column.width, 0);
    const enough = Math.min(longest, Math.max(attempt.label, apart));
    if (room >= (attempt.roomy ? Math.max(ROOMY_LABEL, enough) : enough)) break;
  }
  const label = Math.max(1, Math.min(room, Math.max(longest, ROOMY_LABEL)));
  return {
    widths: [label, ...drawn.map(column => column.width)],
    header: [cut(header, label), ...drawn.map(column => column.header)],
    rows: rows.map((row, index) => [cut(row.label, label), ...drawn.map(({ cells }) => cells[index] ?? '')]),
  };
}
