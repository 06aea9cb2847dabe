import type { Cents, CostInputs } from '../model/costs.ts';
import type { Stage, Standing } from '../model/rulebook.ts';
import type { SourceSummary } from '../model/summary.ts';
import type { GroupTally } from '../model/tally.ts';
import { amountOf, rateOf, returnOnInvestment, unitCost } from './ratio.ts';
import { wilsonInterval } from './wilson.ts';

/** What was counted of one source, of a group, or of several together. */
export interface Counts {
  readonly leads: number;
  readonly duplicates: number;
  readonly suppressed: number;
  readonly outsidePeriod: number;
  /** Leads that count in the period although no readable date says so. */
  readonly undated: number;
  /** Each lead once, from SQL down. */
  readonly stages: Readonly<Record<Standing, number>>;
  readonly oneAnswerFromSql: number;
}

export const NO_COUNTS: Counts = {
  leads: 0,
  duplicates: 0,
  suppressed: 0,
  outsidePeriod: 0,
  undated: 0,
  stages: { SQL: 0, MQL: 0, prospect: 0, lead: 0, disqualified: 0 },
  oneAnswerFromSql: 0,
};

/** The counts of a tallied group, its stages by where they stand. */
export function countsOf(group: GroupTally, stages: readonly Stage[]): Counts {
  const standings = { ...NO_COUNTS.stages, disqualified: group.disqualifiedElsewhere };
  stages.forEach(({ countsAs }, index) => {
    standings[countsAs] += group.stages[index] ?? 0;
  });
  const { leads, duplicates, suppressed, outsidePeriod, undated, oneAnswerFromSql } = group;
  return { leads, duplicates, suppressed, outsidePeriod, undated, stages: standings, oneAnswerFromSql };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    leads: a.leads + b.leads,
    duplicates: a.duplicates + b.duplicates,
    suppressed: a.suppressed + b.suppressed,
    outsidePeriod: a.outsidePeriod + b.outsidePeriod,
    undated: a.undated + b.undated,
    stages: {
      SQL: a.stages.SQL + b.stages.SQL,
      MQL: a.stages.MQL + b.stages.MQL,
      prospect: a.stages.prospect + b.stages.prospect,
      lead: a.stages.lead + b.stages.lead,
      disqualified: a.stages.disqualified + b.stages.disqualified,
    },
    oneAnswerFromSql: a.oneAnswerFromSql + b.oneAnswerFromSql,
  };
}

/** Four decimals, as rates have; outwards, so that the range is never narrower than it is. */
const RATE_STEPS = 10_000;

/** The 95 % range of a rate and, from it, of what one SQL costs; see `wilson.ts`. */
function rangesOf(sql: number, { leads, spend }: { leads: number; spend: Cents | null }) {
  const rate = leads === 0 ? undefined : wilsonInterval(sql, leads);
  const costAt = (share: number | undefined): number | null =>
    spend === null || share === undefined || share === 0
      ? null
      : amountOf(Math.round(spend / (leads * share)));
  return {
    sql_rate_low: rate === undefined ? null : Math.floor(rate.low * RATE_STEPS) / RATE_STEPS,
    sql_rate_high: rate === undefined ? null : Math.ceil(rate.high * RATE_STEPS) / RATE_STEPS,
    cpsql_low: costAt(rate?.high),
    cpsql_high: costAt(rate?.low),
  };
}

/** The figures of costs.md: cumulative stages, rates and what each step of the ladder costs; spend null if unknown. */
export function figuresOf(
  counts: Counts,
  { source, spend, value }: { source: string; spend: Cents | null; value: CostInputs['value'] },
): SourceSummary {
  const { leads, duplicates, suppressed, outsidePeriod, undated, stages, oneAnswerFromSql } = counts;
  const sql = stages.SQL;
  const mql = sql + stages.MQL;
  return {
    source,
    leads,
    duplicates,
    suppressed,
    outside_period: outsidePeriod,
    undated,
    stages,
    mql,
    sql,
    one_answer_from_sql: oneAnswerFromSql,
    mql_rate: rateOf(mql, leads),
    sql_rate: rateOf(sql, leads),
    spend: spend === null ? null : amountOf(spend),
    cpl: unitCost(spend, leads),
    cpmql: unitCost(spend, mql),
    cpsql: unitCost(spend, sql),
    cpsql_at_best: unitCost(spend, sql + oneAnswerFromSql),
    roi: returnOnInvestment({ spend, sql, mql }, value),
    ...rangesOf(sql, { leads, spend }),
  };
}
