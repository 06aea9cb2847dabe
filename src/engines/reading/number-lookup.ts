import { createStruct, type Kernel } from '../../leads/kernel.ts';
import { type CellLookup, createTextLookup } from './cell-lookup.ts';
import type { FieldClasses } from './field-classes.ts';

/**
 * Cells of nothing but digits, which mean the same number in every locale, by where the number stands among those that
 * the rulebook tells apart; others by their bytes. Undefined for fields that this cannot be done for.
 */
export function createNumberLookup(
  kernel: Kernel,
  { field, judge, isRead, isKey }: FieldClasses,
  blank: readonly string[],
): CellLookup | undefined {
  const breakpoints = judge === undefined ? [] : judge.distinctions.breakpoints;
  const isSpelling = blank.some(spelling => /^[0-9]+$/.test(spelling));
  if (field.type !== 'number' || isRead || isKey || isSpelling || breakpoints === undefined) return undefined;
  const texts = createTextLookup(kernel);
  const points = kernel.allocate(breakpoints.length * 8);
  kernel.doubles.set(breakpoints, points / 8);
  const placeCount = breakpoints.length * 2 + 1;
  const numbers = kernel.allocate(placeCount * 4);
  kernel.words.fill(-1, numbers / 4, numbers / 4 + placeCount);
  const places = createStruct(kernel, ['points', 'count', 'numbers']);
  places.set({ points, count: breakpoints.length, numbers });
  return {
    table: texts.table,
    makeRoom: texts.makeRoom,
    findSome: (batch, column) => kernel.call.findNumbers(batch, column, places.address),
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
