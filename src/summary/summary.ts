import type { Summary } from '../model/summary.ts';
import type { OutputFormat } from '../terminal/output-format.ts';
import type { SummaryOptions } from './summary-table.ts';

export type { SummaryOptions } from './summary-table.ts';

/** Writes the summary; the text ends with a newline. */
export type SummaryPrinter = (summary: Summary, options: SummaryOptions) => string;

/** Every form of the summary, which `qualify --format` takes. */
export const SUMMARY_FORMATS = {
  table: { isData: false, load: async () => (await import('./summary-table.ts')).formatSummary },
  json: { isData: true, load: async () => (await import('./summary-json.ts')).formatSummaryJson },
  markdown: {
    isData: false,
    load: async () => (await import('./summary-markdown.ts')).formatSummaryMarkdown,
  },
  csv: { isData: true, load: async () => (await import('./summary-csv.ts')).formatSummaryCsv },
} as const satisfies Readonly<Record<string, OutputFormat<SummaryPrinter>>>;

export type SummaryFormat = keyof typeof SUMMARY_FORMATS;
