import { findBlock } from '../../lists/columns.ts';
import type { LeadList } from '../../lists/lead-list.ts';
import type { Cell } from '../../model/lead.ts';
import { cellText, isEmpty, isPlainCell } from '../../records/record-batch.ts';

/** Some rows of a list, by column. */
export interface ListSample {
  /** Rows of the whole list that could be read and are leads. */
  readonly rows: number;
  /** Rows in the sample. */
  readonly sampled: number;
  /** In the list's order, without the annotation of an earlier run. */
  readonly columns: readonly SampledColumn[];
}

export interface SampledColumn {
  readonly header: string;
  readonly cells: readonly Cell[];
}

/** A wide list gives fewer rows, a narrow one no more than tell anything new. */
const MOST_CELLS = 400_000;
const MOST_ROWS = 10_000;
const FEWEST_ROWS = 200;
/** No value that has a type is longer. */
const LONGEST_CELL = 1000;

/**
 * Reads a list to its end and keeps every row of a small list, else every second, fourth, … of them, so that the
 * sample tells of the whole list and is the same each time. Throws CannotRun as reading does.
 */
export async function sampleList(list: LeadList): Promise<ListSample> {
  const columns = ownColumns(list.header);
  const fitting = Math.floor(MOST_CELLS / Math.max(1, columns.length));
  const most = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, fitting));
  let kept: Cell[][] = [];
  let step = 1;
  let rows = 0;
  for await (const batch of list.records()) {
    for (let record = 0; record < batch.count; record++) {
      if (isEmpty(batch, record) || rows++ % step !== 0) continue;
      kept.push(
        columns.map(column => ({
          text: cellText(batch, record, column).slice(0, LONGEST_CELL),
          plain: isPlainCell(batch, record, column),
        })),
      );
      if (kept.length < most) continue;
      kept = kept.filter((_, index) => index % 2 === 0);
      step *= 2;
    }
  }
  const sampled = columns.map((column, place) => ({
    header: list.header[column] ?? '',
    cells: kept.flatMap(cells => cells[place] ?? []),
  }));
  return { rows, sampled: kept.length, columns: sampled };
}

/** The columns that are not the annotation of an earlier run. */
function ownColumns(header: readonly string[]): readonly number[] {
  const block = findBlock(header);
  return [...header.keys()].filter(
    column => block === undefined || column < block.from || column >= block.to,
  );
}
