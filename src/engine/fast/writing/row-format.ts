import type { Checked } from '../../../model/diagnostic.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import { blockColumns } from '../../../rows/annotation.ts';
import { createRowWriter, type RowWriter, type RowWriterOptions } from '../../../rows/row-writer.ts';
import { BLANK_SPELLINGS, isBlank } from '../../../values/blank.ts';

/** How the rows of a list are written: plain data, of which each thread makes its own writer. */
export type RowFormat = Pick<RowWriterOptions, 'list' | 'select' | 'to' | 'guard'>;

/** Columns to try in order, by name of the field. */
export type Columns = ReadonlyMap<string, readonly number[]>;

export function createWriter(
  format: RowFormat,
  { rulebook, columns }: { readonly rulebook: Rulebook; readonly columns: Columns },
): Checked<RowWriter> {
  const blank = blankCells(rulebook, columns);
  return createRowWriter({ ...format, block: blockColumns(rulebook), blank });
}

/** A cell is blank by the rulebook for every field, or for one that reads its column. */
function blankCells(rulebook: Rulebook, columns: Columns): RowWriterOptions['blank'] {
  const everywhere = new Set(rulebook.blankAlso);
  const byColumn = new Map<number, Set<string>>();
  for (const { name, blank } of rulebook.fields) {
    for (const column of columns.get(name) ?? []) {
      byColumn.set(column, new Set([...(byColumn.get(column) ?? everywhere), ...blank]));
    }
  }
  const own = [everywhere, ...byColumn.values()].flatMap(spellings => [...spellings]);
  return {
    has: (text, column) => isBlank(text, byColumn.get(column) ?? everywhere),
    spellings: [...BLANK_SPELLINGS, ...own],
  };
}
