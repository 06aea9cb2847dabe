import type { SourceSummary, Summary } from '../model/summary.ts';
import {
  currencySign,
  formatAmount,
  formatCount,
  formatPercent,
  NOT_AVAILABLE,
  type Precision,
} from '../terminal/figures.ts';

/** One column of figures of the summary. */
export interface SummaryColumn {
  readonly header: string;
  /** The figure itself; `null` where it does not exist. */
  readonly figure: (row: SourceSummary) => number | null;
  readonly format: (row: SourceSummary, precision: Precision) => string;
  /** Width of the figures where there is room, so that tables of different runs look alike. */
  readonly roomyWidth: number;
  /** Spaces before the column where there is room. */
  readonly roomyGap: number;
  /** A figure that gives way where room is short: the greater, the sooner. */
  readonly dispensable?: number;
  /** Carries the mark of an understated spend. */
  readonly marked?: boolean;
}

type Part = Pick<SummaryColumn, 'dispensable' | 'marked'> & { readonly width: number; readonly gap?: number };

const orNotAvailable = (figure: number | null, format: (figure: number) => string): string =>
  figure === null ? NOT_AVAILABLE : format(figure);

function countColumn(header: string, count: (row: SourceSummary) => number, part: Part): SummaryColumn {
  const { width, gap = 2, ...rest } = part;
  return {
    header,
    figure: count,
    format: row => formatCount(count(row)),
    roomyWidth: width,
    roomyGap: gap,
    ...rest,
  };
}

function moneyColumn(
  header: string,
  amount: (row: SourceSummary) => number | null,
  part: Part,
): SummaryColumn {
  const { width, gap = 2, ...rest } = part;
  return {
    header,
    figure: amount,
    format: (row, precision) => orNotAvailable(amount(row), figure => formatAmount(figure, precision)),
    roomyWidth: width,
    roomyGap: gap,
    ...rest,
  };
}

/** From the counts, because a rate of four decimals rounded again to three would be off: 19.548 % is 19.5, not 19.6. */
const sqlRate: SummaryColumn = {
  header: 'SQL %',
  figure: row => row.sql_rate,
  format: ({ sql_rate, sql, leads }) => orNotAvailable(sql_rate, () => formatPercent(sql / leads)),
  roomyWidth: 5,
  roomyGap: 2,
};

const returnOnSpend: SummaryColumn = {
  header: 'ROI %',
  figure: row => row.roi,
  format: ({ roi }) => orNotAvailable(roi, formatPercent),
  roomyWidth: 6,
  roomyGap: 2,
  dispensable: 5,
};

const leads = countColumn('leads', row => row.leads, { width: 5 });

const counts: readonly SummaryColumn[] = [
  countColumn('dup', row => row.duplicates, { width: 3, dispensable: 4 }),
  countColumn('supp', row => row.suppressed, { width: 4, dispensable: 6 }),
  countColumn('outside', row => row.outside_period, { width: 7, dispensable: 8 }),
  countColumn('disq', row => row.stages.disqualified ?? 0, { width: 4, dispensable: 2 }),
  countColumn('lead', row => row.stages.lead ?? 0, { width: 4, dispensable: 7 }),
  countColumn('prospect', row => row.stages.prospect ?? 0, { width: 8, dispensable: 7 }),
  countColumn('MQL+', row => row.mql, { width: 5 }),
  countColumn('SQL', row => row.sql, { width: 5 }),
  sqlRate,
  countColumn('1 answer', row => row.one_answer_from_sql, { width: 8, gap: 1, dispensable: 3 }),
];

/** With fewer SQL than this, what one costs is shown with its range. */
const FEW_SQL = 30;

/** `(892–26,133)`, or `(over 892)` where no SQL was found and so no highest cost is known; empty with many SQL. */
function formatRange({ sql, cpsql_low, cpsql_high }: SourceSummary, precision: Precision): string {
  if (sql >= FEW_SQL || cpsql_low === null) return '';
  const amount = (whole: number) => formatAmount(whole, precision === 'exact' ? 'units' : precision);
  // Outwards, so that the range shown is never narrower than it is.
  const low = amount(Math.floor(cpsql_low));
  return cpsql_high === null ? `(over ${low})` : `(${low}–${amount(Math.ceil(cpsql_high))})`;
}

const costRange: SummaryColumn = {
  header: '(95 %)',
  figure: row => (row.sql >= FEW_SQL ? 0 : row.cpsql_low),
  format: formatRange,
  roomyWidth: 0,
  roomyGap: 1,
  dispensable: 9,
};

function costs(currency: string | null): readonly SummaryColumn[] {
  const sign = currencySign(currency);
  const per = (what: string): string => (sign === '' ? `per ${what}` : `${sign}/${what}`);
  return [
    moneyColumn(`spend ${sign}`.trimEnd(), row => row.spend, { width: 11, marked: true }),
    moneyColumn(per('lead'), row => row.cpl, { width: 7, dispensable: 1 }),
    moneyColumn(per('MQL+'), row => row.cpmql, { width: 7 }),
    moneyColumn(per('SQL'), row => row.cpsql, { width: 7 }),
    costRange,
  ];
}

/**
 * The columns that a summary's table has, in order: those that are zero everywhere are left out (`leads` stays),
 * and without a cost file those of money. A ratio that exists nowhere is shown only where there are costs.
 */
export function summaryColumns(summary: Summary): readonly SummaryColumn[] {
  const rows = [...summary.sources, summary.total];
  const tells = ({ figure }: SummaryColumn): boolean => rows.some(row => (figure(row) ?? 0) !== 0);
  const isZero = ({ figure }: SummaryColumn): boolean => rows.every(row => figure(row) === 0);
  const money = summary.total.spend === null ? [] : costs(summary.currency);
  return [
    leads,
    ...counts.filter(tells),
    ...money.filter(column => (column === costRange ? tells(column) : !isZero(column))),
    ...(money.length === 0 ? [] : [returnOnSpend].filter(tells)),
  ];
}
