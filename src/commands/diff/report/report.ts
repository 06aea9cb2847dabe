import { formatJson } from '../../../terminal/json.ts';
import type { Diff } from '../model.ts';
import { formatDiffMarkdown } from './markdown.ts';
import { type DiffPrintOptions, formatDiff } from './table.ts';

export type { DiffPrintOptions } from './table.ts';

/** What `diff --format` takes. */
export type DiffFormat = 'table' | 'json' | 'markdown';

/** Every form of a diff; each text ends with a newline. */
export const DIFF_FORMATS: Readonly<Record<DiffFormat, (diff: Diff, options: DiffPrintOptions) => string>> = {
  table: formatDiff,
  json: diff => formatJson(diff),
  markdown: formatDiffMarkdown,
};
