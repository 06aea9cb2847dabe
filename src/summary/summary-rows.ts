import type { SourceSummary, Summary } from '../model/summary.ts';
import { foldSources, orderedSources } from './fold-sources.ts';

/** How many sources are printed before the others are folded into one row. */
const LARGEST = 15;

/** One row of the summary as printed. */
export interface SummaryRow {
  readonly kind: 'source' | 'total' | 'costed';
  readonly label: string;
  readonly figures: SourceSummary;
  /** Its spend leaves out sources that have leads and no cost input. */
  readonly understated: boolean;
}

const FIGURES = ['leads', 'duplicates', 'suppressed', 'outside_period', 'mql', 'sql', 'spend'] as const;

const hasCosts = (summary: Summary): boolean => summary.total.spend !== null;

/** Whether a run with costs has leads that no spend is known for. */
export function isUnderstated(summary: Summary): boolean {
  return hasCosts(summary) && summary.leads_without_spend.length > 0;
}

function sourceRows(summary: Summary, allSources: boolean): readonly SummaryRow[] {
  const folded = foldSources(summary, allSources ? Number.POSITIVE_INFINITY : LARGEST);
  return orderedSources(folded).map(figures => ({
    kind: 'source',
    label: figures.source,
    figures,
    understated: figures === folded.others && folded.understated,
  }));
}

/** The rows of the summary: the sources, then the total and, where it differs, the part whose spend is known. */
export function summaryRows(
  summary: Summary,
  { allSources }: { readonly allSources: boolean },
): { readonly sources: readonly SummaryRow[]; readonly totals: readonly SummaryRow[] } {
  const { total, costed } = summary;
  const differs = hasCosts(summary) && FIGURES.some(figure => total[figure] !== costed[figure]);
  const totals: SummaryRow[] = [
    { kind: 'total', label: 'TOTAL', figures: total, understated: isUnderstated(summary) },
  ];
  if (differs) totals.push({ kind: 'costed', label: 'where known', figures: costed, understated: false });
  return { sources: sourceRows(summary, allSources), totals };
}
