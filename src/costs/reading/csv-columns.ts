import type { Diagnostic, Place } from '../../model/diagnostic.ts';
import type { Table } from '../../text/table.ts';
import { normaliseHeader } from '../../values/header.ts';
import { quoted } from '../../yaml/shape.ts';
import { costError, costWarning } from './cost-error.ts';

/** Which cell of a row holds what; without a column there is no such cell. */
export type CostColumns = Readonly<Record<CostColumn, number | undefined>>;

/** What a column of a cost file may hold. */
export type CostColumn = 'source' | 'amount' | 'currency' | 'kind' | 'what' | 'allocate';

/** Headers as `normaliseHeader` has them, best first: nearest to what a lead's source is called. */
const HEADERS: Readonly<Record<CostColumn, readonly string[]>> = {
  source: ['source', 'channel', 'campaign', 'campaign name', 'budget name'],
  amount: ['amount', 'cost', 'spend', 'total spent', 'billed cost', 'montant', 'koszt'],
  currency: ['currency'],
  kind: ['kind'],
  what: ['what'],
  allocate: ['allocate'],
};
const NEEDED = ['source', 'amount'] as const;
/** How many lines of a report may stand before its header. */
const LONGEST_PREAMBLE = 20;

/** Finds the columns by their headers; says which one is taken where several would do, and which is missing. */
export function findColumns(
  { header }: Pick<Table, 'header'>,
  place: Place,
): { readonly columns: CostColumns; readonly diagnostics: readonly Diagnostic[] } {
  const names = header.map(normaliseHeader);
  const found = (column: CostColumn) =>
    HEADERS[column].map(name => names.indexOf(name)).filter(index => index >= 0);
  const first = (column: CostColumn) => found(column)[0];
  const missing = NEEDED.filter(column => first(column) === undefined).map(column =>
    missingColumn(column, place),
  );
  const several = NEEDED.map(column => found(column).map(index => header[index] ?? ''))
    .filter(headers => headers.length > 1)
    .map(headers => severalColumns(headers, place));
  return {
    columns: {
      source: first('source'),
      amount: first('amount'),
      currency: first('currency'),
      kind: first('kind'),
      what: first('what'),
      allocate: first('allocate'),
    },
    diagnostics: [...missing, ...several],
  };
}

/**
 * Index of the line that names a source and an amount, or -1: a report's title or a `sep=` line may stand before it.
 */
export function findHeader(lines: readonly string[]): number {
  return lines.slice(0, LONGEST_PREAMBLE + 1).findIndex(line => {
    const names = new Set(line.split(/[,;\t|]/).map(normaliseHeader));
    return NEEDED.every(column => HEADERS[column].some(name => names.has(name)));
  });
}

function missingColumn(column: 'source' | 'amount', place: Place): Diagnostic {
  return costError({
    code: 'cost-column',
    message: column === 'source' ? 'no column names the source' : 'no column holds the amount',
    fix: `name it one of ${HEADERS[column].map(quoted).join(', ')}`,
    place,
  });
}

function severalColumns([taken = '', ...others]: readonly string[], place: Place): Diagnostic {
  return costWarning({
    code: 'cost-column',
    message: `the column ${quoted(taken)} is read, not ${others.map(quoted).join(', ')}`,
    fix: 'remove or rename the columns that are not meant',
    place,
  });
}
