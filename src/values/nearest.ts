import { fold } from './fold.ts';

/** Longer texts are no misspelt names, and comparing them takes time. */
const LONGEST = 80;

/**
 * The candidate that a wrong name was probably meant to be, for "did you mean": the one that the fewest insertions,
 * deletions, replacements and swaps of neighbours lead to, at most one in three letters; the first of equals.
 */
export function nearestName(wrong: string, candidates: readonly string[]): string | undefined {
  if (wrong.length > LONGEST) return undefined;
  const sought = fold(wrong);
  const limit = Math.max(1, Math.floor(sought.length / 3));
  let nearest: string | undefined;
  let fewest = limit + 1;
  for (const candidate of candidates) {
    const other = fold(candidate);
    if (Math.abs(other.length - sought.length) >= fewest) continue;
    const edits = countEdits(sought, other);
    // One letter is near every other letter: only its case may differ.
    if (edits < fewest && edits < Math.max(sought.length, other.length)) {
      nearest = candidate;
      fewest = edits;
    }
  }
  return nearest;
}

const MOST_LISTED = 12;

/** The fix for a wrong name: the nearest valid one, else those that there are, the first of many and how many more. */
export function suggestName(wrong: string, names: readonly string[]): string {
  const nearest = nearestName(wrong, names);
  if (nearest !== undefined) return `did you mean ${nearest}?`;
  const more = names.length - MOST_LISTED;
  return `one of ${names.slice(0, MOST_LISTED).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

/** Optimal string alignment distance. Source: Boytsov 2011, "Indexing methods for approximate dictionary searching". */
export function countEdits(from: string, to: string): number {
  const a = [...from];
  const b = [...to];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const replace = (last[column - 1] ?? 0) + (same ? 0 : 1);
      const best = Math.min(replace, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(swapped ? Math.min(best, (beforeLast[column - 2] ?? 0) + 1) : best);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
