import { currencySign, formatAmount, formatCount, NOT_AVAILABLE } from '../../../terminal/figures.ts';
import type { TextColumn, TextTable } from '../../../terminal/text-table.ts';
import type { Change, Diff, DiffedFigure, DiffedSource } from '../model.ts';
import { DIFFED_FIGURES } from '../model.ts';
import { formatSigned } from './words.ts';

/** Sources that are printed; the others are counted. */
const MOST_SOURCES = 15;

export interface SourcesTable {
  readonly table: TextTable;
  /** Sources that have no row of their own, and those of them whose figures change. */
  readonly hidden: number;
  readonly hiddenChanged: number;
  /** The rows at the end that are sums. */
  readonly totals: number;
}

/** Leads, MQL and SQL of each source and what they cost, before and after. */
export function sourcesTable(diff: Diff): SourcesTable {
  const shown = chooseSources(diff.sources);
  const hidden = diff.sources.filter(row => !shown.includes(row));
  const totals = [
    { ...diff.total, source: 'TOTAL' },
    ...(hasOwnCosted(diff) ? [{ ...diff.costed, source: 'where known' }] : []),
  ];
  const rows = [...shown, ...totals];
  return {
    table: {
      label: { header: 'source', cells: rows.map(({ source }) => source) },
      columns: columnsOf(rows, diff),
    },
    hidden: hidden.length,
    hiddenChanged: hidden.filter(isChanged).length,
    totals: totals.length,
  };
}

/** The largest sources, and before them those that change, in the order of the summary. */
function chooseSources(sources: readonly DiffedSource[]): readonly DiffedSource[] {
  const first = [...sources.filter(isChanged), ...sources.filter(row => !isChanged(row))];
  const chosen = new Set(first.slice(0, MOST_SOURCES));
  return sources.filter(row => chosen.has(row));
}

function isChanged(row: DiffedSource): boolean {
  return DIFFED_FIGURES.some(figure => row[figure].before !== row[figure].after);
}

function hasOwnCosted({ total, costed }: Diff): boolean {
  if (total.spend.after === null) return false;
  return DIFFED_FIGURES.some(
    figure => total[figure].after !== costed[figure].after || total[figure].before !== costed[figure].before,
  );
}

type Side = 'before' | 'after' | 'change';

function columnsOf(rows: readonly DiffedSource[], { currency, total }: Diff): readonly TextColumn[] {
  const sign = currencySign(currency);
  const per = (what: string) => (sign === '' ? `per ${what}` : `${sign}/${what}`);
  const leadsChange = rows.some(({ leads }) => leads.before !== leads.after);
  const counts = (figure: DiffedFigure, name: string, dispensable: number) => [
    column(rows, { figure, side: 'before', header: `${name} was`, dispensable }),
    column(rows, { figure, side: 'after', header: 'is' }),
    column(rows, { figure, side: 'change', header: '±' }),
  ];
  return [
    column(rows, { figure: 'leads', side: 'after', header: 'leads' }),
    ...(leadsChange ? [column(rows, { figure: 'leads', side: 'change', header: '±' })] : []),
    ...counts('mql', 'MQL+', 3),
    ...counts('sql', 'SQL', 2),
    ...(total.spend.after === null && total.spend.before === null ? [] : counts('cpsql', per('SQL'), 1)),
  ];
}

function column(
  rows: readonly DiffedSource[],
  {
    figure,
    side,
    header,
    dispensable,
  }: { figure: DiffedFigure; side: Side; header: string; dispensable?: number },
): TextColumn {
  const format = figure === 'cpsql' ? formatAmount : formatCount;
  const cells = rows.map(row => formatSide(row[figure], { side, format }));
  return { header, cells, ...(dispensable === undefined ? {} : { dispensable }) };
}

function formatSide(
  change: Change,
  { side, format }: { side: Side; format: (figure: number) => string },
): string {
  const figure = change[side];
  if (figure === null) return NOT_AVAILABLE;
  return side === 'change' ? formatSigned(figure, format) : format(figure);
}
