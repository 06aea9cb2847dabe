import { cut, displayWidth } from '../terminal/display-width.ts';
import type { Precision } from '../terminal/figures.ts';
import type { SummaryColumn } from './summary-columns.ts';
import type { SummaryRow } from './summary-rows.ts';

/** What a summary's table is laid out from. */
export interface LayoutInput {
  readonly header: string;
  readonly columns: readonly SummaryColumn[];
  readonly rows: readonly SummaryRow[];
  /** Columns of the terminal. */
  readonly width: number;
}

/** A table of texts, each column as wide as it shall be drawn, the space before it included. */
export interface Layout {
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

interface Fitted {
  readonly layout: Layout;
  readonly kept: readonly SummaryColumn[];
  /** Whether the labels have the room that they need. */
  readonly fits: boolean;
}

function fitColumns({ header, columns, rows, width }: LayoutInput): Fitted {
  const labels = [header, ...rows.map(({ label }) => label)];
  const longest = Math.min(LONGEST_LABEL, Math.max(...labels.map(displayWidth)));
  const apart = distinguishing(labels);
  let kept = columns;
  let drawn: readonly DrawnColumn[] = [];
  let room = width;
  let fits = false;
  for (const attempt of ATTEMPTS) {
    kept = columns.filter(({ dispensable = 0 }) => dispensable < attempt.without);
    drawn = kept.map(column => drawColumn(column, { rows, attempt }));
    room = width - drawn.reduce((sum, column) => sum + column.width, 0);
    const enough = Math.min(longest, Math.max(attempt.label, apart));
    fits = room >= (attempt.roomy ? Math.max(ROOMY_LABEL, enough) : enough);
    if (fits) break;
  }
  const label = Math.max(1, Math.min(room, Math.max(longest, ROOMY_LABEL)));
  const layout = {
    widths: [label, ...drawn.map(column => column.width)],
    header: [cut(header, label), ...drawn.map(column => column.header)],
    rows: rows.map((row, index) => [cut(row.label, label), ...drawn.map(({ cells }) => cells[index] ?? '')]),
  };
  return { layout, kept, fits };
}

/** Blocks of the columns that the first has no room for: each takes as many as it can, from the left. */
function layOutRest(input: LayoutInput): readonly Layout[] {
  const columns = input.columns.map(({ dispensable: _, ...column }) => column);
  for (let count = columns.length; count > 0; count--) {
    const { layout, fits } = fitColumns({ ...input, columns: columns.slice(0, count) });
    if (fits || count === 1) {
      return [layout, ...layOutRest({ ...input, columns: columns.slice(count) })];
    }
  }
  return [];
}

/**
 * Lays the summary out within the terminal's width: figures keep minimum widths where there is room, then move closer,
 * then dispensable columns go into blocks of their own, then cents go; labels are cut with `…` rather than figures, as
 * long as they can be told apart. Every column is in one of the blocks.
 */
export function layOut(input: LayoutInput): readonly [Layout, ...Layout[]] {
  const { layout, kept } = fitColumns(input);
  const left = input.columns.filter(column => !kept.includes(column));
  return [layout, ...layOutRest({ ...input, columns: left })];
}
