import { holds, isClosed, type Steps, type Stretch, stepsOf } from '../written/stretches.ts';
import {
  bandSeries,
  formatStretch,
  type ScoredBand,
  type Series,
  stretchCondition,
} from '../written/written-bands.ts';
import { lineOf } from '../written/written-rules.ts';
import type { Check, Finding } from './check.ts';

/** Bands of one field, all for or all against a lead, that leave out values between two of them. */
export const gapInBands: Check = {
  code: 'gap-in-bands',
  find: checked => bandSeries(checked).filter(isSeries).flatMap(findGaps),
};

/** Whether the bands are one series: nothing else gives points in between, and rules that add up stand side by side. */
function isSeries({ bands, kind, complete }: Series): boolean {
  if (kind === 'first') return complete;
  return bands.every(one => bands.every(other => one === other || !holds(one.band, other.band)));
}

interface Gap {
  readonly below: ScoredBand;
  readonly above: ScoredBand;
  readonly missing: Stretch;
}

function findGaps(series: Series): readonly Finding[] {
  const steps = stepsOf(series.bands.map(({ band }) => band));
  return gapsOf(series.bands, steps)
    .filter(gap => isMistake(gap, series))
    .map(gap => describeGap(gap, { series, steps }));
}

/** The stretches between the bands that none of them holds, from the lowest up. */
function gapsOf(bands: readonly ScoredBand[], { stretchOf }: Steps): readonly Gap[] {
  const ascending = bands
    .map(scored => ({ scored, ...stretchOf(scored.band) }))
    .filter(({ low, high }) => low <= high)
    .sort((a, b) => a.low - b.low || a.high - b.high);
  const gaps: Gap[] = [];
  let top = ascending[0];
  for (const next of ascending.slice(1)) {
    if (top !== undefined && next.low > top.high + 1) {
      const missing = { low: top.high + 1, high: next.low - 1 };
      gaps.push({ below: top.scored, above: next.scored, missing });
    }
    if (top === undefined || next.high > top.high) top = next;
  }
  return gaps;
}

/** Between a band that adds and one that takes away, or between past and future, nothing may be meant to count. */
function isMistake({ below, above, missing }: Gap, { bands, kind }: Series): boolean {
  if (below.band.axis === 'age' && below.band.high < 0 && above.band.low >= 0) return false;
  if (missing.low === missing.high) return true;
  const oneSign = Math.sign(below.points) * Math.sign(above.points) >= 0;
  return oneSign && (kind === 'first' || bands.filter(({ band }) => isClosed(band)).length > 1);
}

function describeGap(
  { below, above, missing }: Gap,
  { series, steps }: { readonly series: Series; readonly steps: Steps },
): Finding {
  const { field, axis } = above.band;
  const [own, other] = isAfter(above, below) ? [above, below] : [below, above];
  const condition = stretchCondition(missing, axis, steps);
  const zero =
    condition === undefined || series.kind === 'sum'
      ? ''
      : `, or say that nothing is meant: \`{ when: { ${field}: ${condition} }, points: 0 }\``;
  return {
    message: `\`${field}\` ${missing.low === missing.high ? '' : 'from '}${formatStretch(missing, axis, steps)} is in no band: neither in this one nor in that of ${nameOf(other, series)} ${lineOf(other.place, own.place)}`,
    fix: `let one of the two reach the other${zero}`,
    place: own.place,
  };
}

function isAfter({ place: one }: ScoredBand, { place: other }: ScoredBand): boolean {
  if (one === undefined || other === undefined) return true;
  return one.line === other.line ? one.column > other.column : one.line > other.line;
}

function nameOf({ id }: ScoredBand, { kind }: Series): string {
  return kind === 'first' ? 'the entry' : `\`${id}\``;
}
