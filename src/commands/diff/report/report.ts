import { formatJson } from '../../../terminal/json.ts';
import type { OutputFormat } from '../../../terminal/output-format.ts';
import type { Diff } from '../model.ts';
import type { DiffPrintOptions } from './table.ts';

export type { DiffPrintOptions } from './table.ts';

/** Writes a diff; the text ends with a newline. */
export type DiffPrinter = (diff: Diff, options: DiffPrintOptions) => string;

/** Every form of a diff, which `diff --format` takes. */
export const DIFF_FORMATS = {
  table: { isData: false, load: async () => (await import('./table.ts')).formatDiff },
  json: { isData: true, load: async () => diff => formatJson(diff) },
  markdown: { isData: false, load: async () => (await import('./markdown.ts')).formatDiffMarkdown },
} as const satisfies Readonly<Record<string, OutputFormat<DiffPrinter>>>;

export type DiffFormat = keyof typeof DIFF_FORMATS;
