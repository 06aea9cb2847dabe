import type { Summary } from '../model/summary.ts';
import { plain, tableLine } from '../terminal/markdown.ts';
import { summaryColumns } from './summary-columns.ts';
import { type SummaryRow, summaryRows } from './summary-rows.ts';
import { type Sentence, summarySentences } from './summary-sentences.ts';

/** What the markdown form needs of the summary's options. */
export interface MarkdownOptions {
  readonly allSources: boolean;
  readonly outputs: readonly string[];
}

const strong = (row: SummaryRow, text: string): string => (row.kind === 'total' ? `**${text}**` : text);

function bullet({ kind, text }: Sentence): string {
  if (kind === 'warning') return `- ⚠️ ${plain(text)}`;
  // Spaces are bars of no height in the spread of scores, and markdown would join them.
  return kind === 'scores' ? `- ${plain(text).replaceAll(' ', '&nbsp;')}` : `- ${plain(text)}`;
}

/** The summary as a table of GitHub's markdown and a list of what there is to say, for a comment on a pull request. */
export function formatSummaryMarkdown(summary: Summary, { allSources, outputs }: MarkdownOptions): string {
  const columns = summaryColumns(summary);
  const { sources, totals } = summaryRows(summary, { allSources });
  const header = [plain(summary.by ?? 'source'), ...columns.map(({ header }) => header)];
  const lines = [...sources, ...totals].map(row => {
    const figures = columns.map(column => {
      const mark = column.marked === true && row.understated ? '&#42;' : '';
      return column.format(row.figures, 'exact') + mark;
    });
    return tableLine(
      [row.label, ...figures].map((cell, index) => strong(row, index === 0 ? plain(cell) : cell)),
    );
  });
  const rule = `| --- |${columns.map(() => ' ---: |').join('')}`;
  const sentences = summarySentences(summary, { outputs }).map(bullet);
  return [tableLine(header), rule, ...lines, '', ...sentences, ''].join('\n');
}
