import { padEnd } from '../../../terminal/display-width.ts';
import { formatCount } from '../../../terminal/figures.ts';
import { flow, hang } from '../../../terminal/flow.ts';
import { paint } from '../../../terminal/paint.ts';
import { safeLine } from '../../../terminal/safe.ts';
import { drawTable, type TextTable } from '../../../terminal/text-table.ts';
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

/** How a diff is printed. */
export interface DiffPrintOptions {
  readonly colour: boolean;
  /** Columns of the terminal; 100 if absent. */
  readonly width?: number;
}

interface Drawing {
  readonly colours: ReturnType<typeof paint>;
  readonly width: number;
}

const WIDTH = 100;
const MOST_RULES = 10;
const MOST_EXAMPLES = 3;
const MOST_CHANGES = 20;

/** A diff for a terminal: the move of leads, the change of figures, what is responsible. Ends with a newline. */
export function formatDiff(diff: Diff, { colour, width = WIDTH }: DiffPrintOptions): string {
  const drawing = { colours: paint(colour), width };
  const { colours } = drawing;
  const blocks = [
    [
      ...flow([{ text: safeLine(titleOf(diff)), style: colours.dim }], width),
      ...flow([{ text: safeLine(headlineOf(diff)), style: colours.bold }], width),
    ],
    ...(diff.moved.leads === 0 ? [] : [matrixLines(diff, drawing)]),
    sourceLines(diff, drawing),
    list('rules behind the moves (a lead may count for several)', ruleRows(diff), drawing),
    list('examples', exampleRows(diff), drawing),
    list('what changed in the rulebook', changeRows(diff), drawing),
    plainList('not affected', unaffectedLines(diff), drawing),
    plainList(
      'gates',
      diff.gates.map(({ why, tripped }) => `${tripped ? '✗' : '✓'} ${why}`),
      drawing,
    ),
    [
      ...flow([{ text: safeLine(originLine(diff)), style: colours.dim }], width),
      ...diff.warnings.flatMap(text =>
        hang(`${colours.yellow('warning:')} `, { indent: 9, spans: [{ text: safeLine(text) }], width }),
      ),
    ],
  ];
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** A table whose last rows are sums. */
function tableLines(table: TextTable, totals: number, { colours, width }: Drawing): readonly string[] {
  const drawn = drawTable(safeTable(table), width);
  const rule = colours.dim('─'.repeat(drawn.width));
  const body = drawn.rows.slice(0, drawn.rows.length - totals);
  const sums = drawn.rows.slice(drawn.rows.length - totals).map(row => colours.bold(row));
  return [colours.dim(drawn.header), rule, ...(body.length === 0 ? [] : [...body, rule]), ...sums];
}

function safeTable({ label, columns }: TextTable): TextTable {
  const safe = <Column extends TextTable['label']>(column: Column): Column => ({
    ...column,
    header: safeLine(column.header),
    cells: column.cells.map(safeLine),
  });
  return { label: safe(label), columns: columns.map(safe) };
}

function matrixLines(diff: Diff, drawing: Drawing): readonly string[] {
  return tableLines(matrixTable(diff), 1, drawing);
}

function sourceLines(diff: Diff, drawing: Drawing): readonly string[] {
  const { table, hidden, hiddenChanged, totals } = sourcesTable(diff);
  const rest =
    hidden === 0
      ? []
      : [
          `${formatCount(hidden)} more sources, ${formatCount(hiddenChanged)} of them changed: see --format json`,
        ];
  const sentences = [...rest, ...costLines(diff), ...stayedLines(diff)];
  return [
    ...tableLines(table, totals, drawing),
    ...sentences.flatMap(text => flow([{ text: safeLine(text) }], drawing.width)),
  ];
}

type Row = readonly [label: string, text: string];

function ruleRows({ rules }: Diff): readonly Row[] {
  const rows = rules
    .slice(0, MOST_RULES)
    .map((rule): Row => [countRule(rule), `${nameCause(rule)}: ${describeRule(rule)}`]);
  return withRest(rows, rules.length);
}

function exampleRows(diff: Diff): readonly Row[] {
  return exampleLines(diff, MOST_EXAMPLES).map(({ move, leads }) => [move, leads]);
}

function changeRows({ changes }: Diff): readonly Row[] {
  const rows = changes
    .slice(0, MOST_CHANGES)
    .map((change): Row => [nameChange(change), describeChange(change)]);
  return withRest(rows, changes.length);
}

function withRest(rows: readonly Row[], all: number): readonly Row[] {
  const rest = all - rows.length;
  return rest === 0 ? rows : [...rows, ['…', `${formatCount(rest)} more: see --format json`]];
}

/** A title, and under it rows of two columns, the second one wrapped. */
function list(title: string, rows: readonly Row[], { colours, width }: Drawing): readonly string[] {
  if (rows.length === 0) return [];
  const labels = rows.map(([label]) => safeLine(label));
  const longest = Math.min(32, Math.max(...labels.map(label => label.length)));
  const lines = rows.flatMap(([, text], index) =>
    hang(`  ${padEnd(labels[index] ?? '', longest)}  `, {
      indent: longest + 4,
      spans: [{ text: safeLine(text) }],
      width,
    }),
  );
  return [colours.underline(title), ...lines];
}

function plainList(title: string, texts: readonly string[], { colours, width }: Drawing): readonly string[] {
  if (texts.length === 0) return [];
  const lines = texts.flatMap(text => hang('  ', { indent: 2, spans: [{ text: safeLine(text) }], width }));
  return [colours.underline(title), ...lines];
}
