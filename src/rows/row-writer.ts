import type { LeadList } from '../lists/lead-list.ts';
import type { Checked } from '../model/diagnostic.ts';
import type { RowWriter } from './annotated-row.ts';
import { createCsvWriter } from './csv-writer.ts';
import { type BlankCells, createFormulaGuard, NO_GUARD } from './formula-guard.ts';
import { createNdjsonWriter } from './ndjson-writer.ts';
import { planColumns } from './output-columns.ts';

export type { AnnotatedRow, RowWriter } from './annotated-row.ts';

/** How an annotated list is written. */
export interface RowWriterOptions {
  readonly list: Pick<LeadList, 'dialect' | 'header' | 'headerRecord' | 'format'>;
  /** The names of the annotation's columns, in order. */
  readonly block: readonly string[];
  /** Only these columns, in this order: the list's own by header, the annotation's by name. */
  readonly select?: readonly string[] | undefined;
  readonly to: 'csv' | 'ndjson';
  /** `--for spreadsheet`: formulas are guarded, a BOM is kept, or added after a legacy encoding. */
  readonly guard: boolean;
  /** What is blank by the rulebook: such cells are not guarded. */
  readonly blank: BlankCells;
}

/** The writer of one annotated list. A column of `select` that is in neither the list nor the annotation is an error. */
export function createRowWriter(options: RowWriterOptions): Checked<RowWriter> {
  const { list, block, select, to, blank } = options;
  const planned = planColumns(list.header, { block, select });
  const columns = planned.value;
  if (columns === undefined) return { diagnostics: planned.diagnostics };
  const guard = options.guard ? createFormulaGuard(blank) : NO_GUARD;
  const value =
    to === 'csv'
      ? createCsvWriter({ list, block, columns, guard, bom: options.guard && needsMark(list) })
      : createNdjsonWriter({ header: list.header, block, columns, guard });
  return { value, diagnostics: [] };
}

/** Excel reads UTF-8 right only behind a byte order mark: it is kept, and added where the input was not UTF-8. */
function needsMark({ dialect, format }: RowWriterOptions['list']): boolean {
  return format === 'delimited' && (dialect.bom || dialect.encoding !== 'utf-8');
}
