import type { Cell } from '../model/lead.ts';
import { cellText, isEmpty, isPlainCell, type RecordBatch } from '../records/record-batch.ts';
import { findBlock } from './columns.ts';
import type { LeadList } from './lead-list.ts';

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

/** Takes the records of a list one after another, and keeps some of them. */
export interface Sampler {
  add(batch: RecordBatch, record: number): void;
  end(): ListSample;
}

/**
 * Keeps every row of a small list, else every second, fourth, … of them, so that the sample tells of the whole list and
 * is the same each time.
 */
export function createSampler(header: readonly string[]): Sampler {
  const columns = ownColumns(header);
  const fitting = Math.floor(MOST_CELLS / Math.max(1, columns.length));
  const most = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, fitting));
  let kept: Cell[][] = [];
  let step = 1;
  let rows = 0;
  return {
    add(batch, record) {
      if (isEmpty(batch, record) || rows++ % step !== 0) return;
      kept.push(
        columns.map(column => ({
          text: cellText(batch, record, column).slice(0, LONGEST_CELL),
          plain: isPlainCell(batch, record, column),
        })),
      );
      if (kept.length < most) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      step *= 2;
    },
    end() {
      const sampled = columns.map((column, place) => ({
        header: header[column] ?? '',
        cells: kept.flatMap(cells => cells[place] ?? []),
      }));
      return { rows, sampled: kept.length, columns: sampled };
    },
  };
}

/** Reads a list to its end and keeps a sample of it. Throws CannotRun as reading does. */
export async function sampleList(list: LeadList): Promise<ListSample> {
  const sampler = createSampler(list.header);
  for await (const batch of list.records()) {
    for (let record = 0; record < batch.count; record++) sampler.add(batch, record);
  }
  return sampler.end();
}

/** The columns that are not the annotation of an earlier run. */
function ownColumns(header: readonly string[]): readonly number[] {
  const block = findBlock(header);
  return [...header.keys()].filter(
    column => block === undefined || column < block.from || column >= block.to,
  );
}
