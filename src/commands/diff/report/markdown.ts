import { formatCount } from '../../../terminal/figures.ts';
import { plain, tableLine } from '../../../terminal/markdown.ts';
import type { TextTable } from '../../../terminal/text-table.ts';
import type { Diff } from '../model.ts';
import { matrixTable } from './matrix.ts';
import { sourcesTable } from './sources.ts';
import { originLine, unaffectedLines } from './unaffected.ts';
import {
  costLines,
  countRule,
  describeChange,
  describeRule,
  exampleLines,
  headlineOf,
  nameCause,
  nameChange,
  stayedLines,
  titleOf,
} from './words.ts';

/** Entries of a collapsed list; a comment of GitHub has room for 65,536 characters. */
const MOST_ENTRIES = 60;
const MOST_EXAMPLES = 5;

/** A diff as a comment on a pull request: what moves on sight, the rest to unfold. Ends with a newline. */
export function formatDiffMarkdown(diff: Diff): string {
  const { table, hidden, hiddenChanged, totals } = sourcesTable(diff);
  const rest =
    hidden === 0
      ? []
      : [`${formatCount(hidden)} more sources, ${formatCount(hiddenChanged)} of them changed`];
  const blocks = [
    `### ${plain(titleOf(diff))}`,
    `**${plain(headlineOf(diff))}**`,
    bullets(diff.gates.map(({ why, tripped }) => `${tripped ? '❌' : '✅'} ${plain(why)}`)),
    ...(diff.moved.leads === 0 ? [] : [tableBlock(matrixTable(diff), 1)]),
    tableBlock(table, totals),
    bullets([...costLines(diff), ...stayedLines(diff), ...rest].map(plain)),
    details(
      'Rules behind the moves',
      diff.rules.map(
        rule => `${strong(nameCause(rule))}: ${plain(countRule(rule))}, ${plain(describeRule(rule))}`,
      ),
    ),
    details(
      'Examples',
      exampleLines(diff, MOST_EXAMPLES).map(({ move, leads }) => `${strong(move)}: ${plain(leads)}`),
    ),
    details(
      'What changed in the rulebook',
      diff.changes.map(change => `${strong(nameChange(change))}: ${plain(describeChange(change))}`),
    ),
    details('Not affected', unaffectedLines(diff).map(plain)),
    bullets(diff.warnings.map(warning => `⚠️ ${plain(warning)}`)),
    `<sub>${plain(originLine(diff))}</sub>`,
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function strong(text: string): string {
  return `**${plain(text)}**`;
}

function tableBlock({ label, columns }: TextTable, totals: number): string {
  const header = [label, ...columns].map(column => plain(column.header));
  const rule = `| --- |${columns.map(() => ' ---: |').join('')}`;
  const rows = label.cells.map((first, row) => {
    const cells = [first, ...columns.map(({ cells }) => cells[row] ?? '')].map(plain);
    const isTotal = row >= label.cells.length - totals;
    return tableLine(isTotal ? cells.map(cell => (cell === '' ? '' : `**${cell}**`)) : cells);
  });
  return [tableLine(header), rule, ...rows].join('\n');
}

function bullets(entries: readonly string[]): string {
  return entries.map(entry => `- ${entry}`).join('\n');
}

/** A list to unfold; nothing where it is empty. Entries are markdown already. */
function details(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return '';
  const rest = entries.length - MOST_ENTRIES;
  const shown = [...entries.slice(0, MOST_ENTRIES), ...(rest > 0 ? [`${formatCount(rest)} more`] : [])];
  return `<details><summary>${title} (${formatCount(entries.length)})</summary>\n\n${bullets(shown)}\n\n</details>`;
}
