import type { SourceSummary, Summary } from '../../../model/summary.ts';
import { fold } from '../../../values/fold.ts';
import { type Change, DIFFED_FIGURES, type DiffedFigure, type DiffedSource } from '../model.ts';

/** The summaries of the same leads under the rulebook before and after. */
export interface TwoSummaries {
  readonly before: Summary;
  readonly after: Summary;
}

/** The figures of every source of one of the summaries, in the order of the one after, then of those that only were. */
export function compareSources({ before, after }: TwoSummaries): readonly DiffedSource[] {
  const earlier = new Map(before.sources.map(row => [fold(row.source), row]));
  const names = new Set(after.sources.map(({ source }) => fold(source)));
  return [
    ...after.sources.map(row => compareFigures(row.source, earlier.get(fold(row.source)), row)),
    ...before.sources
      .filter(({ source }) => !names.has(fold(source)))
      .map(row => compareFigures(row.source, row, undefined)),
  ];
}

/** The figures of a source, the total or the costed part; where it has no row it has no leads and no spend. */
export function compareFigures(
  source: string,
  before: SourceSummary | undefined,
  after: SourceSummary | undefined,
): DiffedSource {
  const changes = DIFFED_FIGURES.map(figure => [figure, changeOf(figure, before, after)] as const);
  return { source, ...(Object.fromEntries(changes) as Record<DiffedFigure, Change>) };
}

function changeOf(
  figure: DiffedFigure,
  before: SourceSummary | undefined,
  after: SourceSummary | undefined,
): Change {
  const missing = COUNTS.has(figure) ? 0 : null;
  return changeFrom(before?.[figure] ?? missing, after?.[figure] ?? missing);
}

const COUNTS: ReadonlySet<DiffedFigure> = new Set(['leads', 'mql', 'sql']);

/** The change of a figure of at most two decimals, exactly; the rate with four. Nothing from nothing is no change. */
export function changeFrom(before: number | null, after: number | null): Change {
  if (before === null || after === null) return { before, after, change: null, rate: null };
  const change = Math.round(after * 100 - before * 100) / 100 + 0;
  if (change === 0) return { before, after, change, rate: 0 };
  const rate = before === 0 ? null : Math.round((change / before) * 10_000) / 10_000;
  return { before, after, change, rate };
}

/** Whether the figure is another, or there is one only before or only after. */
export function isChanged({ before, after }: Change): boolean {
  return before !== after;
}
