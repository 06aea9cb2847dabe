import type { Diagnostic, Place } from '../../model/diagnostic.ts';
import { normaliseHeader } from '../../values/header.ts';
import { nearestName } from '../../values/nearest.ts';
import { quoted } from '../../yaml/shape.ts';
import { costError, costWarning } from './cost-error.ts';
import { type CostColumn, GROSS, HEADERS, NET, TAX_ALONE, UNITS } from './csv-headers.ts';
import { currenciesOf } from './currency.ts';

/** Which cell of a row holds what; without a column there is no such cell. */
export type CostColumns = Readonly<Record<CostColumn, number | undefined>>;

/** `--cost-column amount=HEADER`: which columns may be named so. */
export const NAMED_COLUMNS = ['amount', 'source', 'date', 'currency'] as const;
export interface PreferredCostColumn {
  readonly column: (typeof NAMED_COLUMNS)[number];
  readonly header: string;
}

/** What a header says of its column's amounts beside its name. */
export interface AmountHeader {
  readonly tax: 'net' | 'gross' | undefined;
  readonly currencies: readonly string[] | undefined;
  /** Places that the unit moves the point: 3 for `k€`; -6 for millionths. */
  readonly shift: number;
}

const NEEDED = ['source', 'amount'] as const;
/** How many lines of a report may stand before its header. */
const LONGEST_PREAMBLE = 50;

export interface ColumnOptions {
  readonly preferred: readonly PreferredCostColumn[];
  /** Whether all lines belong to one source, so that no column need name it. */
  readonly hasSource: boolean;
}

/** A column of amounts: its header's name without tax, currency and unit, and what those say. */
function parseAmountHeader(header: string): AmountHeader & { readonly name: string } {
  const { bare, currencies, thousand } = takeCurrency(header);
  let name = normaliseHeader(bare);
  let shift = thousand;
  const micros = /\bmicros$/.test(name);
  for (const [unit, places] of UNITS) {
    if (!unit.test(name) || (places === -6 && !micros)) continue;
    shift = places;
    if (places !== -6) name = name.replace(unit, ' ').replace(/\s+/g, ' ').trim();
    break;
  }
  const tax = GROSS.test(name) ? 'gross' : NET.test(name) ? 'net' : undefined;
  const untaxed =
    tax === undefined
      ? name
      : name
          .replace(tax === 'net' ? NET : GROSS, ' ')
          .replace(/\s+/g, ' ')
          .trim();
  return { name: untaxed, tax, currencies, shift };
}

/** The currency in a header, `Amount spent (EUR)`, `Montant en €`, `cost_usd`, and whether it is one of thousands. */
function takeCurrency(header: string): {
  readonly bare: string;
  readonly currencies: readonly string[] | undefined;
  readonly thousand: number;
} {
  const bracketed = /^(.*?)[([]\s*(?:(?:in|en|w)\s+)?([kKM]?)\s?([^()[\]]{1,10}?)\s*[)\]](.*)$/u.exec(header);
  if (bracketed !== null) {
    const [, before = '', scale = '', unit = '', after = ''] = bracketed;
    const found = currenciesOf(`${scale}${unit}`) ?? currenciesOf(unit);
    const isScaled = currenciesOf(`${scale}${unit}`) === undefined && scale !== '';
    if (found !== undefined)
      return {
        bare: `${before} ${after}`,
        currencies: found,
        thousand: isScaled ? (scale === 'M' ? 6 : 3) : 0,
      };
  }
  const last = /^(.*?)[\s_,/-]+(?:(?:in|en|w)[\s_]+)?([\p{L}]{3}|\p{Sc}|zł|Kč|kr)$/u.exec(header.trim());
  const currencies = last === null ? undefined : currenciesOf(last[2] ?? '');
  // `Koszt all` is no cost in leks: a code in a header that is not in brackets is written in one case throughout.
  if (
    last !== null &&
    currencies !== undefined &&
    /^(?:[A-Z]{3}|[a-z]{3}|\P{L}|zł|Kč|kr)$/u.test(last[2] ?? '')
  )
    return { bare: last[1] ?? '', currencies, thousand: 0 };
  return { bare: header, currencies: undefined, thousand: 0 };
}

interface FoundColumn {
  readonly index: number;
  readonly rank: number;
}

const TAX_RANK = { net: 0, none: 1, gross: 2 } as const;

/** The columns that would do, the best first: those named by the command, then without tax before with it. */
function candidates(
  column: CostColumn,
  header: readonly string[],
  { preferred }: ColumnOptions,
): readonly number[] {
  const named = preferred
    .filter(entry => entry.column === column)
    .flatMap(entry => {
      const index = header.map(normaliseHeader).indexOf(normaliseHeader(entry.header));
      return index < 0 ? [] : [index];
    });
  if (named.length > 0) return named.slice(0, 1);
  const found: FoundColumn[] = header.flatMap((text, index) => {
    const rank = column === 'amount' ? rankOfAmount(text) : HEADERS[column].indexOf(normaliseHeader(text));
    return rank < 0 ? [] : [{ index, rank }];
  });
  return found.sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ index }) => index);
}

function rankOfAmount(text: string): number {
  const { name, tax } = parseAmountHeader(text);
  const known = HEADERS.amount.indexOf(name);
  if (known < 0 && !(tax !== undefined && TAX_ALONE.has(name))) return -1;
  return TAX_RANK[tax ?? 'none'] * 1000 + (known < 0 ? 999 : known);
}

/** Finds the columns by their headers; says which one is taken where several would do, and which is missing. */
export function findColumns(
  header: readonly string[],
  { place, ...options }: ColumnOptions & { readonly place: Place },
): {
  readonly columns: CostColumns;
  readonly amount: AmountHeader;
  readonly diagnostics: readonly Diagnostic[];
} {
  const all = new Map(
    (Object.keys(HEADERS) as CostColumn[]).map(column => [column, candidates(column, header, options)]),
  );
  const first = (column: CostColumn) => all.get(column)?.[0];
  const needed = NEEDED.filter(column => column === 'amount' || !options.hasSource);
  const missing = needed.filter(column => first(column) === undefined);
  const several = needed
    .map(column => (all.get(column) ?? []).map(index => header[index] ?? ''))
    .filter(headers => headers.length > 1);
  const taken = first('amount') === undefined ? '' : (header[first('amount') ?? 0] ?? '');
  const { name: _, ...amount } = parseAmountHeader(taken);
  return {
    columns: Object.fromEntries([...all].map(([column, [index]]) => [column, index])) as CostColumns,
    amount,
    diagnostics: [
      ...missing.map(column => missingColumn(column, { place, header })),
      ...several.map(headers => severalColumns(headers, place)),
      ...(several.some(headers => headers[0] === taken) ? [] : withTax(taken, { amount, place })),
      ...scaled(taken, { amount, place }),
    ],
  };
}

/** Where a table starts: the first line that names an amount and, unless it is known, a source; under which delimiter. */
export function findHeader(
  lines: readonly string[],
  options: ColumnOptions,
): { readonly line: number; readonly delimiter: string } | undefined {
  for (const [line, text] of lines.slice(0, LONGEST_PREAMBLE + 1).entries()) {
    const found = [';', '\t', '|', ',']
      .map(delimiter => ({ delimiter, cells: splitLine(text, delimiter) }))
      .filter(({ cells }) => {
        const has = (column: CostColumn) => candidates(column, cells, options).length > 0;
        return has('amount') && (has('source') || (options.hasSource && cells.length > 1));
      })
      .sort((a, b) => b.cells.length - a.cells.length)[0];
    if (found !== undefined) return { line, delimiter: found.delimiter };
  }
  return undefined;
}

/** The line that a reader would take for the header where none is known: the first with the most filled cells. */
export function guessHeader(lines: readonly string[]): number {
  const filled = lines.slice(0, LONGEST_PREAMBLE + 1).map(line => {
    const cells = [';', '\t', '|', ','].map(delimiter => splitLine(line, delimiter));
    return Math.max(...cells.map(all => all.filter(cell => /\p{L}/u.test(cell)).length));
  });
  return Math.max(0, filled.indexOf(Math.max(...filled)));
}

/** The cells of one line, their quotes taken away. */
function splitLine(line: string, delimiter: string): readonly string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (const character of line.replace(/^\uFEFF/, '')) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

function missingColumn(
  column: 'source' | 'amount',
  { place, header }: { readonly place: Place; readonly header: readonly string[] },
): Diagnostic {
  const known = (column === 'source' ? ['source', 'channel', 'campaign'] : ['amount', 'cost', 'spend']).map(
    quoted,
  );
  const near =
    header.find(text => text !== '' && nearestName(text, HEADERS[column]) !== undefined) ?? 'HEADER';
  return costError({
    code: 'cost-column',
    message: column === 'source' ? 'no column names the source' : 'no column holds the amount',
    fix: `say which one does: --cost-column ${column}=${/\s/.test(near) ? `"${near}"` : near}; or name it ${known.join(', ')}`,
    place,
  });
}

function severalColumns([taken = '', ...others]: readonly string[], place: Place): Diagnostic {
  return costWarning({
    code: 'cost-column',
    message: `the column ${quoted(taken)} is read, not ${others.map(quoted).join(', ')}`,
    fix: 'name the column that is meant with --cost-column',
    place,
  });
}

/** Amounts with tax are no mistake, but no costs of a firm that gets the tax back. */
function withTax(
  header: string,
  { amount, place }: { readonly amount: AmountHeader; readonly place: Place },
): readonly Diagnostic[] {
  if (amount.tax !== 'gross') return [];
  return [
    costWarning({
      code: 'cost-column',
      message: `the amounts of ${quoted(header)} are with tax: there is no column without`,
      fix: 'add a column of the amounts without tax, if tax is no cost to you',
      place,
    }),
  ];
}

function scaled(
  header: string,
  { amount: { shift }, place }: { readonly amount: AmountHeader; readonly place: Place },
): readonly Diagnostic[] {
  if (shift === 0) return [];
  const unit = shift === -6 ? 'millionths' : shift === 3 ? 'thousands' : 'millions';
  return [
    costWarning({
      code: 'cost-column',
      message: `the amounts of ${quoted(header)} are read as ${unit}`,
      fix: 'rename the column if they are not',
      place,
    }),
  ];
}
