import { operatorOf } from '../../../judging/operators/operators.ts';
import type { Condition, Test } from '../../../model/condition.ts';
import type { Rulebook } from '../../../model/rulebook.ts';

/** What the values of a band are: numbers, days, or days from the day of the run (-30 is 30 days ago). */
export type Axis = 'number' | 'day' | 'age';

/** All values of one field from a low to a high end, either of which may be infinite. */
export interface Band {
  readonly field: string;
  readonly axis: Axis;
  readonly low: number;
  readonly high: number;
  /** Whether an end itself is left out, as by `gt` and `lt`. */
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

type Ends = Omit<Band, 'field'>;

/** Finds the band that a condition asks for; undefined where it asks for anything else. */
export function createBands({ fields, criteria }: Rulebook): (condition: Condition) => Band | undefined {
  const types = new Map(fields.map(({ name, type }) => [name, type]));
  const remembered = new Map<string, Band | undefined>();

  const ofCriterion = (name: string): Band | undefined => {
    const criterion = criteria.find(candidate => candidate.name === name);
    if (criterion === undefined || criterion.unknown !== undefined) return undefined;
    const band = remembered.has(name) ? remembered.get(name) : bandOf(criterion.when);
    remembered.set(name, band);
    return band;
  };
  const bandOf = (condition: Condition): Band | undefined => {
    switch (condition.kind) {
      case 'test': {
        const { field, part } = condition.field;
        const type = part === undefined ? types.get(field) : undefined;
        if (type !== 'number' && type !== 'date') return undefined;
        const ends = endsOf(condition.test, type === 'date' ? 'day' : 'number');
        return ends && { field, ...ends };
      }
      case 'all':
        return condition.of.map(bandOf).reduce((one, other) => one && other && intersect(one, other));
      case 'criterion':
        return ofCriterion(condition.name);
      default:
        return undefined;
    }
  };
  return bandOf;
}

const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;

function endsOf(test: Test, axis: Axis): Ends | undefined {
  const span = operatorOf(test).spans(test);
  return (
    span && {
      axis,
      low: NEGATIVE_INFINITY,
      high: POSITIVE_INFINITY,
      lowOpen: false,
      highOpen: false,
      ...span,
    }
  );
}

function intersect(one: Band, other: Band): Band | undefined {
  if (!sameScale(one, other)) return undefined;
  const low = Math.max(one.low, other.low);
  const high = Math.min(one.high, other.high);
  const both = [one, other];
  const lowOpen = both.some(band => band.low === low && band.lowOpen);
  const highOpen = both.some(band => band.high === high && band.highOpen);
  const empty = low > high || (low === high && (lowOpen || highOpen));
  return empty ? undefined : { field: one.field, axis: one.axis, low, high, lowOpen, highOpen };
}

/** Whether two bands can be compared: one field, and both absolute or both counted from the day of the run. */
export function sameScale(one: Band, other: Band): boolean {
  return one.field === other.field && one.axis === other.axis;
}

/** Whether every value of `inner`, between the values that are written too, is one of `outer`. */
export function holds(outer: Band, inner: Band): boolean {
  const low = outer.low < inner.low || (outer.low === inner.low && (!outer.lowOpen || inner.lowOpen));
  const high = outer.high > inner.high || (outer.high === inner.high && (!outer.highOpen || inner.highOpen));
  return low && high;
}

/** Whether a band has two ends. */
export function isClosed({ low, high }: Band): boolean {
  return Number.isFinite(low) && Number.isFinite(high);
}

/** A stretch of values in steps of the rulebook's own precision, both ends included. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** Counts in the smallest step that the bounds are written in: ones, tenths, days. */
export interface Steps {
  readonly stretchOf: (band: Band) => Stretch;
  readonly valueAt: (step: number) => number;
}

/** Steps for bands of one scale: `gt: 50` begins at 51, and at 50.1 beside a bound such as 99.5. */
export function stepsOf(bands: readonly Band[]): Steps {
  const bounds = bands.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite);
  const places = Math.max(0, ...bounds.map(bound => decimalsOf(bound)));
  const scale = 10 ** places;
  const step = (bound: number) => (Number.isFinite(bound) ? Math.round(bound * scale) : bound);
  return {
    stretchOf: ({ low, high, lowOpen, highOpen }) => ({
      low: step(low) + (lowOpen ? 1 : 0),
      high: step(high) - (highOpen ? 1 : 0),
    }),
    valueAt: at => Number((at / scale).toFixed(places)),
  };
}

function decimalsOf(bound: number): number {
  const [digits = '', exponent = '0'] = String(bound).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}
