import { hashText } from '../../records/hash64.ts';

/** A value of a column: how many cells hold it, and the first row that does. */
export interface SeenValue {
  cells: number;
  readonly row: number;
}

/** What is kept of a column while a list is read: its first values with their counts, and a sketch of all of them. */
export interface ColumnProfile {
  readonly filled: number;
  readonly values: ReadonlyMap<string, SeenValue>;
  readonly distinct: number;
  readonly isEstimate: boolean;
}

export interface ProfileKeeper {
  add(text: string, row: number): void;
  end(): ColumnProfile;
}

/** So many smallest hashes tell the number of distinct values with a standard error of 1.6 %: 1 / √(size − 2). */
const SKETCH = 4096;
/** Longer values are told apart by their hashes but not kept. */
const LONGEST = 256;
const WORD = 2 ** 32;

/** Keeps the first `most` distinct values exactly; what comes later is only estimated (k minimum values). */
export function createProfile(most: number): ProfileKeeper {
  const values = new Map<string, SeenValue>();
  const words = new Uint32Array(2);
  let smallest = new Set<number>();
  let limit = 1;
  let filled = 0;
  let isFull = false;

  function add(text: string, row: number): void {
    filled++;
    const seen = values.get(text);
    if (seen !== undefined) {
      seen.cells++;
      return;
    }
    if (!isFull && values.size < most && text.length <= LONGEST) values.set(text, { cells: 1, row });
    else isFull = isFull || values.size >= most;
    hashText(text, words, 0);
    const share = ((words[0] ?? 0) + (words[1] ?? 0) / WORD) / WORD;
    if (share >= limit) return;
    smallest.add(share);
    if (smallest.size >= 2 * SKETCH) cutSketch();
  }

  function cutSketch(): void {
    const kept = [...smallest].sort((one, other) => one - other).slice(0, SKETCH);
    smallest = new Set(kept);
    limit = kept.at(-1) ?? 1;
  }

  function end(): ColumnProfile {
    const isEstimate = isFull || limit < 1;
    if (smallest.size > SKETCH) cutSketch();
    const distinct = limit < 1 ? Math.round((SKETCH - 1) / limit) : smallest.size;
    return { filled, values, distinct: Math.min(filled, Math.max(distinct, values.size)), isEstimate };
  }
  return { add, end };
}
