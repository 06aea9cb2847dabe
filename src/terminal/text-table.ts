import { cut, displayWidth, padEnd, padStart } from './display-width.ts';

/** A column of texts to the right; the cells stand under each other row by row. */
export interface TextColumn {
  readonly header: string;
  readonly cells: readonly string[];
  /** Gives way where room is short: the greater, the sooner. Absent: it stays. */
  readonly dispensable?: number;
}

/** A table without borders: labels to the left, figures to the right. */
export interface TextTable {
  readonly label: TextColumn;
  readonly columns: readonly TextColumn[];
}

export interface DrawnTable {
  readonly header: string;
  readonly rows: readonly string[];
  readonly width: number;
}

const LEAST_LABEL = 15;
const LONGEST_LABEL = 40;
const LEAST_CUT = 8;
const GAPS = [2, 1] as const;

/**
 * Draws a table within `width` columns: where room is short the columns move closer, then dispensable ones go, then
 * labels are cut, and at last the headers of columns.
 */
export function drawTable({ label, columns }: TextTable, width: number): DrawnTable {
  const longest = Math.max(...[label.header, ...label.cells].map(displayWidth));
  const wanted = Math.min(LONGEST_LABEL, Math.max(LEAST_LABEL, longest));
  const ranks = [...new Set(columns.flatMap(({ dispensable }) => dispensable ?? []))].sort((a, b) => b - a);
  const attempts = [Number.POSITIVE_INFINITY, ...ranks].flatMap(without =>
    GAPS.map(gap => ({ without, gap })),
  );
  for (const { without, gap } of attempts) {
    const kept = columns.filter(({ dispensable = 0 }) => dispensable < without);
    const room = width - sumOf(kept.map(column => widthOf(column) + gap));
    if (room >= Math.min(wanted, without === Number.POSITIVE_INFINITY ? wanted : LEAST_LABEL)) {
      return draw({ label, columns: kept }, { labelWidth: Math.min(wanted, room), gap });
    }
  }
  const kept = columns.filter(({ dispensable }) => dispensable === undefined);
  return draw(
    { label, columns: shortenHeaders(kept, width - LEAST_LABEL) },
    { labelWidth: LEAST_LABEL, gap: 1 },
  );
}

function widthOf({ header, cells }: TextColumn): number {
  return Math.max(...[header, ...cells].map(displayWidth));
}

/** Columns that share a room: headers wider than their part of it are cut, figures never. */
function shortenHeaders(columns: readonly TextColumn[], room: number): readonly TextColumn[] {
  const share = Math.max(LEAST_CUT, Math.floor(room / Math.max(1, columns.length)) - 1);
  return columns.map(column => ({
    ...column,
    header: cut(column.header, Math.max(share, ...column.cells.map(displayWidth))),
  }));
}

function draw(
  { label, columns }: TextTable,
  { labelWidth, gap }: { readonly labelWidth: number; readonly gap: number },
): DrawnTable {
  const widths = columns.map(column => widthOf(column) + gap);
  const line = (first: string, texts: readonly string[]) =>
    `${padEnd(cut(first, labelWidth), labelWidth)}${texts.map((text, index) => padStart(text, widths[index] ?? 0)).join('')}`.trimEnd();
  return {
    header: line(
      label.header,
      columns.map(({ header }) => header),
    ),
    rows: label.cells.map((first, row) =>
      line(
        first,
        columns.map(({ cells }) => cells[row] ?? ''),
      ),
    ),
    width: labelWidth + sumOf(widths),
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
