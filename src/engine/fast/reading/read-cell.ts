import type { Reading } from '../../../model/lead.ts';

/** One cell of a field, read and answered. The same object stands for every cell that is known by its number. */
export interface ReadCell {
  /** Number of the answers' class: equal for cells of one field that lead to the same verdict. */
  readonly answerClass: number;
  /** What it shows of how the list is written: index of a counter of `ReadingCounts`. */
  readonly doubt: number;
  /** The hash of the value, and of its domain, two words each; zeros where it is not known, or no key asks for it. */
  readonly hashes: Uint32Array;
  /** The cell as it stands, and what it means. */
  readonly text: string;
  readonly reading: Reading;
}
