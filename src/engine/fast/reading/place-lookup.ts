import type { Field } from '../../../model/rulebook.ts';
import { createStruct, type Kernel } from '../../../records/kernel.ts';
import { parseIsoDay } from '../../../values/day.ts';
import { distinctNumbers } from '../../../values/evidence.ts';
import { readsIsoFirst } from '../../../values/field-types/date.ts';
import { type CellLookup, createTextLookup } from './cell-lookup.ts';
import type { FieldClasses } from './field-classes.ts';

const PLACES = ['points', 'count', 'numbers', 'areDates'] as const;
const ISO_DATE = 'yyyy-MM-dd'.length;

/**
 * Numbers of nothing but digits and dates as ISO 8601 writes them, which mean the same in every locale, by where they
 * stand among the values that the rulebook tells apart; other cells by their bytes. Undefined for fields that this
 * cannot be done for.
 */
export function createPlaceLookup(
  kernel: Kernel,
  { field, judge, isRead, isKey }: FieldClasses,
  blank: readonly string[],
): CellLookup | undefined {
  const asked = judge?.distinctions.breakpoints;
  const isPlaced = compilePlaced(field);
  if (isPlaced === undefined || isRead || isKey || asked === undefined) return undefined;
  if (blank.some(isPlaced)) return undefined;
  const breakpoints = [...new Set([...asked, ...distinctNumbers(field)])].sort((one, other) => one - other);
  const texts = createTextLookup(kernel);
  const points = kernel.allocate(breakpoints.length * 8);
  kernel.doubles.set(breakpoints, points / 8);
  const placeCount = breakpoints.length * 2 + 1;
  const numbers = kernel.allocate(placeCount * 4);
  kernel.words.fill(-1, numbers / 4, numbers / 4 + placeCount);
  const places = createStruct(kernel, PLACES);
  places.set({ points, count: breakpoints.length, numbers, areDates: field.type === 'date' ? 1 : 0 });
  return {
    table: texts.table,
    makeRoom: texts.makeRoom,
    findSome: (batch, column) => kernel.call.findPlaces(batch, column, places.address),
    find(cell) {
      const place = kernel.call.findPlace(cell.batch, cell.start, cell.end, places.address);
      return place < 0 ? texts.find(cell) : (kernel.words[numbers / 4 + place] ?? -1);
    },
    learn(cell, number) {
      const place = kernel.call.findPlace(cell.batch, cell.start, cell.end, places.address);
      if (place < 0) return texts.learn(cell, number);
      kernel.words[numbers / 4 + place] = number;
      return true;
    },
  };
}

/** Makes the function that says of a folded spelling whether cells written so could be known by their place. */
function compilePlaced(field: Field): ((spelling: string) => boolean) | undefined {
  if (field.type === 'number') return spelling => /^[0-9]+$/.test(spelling);
  if (field.type !== 'date' || !readsIsoFirst(field)) return undefined;
  return spelling => parseIsoDay(spelling.slice(0, ISO_DATE)) !== undefined;
}
