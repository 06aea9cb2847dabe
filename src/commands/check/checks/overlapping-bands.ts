import { type Band, holds, isClosed, type Steps, type Stretch, stepsOf } from '../written/stretches.ts';
import {
  bandSeries,
  formatStretch,
  type ScoredBand,
  type Series,
  stretchCondition,
} from '../written/written-bands.ts';
import { lineOf } from '../written/written-rules.ts';
import type { Check, Finding } from './check.ts';

/**
 * Bands of one field that share values though both have two ends, or that take leads away from a better one after
 * them; rules of one group that do add up there. Bands inside one another are a way to write steps, and no overlap;
 * an entry of `first` that an earlier one holds is `dead-weight`.
 */
export const overlappingBands: Check = {
  code: 'overlapping-bands',
  find: checked => bandSeries(checked).flatMap(findOverlaps),
};

function findOverlaps(series: Series): readonly Finding[] {
  const steps = stepsOf(series.bands.map(({ band }) => band));
  return series.bands.flatMap((later, index) => {
    const before = series.bands.slice(0, index);
    return before.flatMap(earlier => {
      const shared = sharedBy(earlier.band, later.band, steps);
      const counts = shared !== undefined && isMistake({ earlier, later, shared }, series);
      return counts ? [overlap({ earlier, later, shared }, { series, steps })] : [];
    });
  });
}

/** The values that two bands share where neither holds the other, in steps or between them; undefined without any. */
function sharedBy(one: Band, other: Band, { stretchOf }: Steps): Stretch | undefined {
  const [a, b] = [stretchOf(one), stretchOf(other)];
  const shared = { low: Math.max(a.low, b.low), high: Math.min(a.high, b.high) };
  const isWhole = (stretch: Stretch) => stretch.low === shared.low && stretch.high === shared.high;
  const apart = shared.low > shared.high || isWhole(a) || isWhole(b);
  return apart || holds(one, other) || holds(other, one) ? undefined : shared;
}

interface Overlap {
  readonly earlier: ScoredBand;
  readonly later: ScoredBand;
  readonly shared: Stretch;
}

/** Two bands with two ends are meant to be apart; one that is open on a side may be a rule of its own. */
function isMistake({ earlier, later, shared }: Overlap, { kind, bands }: Series): boolean {
  const isToday = earlier.band.axis === 'age' && shared.low === 0 && shared.high === 0;
  if (isToday) return false;
  const closed = [earlier, later].filter(({ band }) => isClosed(band)).length;
  if (closed === 2) return true;
  // An open band after a better one is what is left; before a better one it takes leads away from it.
  if (kind === 'first') return later.points > earlier.points && shared.low !== shared.high;
  return shared.low === shared.high || (closed === 1 && bands.length > 2);
}

function overlap(
  { earlier, later, shared }: Overlap,
  { series, steps }: { readonly series: Series; readonly steps: Steps },
): Finding {
  const { field, axis } = later.band;
  const values = `\`${field}\` ${shared.low === shared.high ? '' : 'from '}${formatStretch(shared, axis, steps)}`;
  const rest = restOf(later.band, shared, steps);
  const apart = stretchCondition(rest, axis, steps);
  const consequence =
    series.kind === 'first'
      ? `the entry ${lineOf(earlier.place, later.place)}, which is taken first`
      : `\`${earlier.id}\` ${lineOf(earlier.place, later.place)}, and gets the points of both`;
  return {
    message: `${values} is in this band and in that of ${consequence}`,
    fix: `let one begin after the other ends${apart === undefined ? '' : `, such as \`${field}: ${apart}\` here`}`,
    place: later.place,
  };
}

/** What is left of a band without the values that it shares at one of its ends. */
function restOf(band: Band, shared: Stretch, { stretchOf }: Steps): Stretch {
  const { low, high } = stretchOf(band);
  return shared.low === low ? { low: shared.high + 1, high } : { low, high: shared.low - 1 };
}
