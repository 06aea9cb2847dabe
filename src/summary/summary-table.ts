import CliTable from 'cli-table3';
import type { Summary } from '../model/summary.ts';
import { padEnd } from '../terminal/display-width.ts';
import { NOT_AVAILABLE } from '../terminal/figures.ts';
import { flow } from '../terminal/flow.ts';
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
  /** Whether sentences longer than the width break at spaces; false if absent, for whoever reads line by line. */
  readonly wraps?: boolean;
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

function paintSentence(
  { kind, text }: Sentence,
  { colour, width }: { readonly colour: boolean; readonly width: number | undefined },
): string {
  const colours = paint(colour);
  const style = kind === 'cost' ? colours.bold : kind === 'origin' ? colours.dim : String;
  const label = kind === 'warning' ? 'warning: ' : '';
  const line = safeLine(text);
  // The bars of the scores are not words.
  const wraps = width !== undefined && kind !== 'scores';
  const parts = wraps ? flow([{ text: line }], width - label.length) : [line];
  const painted = parts.map(part => style(part));
  const indented = painted.join(`\n${' '.repeat(label.length)}`);
  return label === '' ? indented : `${colours.yellow('warning:')} ${indented}`;
}

function drawBlock(
  layout: Layout,
  { rows, sources, colour }: { rows: readonly SummaryRow[]; sources: number; colour: boolean },
): readonly string[] {
  const [head = '', ...lines] = drawLines(layout);
  const rule = paint(colour).dim('─'.repeat(layout.widths.reduce((sum, column) => sum + column, 0)));
  const painted = lines.map((line, index) => paintRow(line, { row: rows[index], colour }));
  const body = sources === 0 ? [] : [...painted.slice(0, sources), rule];
  return [paint(colour).dim(head), rule, ...body, ...painted.slice(sources), ''];
}

/** The summary by source as a table for a terminal, with what there is to say under it (cli.md, "The summary"). */
export function formatSummary(summary: Summary, options: SummaryOptions): string {
  const { colour, outputs, width = WIDTH, wraps = false } = options;
  const { sources, totals } = summaryRows(summary, options);
  const rows = [...sources, ...totals].map(row => ({ ...row, label: safeLine(row.label) }));
  const header = safeLine(summary.by ?? 'source');
  const blocks = layOut({ header, columns: summaryColumns(summary), rows, width });
  const sentences = summarySentences(summary, { outputs }).map(sentence =>
    paintSentence(sentence, { colour, width: wraps ? width : undefined }),
  );
  return [
    ...blocks.flatMap(block => drawBlock(block, { rows, sources: sources.length, colour })),
    ...sentences,
    '',
  ].join('\n');
}
