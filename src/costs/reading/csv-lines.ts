import { ALLOCATIONS, type Allocation, type DecimalText } from '../../model/costs.ts';
import type { Place } from '../../model/diagnostic.ts';
import type { Locale } from '../../model/lead.ts';
import type { Table, TableRow } from '../../text/table.ts';
import { parseAmount } from '../../values/field-types/number.ts';
import { dropGuard } from '../../values/formula.ts';
import { normaliseHeader } from '../../values/header.ts';
import { trim } from '../../values/white-space.ts';
import { type Placed, quoted, type Report, suggest } from '../../yaml/shape.ts';
import type { CostColumn, CostColumns } from './csv-columns.ts';
import { currencyAt, refuseNegative } from './money-readers.ts';
import type { Spelling } from './validate-sources.ts';

const KINDS = ['spend', 'per_lead', 'credit', 'shared'] as const;

/** What a line of a cost CSV is about. */
export type LineKind = (typeof KINDS)[number];

/** One line of a cost CSV; what has no meaning is undefined and has been reported. */
export interface CostLine {
  readonly source: Spelling;
  readonly kind: LineKind | undefined;
  readonly amount: Placed<DecimalText> | undefined;
  readonly currency: Placed<string> | undefined;
  readonly what: string;
  /** Asked for only where the kind is `shared`. */
  readonly allocate: Allocation | undefined;
}

export interface LineOptions {
  readonly file: string;
  readonly locale: Locale;
  readonly columns: CostColumns;
  readonly delimiter: Table['delimiter'];
  readonly report: Report;
}

/** Reads the cells of a row, its amount as the locale writes numbers. */
export function readCostLine(row: TableRow, options: LineOptions): CostLine {
  const { locale, report } = options;
  const cell = (column: CostColumn) => spellingOf(row, column, options);
  const kind = readKind(cell('kind'), report);
  const currency = cell('currency');
  const code = currency.text === '' ? undefined : currencyAt(currency, report);
  return {
    source: cell('source'),
    kind,
    amount: readAmount(cell('amount'), { locale, report }),
    currency: code === undefined ? undefined : { value: code, place: currency.place },
    what: cell('what').text,
    allocate: kind === 'shared' ? readAllocation(cell('allocate'), report) : undefined,
  };
}

/** A cell's text and place; where there is no such column, nothing at the row's start. */
function spellingOf(row: TableRow, name: CostColumn, { file, columns, delimiter }: LineOptions): Spelling {
  const column = columns[name];
  const place: Place = placeOfCell(row, { file, column: column ?? 0, delimiter });
  const text = column === undefined ? '' : (row.cells[column] ?? '');
  return { text: trim(dropGuard(trim(text))), place };
}

function readAmount(
  { text, place }: Spelling,
  { locale, report }: { readonly locale: Locale; readonly report: Report },
): Placed<DecimalText> | undefined {
  const amount = parseAmount(text, locale);
  if (amount === undefined) {
    const what =
      text === '' ? 'the line has no amount' : `${quoted(text)} is not an amount as ${locale} writes them`;
    const fix = `write it as ${EXAMPLES[locale]}, 0 if it was free, or set --locale`;
    return report.error(place, { code: 'cost-amount', message: what, fix });
  }
  return Number(amount) < 0 ? refuseNegative({ amount: text, place }, report) : { value: amount, place };
}

const EXAMPLES: Readonly<Record<Locale, string>> = {
  en: '1,234.50',
  'en-GB': '1,234.50',
  fr: '1 234,50',
  pl: '1 234,50',
};

function readKind({ text, place }: Spelling, report: Report): LineKind | undefined {
  return text === ''
    ? 'spend'
    : oneOfNames({ text, place }, { names: KINDS, what: 'a kind of cost', report });
}

function readAllocation({ text, place }: Spelling, report: Report): Allocation | undefined {
  if (text !== '')
    return oneOfNames({ text, place }, { names: ALLOCATIONS, what: 'a way to allocate', report });
  return report.error(place, {
    code: 'missing-key',
    message: 'a shared cost must say how it is allocated',
    fix: `write ${ALLOCATIONS.map(quoted).join(', ')} in the column \`allocate\``,
  });
}

/** One of a few names, in any case and with any white space or hyphen for `_`. */
function oneOfNames<T extends string>(
  { text, place }: Spelling,
  { names, what, report }: { readonly names: readonly T[]; readonly what: string; readonly report: Report },
): T | undefined {
  const sought = normaliseHeader(text);
  const known = names.find(name => normaliseHeader(name) === sought);
  if (known !== undefined) return known;
  return report.error(place, {
    code: 'unknown-value',
    message: `${quoted(text)} is not ${what}`,
    fix: suggest(text, names, report),
  });
}

/** The place of a cell on the line that its row starts on; a cell that a line break pushed further down has column 1. */
function placeOfCell(
  { line, sourceLine }: TableRow,
  { file, column, delimiter }: { readonly file: string; readonly column: number } & Pick<Table, 'delimiter'>,
): Place {
  const starts = cellStarts(sourceLine, delimiter);
  const start = starts[column] ?? 0;
  const end = (starts[column + 1] ?? sourceLine.length + 1) - 1;
  return Object.freeze({ file, line, column: start + 1, length: Math.max(0, end - start), sourceLine });
}

/** Where each cell of a line begins; delimiters between quotes are part of a cell. */
function cellStarts(line: string, delimiter: string): readonly number[] {
  const starts = [0];
  let isQuoted = false;
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '"') isQuoted = !isQuoted;
    else if (line[index] === delimiter && !isQuoted) starts.push(index + 1);
  }
  return starts;
}
