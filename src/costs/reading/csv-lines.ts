import { ALLOCATIONS, type Allocation, type DecimalText } from '../../model/costs.ts';
import type { Place } from '../../model/diagnostic.ts';
import type { Locale } from '../../model/lead.ts';
import type { Table, TableRow } from '../../text/table.ts';
import { isBlank, saysNothing } from '../../values/blank.ts';
import { parseAmount } from '../../values/field-types/number.ts';
import { dropGuard } from '../../values/formula.ts';
import { normaliseHeader } from '../../values/header.ts';
import { trim } from '../../values/white-space.ts';
import { type Placed, quoted, type Report, suggest } from '../../yaml/shape.ts';
import type { AmountHeader, CostColumns } from './csv-columns.ts';
import type { CostColumn } from './csv-headers.ts';
import { EXAMPLES, isReadable } from './csv-locale.ts';
import { placeOfCell } from './csv-places.ts';
import { currenciesOf, parseCurrency, splitMoney } from './currency.ts';
import type { Spelling, WrittenAmount } from './draft.ts';
import { currencyAt, refuseNegative } from './money-readers.ts';

const KINDS = ['spend', 'per_lead', 'credit', 'shared'] as const;
const NO_SPELLINGS: ReadonlySet<string> = new Set();

/** What a line of a cost CSV is about. */
export type LineKind = (typeof KINDS)[number];

/** The cells of one line as they stand. */
export interface RawLine {
  readonly cell: (column: CostColumn) => Spelling;
  /** All cells but the amount. */
  readonly texts: readonly string[];
  readonly source: string;
  readonly amount: Spelling;
  readonly isShared: boolean;
}

/** One line of a cost CSV; what has no meaning is undefined and has been reported. */
export interface CostLine {
  readonly source: Spelling;
  readonly kind: LineKind | undefined;
  readonly amount: WrittenAmount | undefined;
  readonly what: string;
  /** Asked for only where the kind is `shared`. */
  readonly allocate: Allocation | undefined;
  readonly only: readonly Spelling[] | undefined;
}

/** Whether a cell says that nothing is there, such as ` --`. */
export function isNothing(text: string): boolean {
  return saysNothing(text) || isBlank(text, NO_SPELLINGS);
}

/** The cells of a row; undefined where all are empty. */
export function readRawLine(
  row: TableRow,
  {
    file,
    columns,
    delimiter,
  }: { readonly file: string; readonly columns: CostColumns; readonly delimiter: Table['delimiter'] },
): RawLine | undefined {
  if (row.cells.every(cell => trim(cell) === '')) return undefined;
  const cell = (name: CostColumn): Spelling => {
    const column = columns[name];
    const place: Place = placeOfCell(row, { file, column: column ?? 0, delimiter });
    return { text: column === undefined ? '' : trim(dropGuard(trim(row.cells[column] ?? ''))), place };
  };
  const said = (text: string) => (saysNothing(text) ? '' : trim(text));
  return {
    cell,
    texts: row.cells.flatMap((text, column) => (column === columns.amount ? [] : [said(text)])),
    source: said(cell('source').text),
    amount: cell('amount'),
    isShared: normaliseHeader(cell('kind').text) === 'shared',
  };
}

interface LineOptions {
  readonly locale: Locale;
  readonly header: AmountHeader;
  readonly headerPlace: Place;
  readonly report: Report;
}

/** What a line says, its amount as the locale writes numbers. */
export function readCostLine(raw: RawLine, options: LineOptions): CostLine {
  const { report } = options;
  const kind = readKind(raw.cell('kind'), report);
  const only = raw.cell('only');
  return {
    source: raw.cell('source'),
    kind,
    amount: readAmount(raw, options),
    what: raw.cell('what').text,
    allocate: kind === 'shared' ? readAllocation(raw.cell('allocate'), report) : undefined,
    only:
      only.text === '' || kind !== 'shared'
        ? undefined
        : only.text.split(/[,;|]/).map(text => ({ text: trim(text), place: only.place })),
  };
}

/** The decimal that an amount's cell holds, its point moved by the unit of its header. */
export function amountIn(
  text: string,
  { locale, shift }: { readonly locale: Locale; readonly shift: number },
): DecimalText | undefined {
  const figures = splitMoney(text)?.figures;
  const amount = figures === undefined ? undefined : parseAmount(figures, locale);
  return amount === undefined ? undefined : movePoint(amount, shift);
}

function movePoint(amount: DecimalText, places: number): DecimalText {
  if (places === 0) return amount;
  const isNegative = amount.startsWith('-');
  const [whole = '', fraction = ''] = amount.replace('-', '').split('.');
  const digits =
    places > 0
      ? `${whole}${fraction.padEnd(places, '0').slice(0, places)}.${fraction.slice(places) || '0'}`
      : `${whole.padStart(1 - places, '0').slice(0, places)}.${whole.padStart(1 - places, '0').slice(places)}${fraction}`;
  return `${isNegative ? '-' : ''}${digits.replace(/^0+(?=[0-9])/, '')}`;
}

function readAmount(
  raw: RawLine,
  { locale, header, headerPlace, report }: LineOptions,
): WrittenAmount | undefined {
  const { text, place } = raw.amount;
  const amount = amountIn(text, { locale, shift: header.shift });
  if (amount === undefined) {
    const others = (['en', 'fr'] as const).filter(other => isReadable(text, other));
    const hint =
      others.length === 0
        ? `write it as ${EXAMPLES[locale]}, or 0 if it was free`
        : `the other amounts are written as ${locale} does: write this one as ${EXAMPLES[locale]} too`;
    return report.error(place, {
      code: 'cost-amount',
      message: `${quoted(text)} is not an amount as ${locale} writes them`,
      fix: hint,
    });
  }
  if (Number(amount) < 0) return refuseNegative({ amount: text, place }, report);
  const currency = readCurrency(raw, { header, headerPlace, report });
  return currency === undefined ? { value: amount, place } : { value: amount, place, currency };
}

/** The one currency that the line's cell, the header and the amount's own sign agree on. */
function readCurrency(
  raw: RawLine,
  { header, headerPlace, report }: Pick<LineOptions, 'header' | 'headerPlace' | 'report'>,
): Placed<string> | undefined {
  const cell = raw.cell('currency');
  const named = isNothing(cell.text) ? undefined : cell;
  if (named !== undefined && currenciesOf(named.text) === undefined) {
    currencyAt(named, report);
    return undefined;
  }
  const { currencies } = splitMoney(raw.amount.text) ?? {};
  const said = [
    ...(named === undefined
      ? []
      : [{ codes: currenciesOf(named.text) ?? [], place: named.place, text: named.text }]),
    ...(currencies === undefined
      ? []
      : [{ codes: currencies, place: raw.amount.place, text: raw.amount.text }]),
    ...(header.currencies === undefined
      ? []
      : [{ codes: header.currencies, place: headerPlace, text: 'the header' }]),
  ];
  const [first, ...others] = said;
  if (first === undefined) return undefined;
  const agreed = first.codes.filter(code => others.every(({ codes }) => codes.includes(code)));
  const [code] = agreed;
  if (code === undefined) {
    const [other] = others.filter(({ codes }) => !first.codes.some(each => codes.includes(each)));
    return report.error(first.place, {
      code: 'cost-currency',
      message: `${quoted(first.text)} and ${quoted(other?.text ?? '')} name two currencies for one amount`,
      fix: 'correct one of them',
    });
  }
  if (agreed.length === 1 || parseCurrency(signIn(first.text)) !== undefined)
    return { value: code, place: first.place };
  return report.error(first.place, {
    code: 'cost-currency',
    message: `${quoted(first.text)} may be ${agreed.join(', ')}`,
    fix: 'add a column `currency` with its ISO 4217 code',
  });
}

/** What is neither figure nor mark of an amount. */
function signIn(text: string): string {
  return text.replace(/[0-9.,'’+\-−\s\u00a0\u202f]/g, '');
}

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
