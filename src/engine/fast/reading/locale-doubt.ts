import type { Notation } from '../../../model/lead.ts';
import type { Field } from '../../../model/rulebook.ts';
import type { FieldCount, ReadingDoubt } from '../../../model/summary.ts';
import { countField, findDoubts } from '../../../values/doubts.ts';
import { EVIDENCE } from '../../../values/evidence.ts';

/** Counters of each field, by the number of what a cell shows. */
export const COUNTERS = EVIDENCE.length;

/** How a list was read, once it has been. */
export interface ListReading {
  readonly fields: readonly FieldCount[];
  readonly doubts: readonly ReadingDoubt[];
}

/** Counts how the cells of one list were read, to say which could not be, and whether the list is written otherwise. */
export interface ReadingCounts {
  /** What was counted of the list: `COUNTERS` for each field. */
  readonly counts: Float64Array;
  /** Adds what was counted of a part of the list. */
  add(counts: Float64Array): void;
  finish(): ListReading;
}

/** Counts the fields of a run in one of its lists; those that it has no column for are passed over. */
export function countReadings(
  fields: readonly Field[],
  {
    list,
    notation,
    has,
  }: { readonly list: string; readonly notation: Notation; readonly has: (field: string) => boolean },
): ReadingCounts {
  const counts = new Float64Array(fields.length * COUNTERS);
  return {
    counts,
    add(others) {
      for (const [counter, count] of others.entries()) counts[counter] = (counts[counter] ?? 0) + count;
    },
    finish() {
      const counted = [...fields.entries()]
        .filter(([, { name }]) => has(name))
        .map(([index, field]) => ({
          field,
          counts: counts.subarray(index * COUNTERS, (index + 1) * COUNTERS),
        }));
      return { fields: counted.map(countField), doubts: findDoubts(counted, { list, notation }) };
    },
  };
}
