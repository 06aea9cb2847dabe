import { addCounts, type Counts, figuresOf, NO_COUNTS } from '../costs/figures.ts';
import { NONE } from '../costs/tally/group-name.ts';
import type { SourceSummary, Summary } from '../model/summary.ts';

/** The sources as they are printed. */
export interface FoldedSources {
  /** In the summary's order. */
  readonly kept: readonly SourceSummary[];
  /** The sum of all others, to stand before `(none)`; absent where none was folded. */
  readonly others?: SourceSummary;
  /** Whether `others` holds leads of a source without spend beside spend of others. */
  readonly understated: boolean;
}

function countsOf(source: SourceSummary): Counts {
  return {
    leads: source.leads,
    duplicates: source.duplicates,
    suppressed: source.suppressed,
    outsidePeriod: source.outside_period,
    undated: source.undated,
    stages: { ...NO_COUNTS.stages, ...source.stages },
    oneAnswerFromSql: source.one_answer_from_sql,
  };
}

/** Whole cents, so that the sum is exact; null where no source has a spend. */
function sumOfCents(sources: readonly SourceSummary[]): number | null {
  const cents = sources.flatMap(({ spend }) => (spend === null ? [] : [Math.round(spend * 100)]));
  return cents.length === 0 ? null : cents.reduce((sum, amount) => sum + amount, 0);
}

/** What a deal is worth is not part of a summary, which is why the sum has no return on investment. */
function addUp(sources: readonly SourceSummary[]): SourceSummary {
  const counts = sources.map(countsOf).reduce(addCounts, NO_COUNTS);
  const source = `(${sources.length} ${sources.length === 1 ? 'other' : 'others'})`;
  return figuresOf(counts, { source, spend: sumOfCents(sources), value: undefined });
}

/**
 * Keeps the `limit` sources with the most leads and folds the others into one row `(n others)`. It lives here
 * because it serves printing alone: it only adds counts and cents of the summary, and costs/ makes figures of them.
 */
export function foldSources({ sources }: Pick<Summary, 'sources'>, limit: number): FoldedSources {
  if (sources.length <= limit) return { kept: sources, understated: false };
  const largest = new Set([...sources].sort((a, b) => b.leads - a.leads).slice(0, limit));
  const folded = sources.filter(source => !largest.has(source));
  const withoutSpend = folded.some(({ spend, leads }) => spend === null && leads > 0);
  return {
    kept: sources.filter(source => largest.has(source)),
    others: addUp(folded),
    understated: withoutSpend && folded.some(({ spend }) => spend !== null),
  };
}

/** The folded sources in printing order: `(none)` last, the others before it. */
export function orderedSources({ kept, others }: FoldedSources): readonly SourceSummary[] {
  if (others === undefined) return kept;
  const last = kept.at(-1);
  return last?.source === NONE ? [...kept.slice(0, -1), others, last] : [...kept, others];
}
