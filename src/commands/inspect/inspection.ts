import { LOCALES } from '../../model/lead.ts';
import { cut, displayWidth, padEnd, padStart } from '../../terminal/display-width.ts';
import { countOf, formatCount, formatPercent, NOT_AVAILABLE } from '../../terminal/figures.ts';
import { hang } from '../../terminal/flow.ts';
import { paint } from '../../terminal/paint.ts';
import { safeLine } from '../../terminal/safe.ts';
import type { ColumnInspection, ListInspection } from './model.ts';

export interface InspectionOptions {
  readonly colour: boolean;
  readonly width: number;
  /** Whether cells may be shown. */
  readonly showValues: boolean;
  /** How the list is read, in one line. */
  readonly readingLine: string;
}

const DOUBT = 'doubt: ';
const LONGEST_HEADER = 26;
const LONGEST_FIELD = 18;
/** Types that read differently by locale. */
const LOCAL: ReadonlySet<string> = new Set(['number', 'date']);
const REPAIRS: Readonly<Record<string, string>> = {
  short: 'short',
  long: 'long',
  quote: 'with stray quotes',
  nul: 'with NUL bytes',
  encoding: 'with bytes of another encoding',
  key: 'with a repeated key',
  marks: 'with a byte order mark',
};

/** What is in a list, for people: how it is read, its rows and faults, and a line for each column. Ends with a newline. */
export function formatInspection(inspection: ListInspection, options: InspectionOptions): string {
  const colours = paint(options.colour);
  const lines = [
    options.readingLine,
    rowsLine(inspection),
    ...rejectLines(inspection, options.width),
    '',
    ...columnLines(inspection.columns, options),
    ...doubtLines(inspection, options.width),
  ];
  const estimated = inspection.columns.some(({ isEstimate }) => isEstimate);
  const note = '~ estimated; type, values and invalid cells are of the first values only';
  const texts = estimated ? [...lines, colours.dim(note)] : lines;
  return `${texts.map(line => line.trimEnd()).join('\n')}\n`;
}

/** Where the list may be written in another way than a run would read it. */
function doubtLines({ doubts }: ListInspection, width: number): readonly string[] {
  const lines = doubts.flatMap(({ message }) =>
    hang(DOUBT, { indent: DOUBT.length, spans: [{ text: safeLine(message) }], width }),
  );
  return lines.length === 0 ? [] : ['', ...lines];
}

function rowsLine({ rows, blankRows, rejected, repairs }: ListInspection): string {
  const mended = Object.entries(REPAIRS).flatMap(([repair, words]) => {
    const count = repairs[repair] ?? 0;
    return count === 0 ? [] : [`${formatCount(count)} ${words}`];
  });
  const blank = blankRows === 0 ? [] : [`${formatCount(blankRows)} without content`];
  return [countOf(rows, ['row', 'rows']), `${formatCount(rejected)} rejected`, ...blank, ...mended].join(
    ', ',
  );
}

function rejectLines({ rejects, rejected }: ListInspection, width: number): readonly string[] {
  const lines = rejects.map(({ row, line, byte, message }) => {
    const place = `row ${formatCount(row)}, line ${formatCount(line)}, byte ${formatCount(byte)}`;
    return cut(`  rejected: ${place}: ${safeLine(message)}`, width);
  });
  return rejected > rejects.length
    ? [...lines, `  and ${formatCount(rejected - rejects.length)} more`]
    : lines;
}

function columnLines(columns: readonly ColumnInspection[], options: InspectionOptions): readonly string[] {
  const colours = paint(options.colour);
  const names = columns.map(({ header }) => cut(safeLine(header) || '(blank)', LONGEST_HEADER));
  const fields = columns.map(column => cut(fieldText(column), LONGEST_FIELD));
  const widths = {
    number: Math.max(1, ...columns.map(({ position }) => String(position).length)),
    name: Math.max(6, ...names.map(displayWidth)),
    field: Math.max(5, ...fields.map(displayWidth)),
  };
  const row = (texts: readonly [string, string, string, string, string, string]): string => {
    const [number, name, field, filled, distinct, type] = texts;
    const start = [
      padStart(number, widths.number),
      padEnd(name, widths.name),
      padEnd(field, widths.field),
      padStart(filled, 8),
      padStart(distinct, 9),
    ].join('  ');
    return `${start}  ${cut(type, Math.max(4, options.width - displayWidth(start) - 2))}`;
  };
  const under = ' '.repeat(widths.number + 2);
  return [
    colours.bold(row(['#', 'column', 'field', 'filled %', 'distinct', 'type'])),
    ...columns.flatMap((column, index) => [
      row([
        String(column.position),
        names[index] ?? '',
        fields[index] ?? '',
        column.filledShare === null ? NOT_AVAILABLE : formatPercent(column.filledShare),
        `${column.isEstimate ? '~' : ''}${formatCount(column.distinct)}`,
        typeText(column),
      ]),
      ...detailLines(column, options).map(text => colours.dim(cut(`${under}${text}`, options.width))),
    ]),
  ];
}

function detailLines(column: ColumnInspection, { showValues }: InspectionOptions): readonly string[] {
  const { invalid, commonest, unit, mayRefuse } = column;
  const lines: string[] = [];
  if (mayRefuse) lines.push('it may say who refused to be contacted, and is not read');
  if (showValues && commonest.length > 0) {
    lines.push(`commonest: ${listValues(commonest)}`);
  }
  if (unit !== undefined) lines.push(`in ${unit}, as its header says`);
  if (invalid !== undefined) {
    const { type, locale, cells, rows } = invalid;
    const more = cells > rows.length ? ', …' : '';
    const numbers = rows.map(formatCount).join(', ');
    const cellsText = countOf(cells, ['cell is', 'cells are']);
    const under = LOCAL.has(type) ? ` under ${locale}` : '';
    lines.push(`${cellsText} no ${type}${under}: row ${numbers}${more}`);
    if (showValues) lines.push(`cannot be read: ${listValues(invalid.commonest)}`);
  }
  return lines;
}

function listValues(values: ColumnInspection['commonest']): string {
  return values.map(({ value, cells }) => `${cut(safeLine(value), 30)} (${formatCount(cells)})`).join(', ');
}

function fieldText({ field, rulebooks }: ColumnInspection): string {
  if (field === undefined) return '-';
  return rulebooks.length > 1 ? `${field} (${rulebooks.length})` : field;
}

/** What the column reads like, and under which locales where they differ. */
function typeText({ types, filled }: ColumnInspection): string {
  if (filled === 0) return '-';
  const locales = new Map<string, string[]>();
  for (const locale of LOCALES) {
    const { type, share } = types[locale];
    const text = share < 1 ? `${type} ${formatPercent(share)} %` : type;
    locales.set(text, [...(locales.get(text) ?? []), locale]);
  }
  const texts = [...locales];
  if (texts.length === 1) return texts[0]?.[0] ?? '';
  return texts.map(([text, of]) => `${of.join(' ')} ${text}`).join(', ');
}
