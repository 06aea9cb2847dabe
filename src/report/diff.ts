import type { Diff } from '../model/diff.ts';
import { formatDiffMarkdown } from './diff-markdown.ts';
import { type DiffPrintOptions, formatDiff } from './diff-table.ts';
import { formatJson } from './json.ts';

export type { DiffPrintOptions } from './diff-table.ts';

/** What `diff --format` takes. */
export type DiffFormat = 'table' | 'json' | 'markdown';

/** Every form of a diff; each text ends with a newline. */
export const DIFF_FORMATS: Readonly<Record<DiffFormat, (diff: Diff, options: DiffPrintOptions) => string>> = {
  table: formatDiff,
  json: diff => formatJson(diff),
  markdown: formatDiffMarkdown,
};
