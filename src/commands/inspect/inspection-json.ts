import type { LeadList } from '../../lists/lead-list.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { formatJson } from '../../terminal/json.ts';
import type { ColumnInspection, ListInspection } from './model.ts';

/** What was found in a list, for programs: the shape is in rules/README.md. Values only with `showValues`. */
export function formatInspectionJson(
  inspection: ListInspection,
  {
    list,
    findings,
    showValues,
    rewritten,
  }: {
    readonly list: Pick<LeadList, 'name' | 'path' | 'format' | 'dialect' | 'header' | 'headerLine'>;
    readonly findings: readonly Diagnostic[];
    readonly showValues: boolean;
    /** What became of the rows of a clean copy, if one was written. */
    readonly rewritten?: { readonly file: string; readonly counts: Readonly<Record<string, number>> };
  },
): string {
  const { rows, blankRows, rejected, repairs, rejects, width, columns } = inspection;
  return formatJson({
    list: list.name,
    file: list.path,
    format: list.format,
    ...list.dialect,
    header_line: list.headerLine ?? null,
    rows,
    blank_rows: blankRows,
    rejected,
    repairs,
    width,
    findings: findings.map(({ severity, code, message, fix }) => ({ severity, code, message, fix })),
    rejects,
    columns: columns.map(column => ({
      position: column.position,
      header: column.header,
      field: column.field ?? null,
      rulebooks: column.rulebooks,
      may_refuse: column.mayRefuse,
      filled: column.filled,
      fill_rate: column.filledShare === null ? null : Math.round(column.filledShare * 10_000) / 10_000,
      distinct: column.distinct,
      is_estimate: column.isEstimate,
      types: column.types,
      invalid: invalidOf(column, showValues),
      unit: column.unit ?? null,
      ...(showValues ? { commonest: column.commonest } : {}),
    })),
    doubts: inspection.doubts,
    ...(rewritten === undefined
      ? {}
      : { rewritten: { file: rewritten.file, ...snakeCase(rewritten.counts) } }),
  });
}

/** Cells that cannot be read; what stands in them only where cells may be shown. */
function invalidOf({ invalid }: ColumnInspection, showValues: boolean) {
  if (invalid === undefined) return null;
  const { commonest, ...counts } = invalid;
  return showValues ? { ...counts, commonest } : counts;
}

function snakeCase(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [
      name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      count,
    ]),
  );
}
