import type { Cents, CostInputs } from '../model/costs.ts';
import { Defect } from '../model/errors.ts';
import type { Day } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { ListRecord, SourceSummary, Summary } from '../model/summary.ts';
import type { Tally } from '../model/tally.ts';
import { formatDay } from '../values/day.ts';
import { type AllocatedCosts, allocateCosts } from './allocate.ts';
import { figuresOf, NO_COUNTS } from './figures.ts';
import { summarizeInsights } from './insights.ts';
import { amountOf } from './ratio.ts';
import { proposeAliases } from './source-names.ts';
import { type CountedSource, joinSources, listGroups, orderRows, spendOf, sumCounts } from './source-rows.ts';
import { warnOfPeriod, warnOfReadings, warnOfRules, warnOfSpend } from './warnings.ts';

/** The field that every summary is by unless `--by` names another. */
const SOURCE = 'source';

export interface SummarizeOptions {
  readonly rulebook: Rulebook;
  readonly sha256: string;
  readonly asOf: Day;
  readonly costs?: CostInputs | undefined;
  readonly lists: readonly ListRecord[];
  /** The field of `--by`; the tally must be grouped by it. */
  readonly by?: string | undefined;
  /** The do-not-contact lists, in the order of the tally's counts. */
  readonly suppression?: readonly { readonly file: string; readonly fields: readonly string[] }[] | undefined;
  /** What else the run has to warn of, such as fields without a column. */
  readonly warnings: readonly string[];
}

interface CostedSource extends CountedSource {
  readonly spend: Cents | null;
}

/**
 * The figures of costs.md from what a run counted and what it cost. Throws `CannotRun` where the rows charged leave a
 * source with a negative net, and `Defect` where spend or rows do not add up.
 */
export function summarize(tally: Tally, options: SummarizeOptions): Summary {
  const { rulebook, costs } = options;
  const by = options.by === SOURCE ? undefined : options.by;
  const counted = joinSources(tally.sources, { costs, stages: rulebook.stages });
  refuseLostRows(tally, counted);
  const allocated = costs === undefined ? undefined : allocate(costs, counted);
  // The cost file's sources come first and in its order here, in order of leads below.
  const joined = counted.map(row => ({ ...row, spend: spendOf(row, allocated?.spend ?? []) }));
  const sources = orderRows(joined);
  const insights = summarizeInsights(tally, rulebook);
  const idle = idleSpend(joined);
  const totals = summarizeTotals(sources, { costs, allocated });
  const currency = costs?.currency ?? null;
  const { judged, duplicates, empty, rejected } = tally;
  const suppression = options.suppression?.map(({ file, fields }, list) => ({
    file,
    fields,
    looked_up: tally.lookedUp[list * 2] ?? 0,
    met: tally.lookedUp[list * 2 + 1] ?? 0,
  }));
  const blind = (suppression ?? []).filter(({ looked_up }) => looked_up === 0 && judged > 0);
  return {
    rulebook: { name: rulebook.name, version: rulebook.version, sha256: options.sha256 },
    as_of: formatDay(options.asOf),
    currency,
    ...(by === undefined ? {} : { by }),
    lists: options.lists,
    rows: { read: judged + duplicates + empty + rejected, judged, duplicates, empty, rejected },
    ...(suppression === undefined ? {} : { suppression }),
    sources:
      by === undefined
        ? sources.map(row => summarizeRow(row, costs))
        : summarizeGroups(tally, { rulebook, by }),
    ...totals,
    reconciliation: reconcile(allocated),
    spend_without_leads: idle.map(({ source }) => source),
    leads_without_spend: leadsWithoutSpend(sources),
    ...insights,
    warnings: [
      ...blind.map(
        ({ file, fields }) =>
          `${file} can meet nobody: no lead has a readable ${fields.join(' or ')}; nobody is kept from sales by it`,
      ),
      ...warnOfReadings(options.lists),
      ...warnOfRules(insights, totals.total.leads),
      ...options.warnings,
      ...warnOfSpend(idle, currency),
      ...(costs === undefined ? [] : proposeAliases(joined.map(namedSource))),
      ...warnOfPeriod(costs?.period, totals.total),
    ],
  };
}

function allocate(costs: CostInputs, counted: readonly CountedSource[]): AllocatedCosts {
  const activity = costs.sources.map((source, index) => {
    const { leads, duplicates, stages } = counted[index]?.counts ?? NO_COUNTS;
    const billed = source.billed === 'judged' ? leads : leads + duplicates;
    return { leads, charged: billed, mql: stages.MQL + stages.SQL, sql: stages.SQL };
  });
  const allocated = allocateCosts(costs, activity);
  if (allocated.allocated + allocated.unallocated === allocated.input) return allocated;
  const { input, allocated: spread, unallocated } = allocated;
  throw new Defect(`spend of ${input} cents is not ${spread} allocated and ${unallocated} unallocated`);
}

function refuseLostRows({ judged, duplicates }: Tally, counted: readonly CountedSource[]): void {
  const counts = sumCounts(counted);
  const rows = counts.leads + counts.duplicates + counts.outsidePeriod;
  if (rows !== judged + duplicates) {
    throw new Defect(`${judged} judged rows and ${duplicates} duplicates are ${rows} rows of sources`);
  }
}

function summarizeRow({ shown, counts, spend }: CostedSource, costs: CostInputs | undefined): SourceSummary {
  return figuresOf(counts, { source: shown, spend, value: costs?.value });
}

/** Spend belongs to sources, so that the groups of another field have none. */
function summarizeGroups(
  { groups }: Tally,
  { rulebook, by }: { readonly rulebook: Rulebook; readonly by: string },
): readonly SourceSummary[] {
  if (groups === undefined) throw new Defect(`the tally is not grouped by ${by}`);
  return orderRows(listGroups(groups, rulebook.stages)).map(({ shown, counts }) =>
    figuresOf(counts, { source: shown, spend: null, value: undefined }),
  );
}

/** Everything, with all input spend; and the sources that have a cost input, with what was allocated to them. */
function summarizeTotals(
  sources: readonly CountedSource[],
  { costs, allocated }: { costs: CostInputs | undefined; allocated: AllocatedCosts | undefined },
): Pick<Summary, 'total' | 'costed'> {
  const value = costs?.value;
  const costed = sources.filter(({ cost }) => cost !== undefined);
  return {
    total: figuresOf(sumCounts(sources), { source: 'total', spend: allocated?.input ?? null, value }),
    costed: figuresOf(sumCounts(costed), { source: 'costed', spend: allocated?.allocated ?? null, value }),
  };
}

function reconcile(allocated: AllocatedCosts | undefined): Summary['reconciliation'] {
  const { input = 0, allocated: spread = 0, unallocated = 0 } = allocated ?? {};
  return { input: amountOf(input), allocated: amountOf(spread), unallocated: amountOf(unallocated) };
}

function namedSource({ shown, counts, spend }: CostedSource) {
  return { source: shown, leads: counts.leads, spend };
}

/** Sources that cost money and brought no lead. */
function idleSpend(
  sources: readonly CostedSource[],
): readonly { readonly source: string; readonly spend: number }[] {
  return sources.flatMap(({ shown, spend, counts }) =>
    spend === null || spend === 0 || counts.leads > 0 ? [] : [{ source: shown, spend: amountOf(spend) }],
  );
}

/** Sources with leads whose cost is unknown, in the rows' order. */
function leadsWithoutSpend(sources: readonly CountedSource[]): readonly string[] {
  return sources.flatMap(({ shown, cost, counts }) =>
    cost === undefined && counts.leads > 0 ? [shown] : [],
  );
}
