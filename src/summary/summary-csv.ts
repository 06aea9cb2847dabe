import type { SourceSummary, Summary } from '../model/summary.ts';
import { safeLine } from '../terminal/safe.ts';
import { formatTable } from '../text/table.ts';
import { startsFormula } from '../values/formula.ts';

/** The figures in the order of summary.json; `stages` is spread over one column each. */
const BEFORE_STAGES = ['leads', 'duplicates', 'suppressed', 'outside_period', 'undated'] as const;
const AFTER_STAGES = [
  'mql',
  'sql',
  'one_answer_from_sql',
  'mql_rate',
  'sql_rate',
  'spend',
  'cpl',
  'cpmql',
  'cpsql',
  'cpsql_at_best',
  'roi',
  'sql_rate_low',
  'sql_rate_high',
  'cpsql_low',
  'cpsql_high',
] as const;

/** A raw number with a dot, or an empty cell. */
const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** A name that a spreadsheet would run as a formula gets the guard that leads get. */
const guard = (name: string): string => (startsFormula(name) ? `'${name}` : name);

/**
 * All figures of all sources, then of the total and of the part whose spend is known: raw numbers, `null` empty.
 * The second column says what a row is, so that sums can leave the totals out.
 */
export function formatSummaryCsv(summary: Summary): string {
  const { sources, total, costed, by = 'source', currency } = summary;
  const stages = [...new Set([...sources, total].flatMap(row => Object.keys(row.stages)))];
  const cells = (row: SourceSummary): string[] => [
    ...BEFORE_STAGES.map(name => figure(row[name])),
    ...stages.map(name => figure(row.stages[name])),
    ...AFTER_STAGES.map(name => figure(row[name])),
    currency ?? '',
  ];
  const header = [
    guard(safeLine(by)),
    'row',
    ...BEFORE_STAGES,
    ...stages.map(name => `stages.${name}`),
    ...AFTER_STAGES,
    'currency',
  ];
  const rows = [
    header,
    ...sources.map(row => [guard(safeLine(row.source)), 'source', ...cells(row)]),
    ['TOTAL', 'total', ...cells(total)],
    ...(total.spend === null ? [] : [['where known', 'costed', ...cells(costed)]]),
  ];
  return formatTable(rows, { delimiter: ',', newline: '\n' });
}
