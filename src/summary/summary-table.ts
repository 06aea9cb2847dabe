import CliTable from 'cli-table3';
import type { Summary } from '../model/summary.ts';
import { padEnd } from '../terminal/display-width.ts';
import { NOT_AVAILABLE } from '../terminal/figures.ts';
import { paint } from '../terminal/paint.ts';
import { safeLine } from '../terminal/safe.ts';
import { summaryColumns } from './summary-columns.ts';
import { type Layout, layOut } from './summary-layout.ts';
import { type SummaryRow, summaryRows } from './summary-rows.ts';
import { type Sentence, summarySentences } from './summary-sentences.ts';

/** How a summary is printed. */
export interface SummaryOptions {
  readonly colour: boolean;
  /** Every source has its row; else those past the 15 largest are folded into one. */
  readonly allSources: boolean;
  /** Where the files went. */
  readonly outputs: readonly string[];
  /** Columns that the table may take; 100 if absent. */
  readonly width?: number;
}

const WIDTH = 100;

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
} as const;

/**
 * The layout as lines, one for each row: labels to the left, figures to the right. The labels are filled up here,
 * because cli-table3 measures joined characters otherwise than terminals do.
 */
function drawLines({ widths: [labelWidth = 0, ...widths], header, rows }: Layout): readonly string[] {
  const table = new CliTable({
    chars: NO_BORDERS,
    colWidths: widths,
    colAligns: widths.map(() => 'right'),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  const all = [header, ...rows];
  table.push(...all.map(([_label, ...figures]) => figures));
  const figures = table.toString().split('\n');
  return all.map(([label = ''], index) => `${padEnd(label, labelWidth)}${figures[index]}`.trimEnd());
}

function paintRow(line: string, { row, colour }: { row: SummaryRow | undefined; colour: boolean }): string {
  const colours = paint(colour);
  const dimmed = line.replaceAll(NOT_AVAILABLE, colours.dim(NOT_AVAILABLE));
  return row?.kind === 'total' ? colours.bold(dimmed) : dimmed;
}

function paintSentence({ kind, text }: Sentence, colour: boolean): string {
  const colours = paint(colour);
  const line = safeLine(text);
  if (kind === 'warning') return `${colours.yellow('warning:')} ${line}`;
  if (kind === 'cost') return colours.bold(line);
  return kind === 'origin' ? colours.dim(line) : line;
}

/** The summary by source as a table for a terminal, with what there is to say under it (cli.md, "The summary"). */
export function formatSummary(summary: Summary, options: SummaryOptions): string {
  const { colour, outputs, width = WIDTH } = options;
  const { sources, totals } = summaryRows(summary, options);
  const rows = [...sources, ...totals].map(row => ({ ...row, label: safeLine(row.label) }));
  const header = safeLine(summary.by ?? 'source');
  const layout = layOut({ header, columns: summaryColumns(summary), rows, width });
  const [head = '', ...lines] = drawLines(layout);
  const rule = paint(colour).dim('─'.repeat(layout.widths.reduce((sum, column) => sum + column, 0)));
  const painted = lines.map((line, index) => paintRow(line, { row: rows[index], colour }));
  const body = sources.length === 0 ? [] : [...painted.slice(0, sources.length), rule];
  const sentences = summarySentences(summary, { outputs }).map(sentence => paintSentence(sentence, colour));
  return [
    paint(colour).dim(head),
    rule,
    ...body,
    ...painted.slice(sources.length),
    '',
    ...sentences,
    '',
  ].join('\n');
}
