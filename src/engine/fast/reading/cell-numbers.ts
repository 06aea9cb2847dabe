import type { Kernel } from '../../../records/kernel.ts';
import { createRegion } from '../../../records/kernel-region.ts';
import type { ReadCell } from './read-cell.ts';

/** The cells of one field of one list by number, and what the kernel is told of them. */
export interface CellNumbers {
  /** Forgets the cells that were not to be kept, and makes room for as many as the next batch may have. */
  startBatch(most: number): void;
  /** Cells that are kept: their numbers are below this. */
  readonly count: () => number;
  /** The number that the next cell to be kept will have; undefined where no more are kept. */
  nextNumber(): number | undefined;
  /** Gives a cell a number: for good, or until the next batch. */
  add(cell: ReadCell, isKept: boolean): number;
  cellOf(number: number): ReadCell;
  isBlank(number: number): boolean;
  /** Addresses by number. */
  readonly answerClasses: () => number;
  readonly doubts: () => number;
  readonly invalid: () => number;
  readonly blanks: () => number;
  readonly hashes: () => number;
}

/** Cells kept at once. */
export const MOST_KEPT = 1 << 16;
const WORD = 4;
const HASHES = 16;

export function createCellNumbers(kernel: Kernel, isHashed: boolean): CellNumbers {
  const answerClasses = createRegion(kernel, WORD);
  const doubts = createRegion(kernel, 1);
  const invalid = createRegion(kernel, 1);
  const blanks = createRegion(kernel, 1);
  const hashes = createRegion(kernel, HASHES);
  const kept: ReadCell[] = [];
  const passing: ReadCell[] = [];
  /** Cells that are kept have the numbers below this one, in this batch. */
  let firstPassing = 1;

  function tell(number: number, { answerClass, doubt, reading, hashes: words }: ReadCell): void {
    kernel.words[answerClasses.address / WORD + number] = answerClass;
    kernel.bytes[doubts.address + number] = doubt;
    kernel.bytes[invalid.address + number] = reading.kind === 'invalid' ? 1 : 0;
    kernel.bytes[blanks.address + number] = reading.kind === 'blank' ? 1 : 0;
    if (isHashed) kernel.words.set(words, (hashes.address + number * HASHES) / WORD);
  }

  return {
    startBatch(most) {
      passing.length = 0;
      firstPassing = Math.min(kept.length + most, MOST_KEPT);
      const room = firstPassing + most;
      answerClasses.makeRoom(room * WORD, kept.length * WORD);
      doubts.makeRoom(room, kept.length);
      invalid.makeRoom(room, kept.length);
      blanks.makeRoom(room, kept.length);
      if (isHashed) hashes.makeRoom(room * HASHES, kept.length * HASHES);
    },
    count: () => kept.length,
    nextNumber: () => (kept.length < MOST_KEPT ? kept.length : undefined),
    add(cell, isKept) {
      const number = isKept ? kept.push(cell) - 1 : firstPassing + passing.push(cell) - 1;
      tell(number, cell);
      return number;
    },
    cellOf: number => (number < firstPassing ? kept[number] : passing[number - firstPassing]) as ReadCell,
    isBlank: number => kernel.bytes[blanks.address + number] === 1,
    answerClasses: () => answerClasses.address,
    doubts: () => doubts.address,
    invalid: () => invalid.address,
    blanks: () => blanks.address,
    hashes: () => hashes.address,
  };
}
