import { formatCount } from '../../../terminal/figures.ts';
import type { TextTable } from '../../../terminal/text-table.ts';
import type { Diff } from '../model.ts';

/** What stands for no lead. */
const NOBODY = '·';

/** Stages before in rows, after in columns, counts of leads where they cross; states that nobody is in are left out. */
export function matrixTable({ stages, matrix }: Diff): TextTable {
  const pairs = new Map(matrix.map(({ before, after, leads }) => [`${before}\0${after}`, leads]));
  // Duplicates and leads outside the period are told of only where some go there or come from there.
  const moving = new Set(
    matrix.filter(({ before, after }) => before !== after).flatMap(pair => [pair.before, pair.after]),
  );
  const shown = stages.filter(({ stage, counts_as }) => counts_as !== undefined || moving.has(stage));
  const rows = shown.filter(({ before }) => before > 0);
  const count = (leads: number) => (leads === 0 ? NOBODY : formatCount(leads));
  const columns = shown
    .filter(({ after }) => after > 0)
    .map(column => ({
      header: column.stage,
      cells: [
        ...rows.map(row => count(pairs.get(`${row.stage}\0${column.stage}`) ?? 0)),
        formatCount(column.after),
      ],
    }));
  return {
    label: { header: 'before ↓   after →', cells: [...rows.map(({ stage }) => stage), 'after'] },
    columns: [
      ...columns,
      { header: 'before', cells: [...rows.map(({ before }) => formatCount(before)), ''] },
    ],
  };
}
