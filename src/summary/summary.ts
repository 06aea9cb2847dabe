import type { Summary } from '../model/summary.ts';
import { formatSummaryCsv } from './summary-csv.ts';
import { formatSummaryJson } from './summary-json.ts';
import { formatSummaryMarkdown } from './summary-markdown.ts';
import { formatSummary, type SummaryOptions } from './summary-table.ts';

export type { SummaryOptions } from './summary-table.ts';

/** What `--format` takes for the summary. */
export type SummaryFormat = 'table' | 'json' | 'markdown' | 'csv';

/** Every form of the summary; each text ends with a newline. */
export const SUMMARY_FORMATS: Readonly<
  Record<SummaryFormat, (summary: Summary, options: SummaryOptions) => string>
> = {
  table: formatSummary,
  json: formatSummaryJson,
  markdown: formatSummaryMarkdown,
  csv: formatSummaryCsv,
};
