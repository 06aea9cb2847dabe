import type { Condition, Hundredths } from '../../../model/condition.ts';
import type { Place } from '../../../model/diagnostic.ts';
import { formatDay } from '../../../values/day.ts';
import { placeOfCondition } from './references.ts';
import { type Axis, type Band, createBands, type Steps, type Stretch, sameScale } from './stretches.ts';
import type { WrittenRulebook } from './written-conditions.ts';
import { type WrittenRule, writtenRules } from './written-rules.ts';

/** A band that gives points, with where it is written. */
export interface ScoredBand {
  readonly band: Band;
  readonly points: Hundredths;
  readonly place: Place | undefined;
  /** The rule that it belongs to. */
  readonly id: string;
}

/** Bands of one field that are read together. */
export interface Series {
  readonly bands: readonly ScoredBand[];
  /** Entries of one `first` rule, of which the first that is met counts; else rules of one group, which add up. */
  readonly kind: 'first' | 'sum';
  /** Whether something else in the `first` rule may give points too. */
  readonly complete: boolean;
}

/** The series of bands in the score groups: the entries of each `first` rule, and the rules of each group, by field. */
export function bandSeries(written: WrittenRulebook): readonly Series[] {
  const rules = writtenRules(written);
  const bandOf = createBands(written.rulebook);
  const firsts = rules.flatMap(rule => seriesOfFirst(rule, bandOf));
  const sums = written.rulebook.scores.flatMap(group => {
    const bands = rules
      .filter(({ rule, group: owner }) => owner === group && rule.kind === 'when')
      .flatMap(({ rule }) => (rule.kind === 'when' ? (scoredBand(rule, { id: rule.id, bandOf }) ?? []) : []));
    return byScale(bands).map(each => ({ bands: each, kind: 'sum' as const, complete: true }));
  });
  return [...firsts, ...sums].filter(({ bands }) => bands.length > 1);
}

function seriesOfFirst({ rule }: WrittenRule, bandOf: BandOf): readonly Series[] {
  if (rule.kind !== 'first') return [];
  const bands = rule.entries.flatMap(entry => scoredBand(entry, { id: rule.id, bandOf }) ?? []);
  return byScale(bands).map(each => ({
    bands: each,
    kind: 'first' as const,
    complete: each.length === rule.entries.length,
  }));
}

interface Scored {
  readonly when: Condition;
  readonly points: Hundredths;
}

type BandOf = (condition: Condition) => Band | undefined;

function scoredBand(
  { when, points }: Scored,
  { id, bandOf }: { readonly id: string; readonly bandOf: BandOf },
): ScoredBand | undefined {
  const band = bandOf(when);
  return band && { band, points, id, place: placeOfCondition(when) };
}

function byScale(bands: readonly ScoredBand[]): readonly (readonly ScoredBand[])[] {
  const heads = bands.filter(
    ({ band }, index) => bands.findIndex(other => sameScale(other.band, band)) === index,
  );
  return heads.map(head => bands.filter(({ band }) => sameScale(band, head.band)));
}

/** A stretch in words: `40 to 50`, `50`, `31 to 89 days ago`. */
export function formatStretch({ low, high }: Stretch, axis: Axis, { valueAt }: Steps): string {
  const [from, to] = [valueAt(low), valueAt(high)];
  if (axis === 'age') return formatAge(from, to);
  const show = axis === 'day' ? formatDay : String;
  return from === to ? show(from) : `${show(from)} to ${show(to)}`;
}

function formatAge(from: number, to: number): string {
  const [near, far] = Math.abs(from) < Math.abs(to) ? [from, to] : [to, from];
  const days = near === far ? `${Math.abs(near)}` : `${Math.abs(near)} to ${Math.abs(far)}`;
  return `${days} days ${Math.max(from, to) <= 0 ? 'ago' : 'ahead'}`;
}

/** The condition that holds for a stretch, to be pasted; undefined for ages, which no one operator bounds. */
export function stretchCondition({ low, high }: Stretch, axis: Axis, { valueAt }: Steps): string | undefined {
  if (axis === 'age') return undefined;
  const show = axis === 'day' ? formatDay : String;
  const [from, to] = [show(valueAt(low)), show(valueAt(high))];
  if (low === Number.NEGATIVE_INFINITY) return `{ lte: ${to} }`;
  if (high === Number.POSITIVE_INFINITY) return `{ gte: ${from} }`;
  return low === high ? from : `{ between: [${from}, ${to}] }`;
}
