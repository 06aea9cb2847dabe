import type { LeadList } from '../../lists/lead-list.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { OutputFormat } from '../../terminal/output-format.ts';
import type { ListInspection } from './model.ts';

/** What is printed of a list that was looked at. */
export interface InspectReport {
  readonly list: LeadList;
  readonly inspection: ListInspection;
  readonly findings: readonly Diagnostic[];
  readonly showValues: boolean;
  /** What became of the rows of a clean copy, if one was written. */
  readonly rewritten?: { readonly file: string; readonly counts: Readonly<Record<string, number>> };
}

interface PrintOptions {
  readonly colour: boolean;
  readonly width: number;
}

/** Writes what was found; the text ends with a newline. */
export type InspectPrinter = (report: InspectReport, options: PrintOptions) => string;

/** Every form of the findings, which `inspect --format` takes. */
export const INSPECT_FORMATS = {
  table: {
    isData: false,
    load: async () => {
      const [{ formatInspection }, { formatReadingLine }] = await Promise.all([
        import('./inspection.ts'),
        import('../../summary/reading-line.ts'),
      ]);
      return ({ list, inspection, showValues }, options) =>
        formatInspection(inspection, { ...options, showValues, readingLine: formatReadingLine(list) });
    },
  },
  json: {
    isData: true,
    load: async () => {
      const { formatInspectionJson } = await import('./inspection-json.ts');
      return ({ inspection, ...report }) => formatInspectionJson(inspection, report);
    },
  },
} as const satisfies Readonly<Record<string, OutputFormat<InspectPrinter>>>;

export type InspectFormat = keyof typeof INSPECT_FORMATS;
