import type { HashWords } from '../records/hash64.ts';
import { randomFactors } from '../records/hash64.ts';

/** A set of 64-bit hashes that threads share without copying it. */
export interface HashSet {
  /** Two words a slot; both 0 where it is free. */
  readonly slots: HashWords;
  /** Odd factors of this process by which slots are chosen: nobody can write values that all ask for one slot. */
  readonly factors: readonly [number, number];
}

const FULLEST = 0.7;

/** The set of all hashes in `words`, two words each. Tests may give the factors. */
export function createHashSet(
  words: HashWords,
  [one = 1, other = 1]: Iterable<number> = randomFactors(2),
): HashSet {
  const count = words.length / 2;
  const size = Math.max(1, Math.ceil(count / FULLEST));
  const slots = new Uint32Array(new SharedArrayBuffer(size * 8));
  const set: HashSet = { slots, factors: [one, other] };
  for (let at = 0; at < words.length; at += 2) {
    const low = words[at] as number;
    const high = words[at + 1] as number;
    const slot = find(set, low, high);
    slots[slot] = low;
    slots[slot + 1] = high;
  }
  return set;
}

/** Whether a hash is in the set; a value that is not known never is. */
export function hasHash(set: HashSet, low: number, high: number): boolean {
  if (low === 0 && high === 0) return false;
  const { slots } = set;
  const slot = find(set, low, high);
  return slots[slot] === low && slots[slot + 1] === high;
}

/** The first word of the hash's slot, or of the free one where it would go. */
function find({ slots, factors: [one, other] }: HashSet, low: number, high: number): number {
  const mixed = (Math.imul(low, one) + Math.imul(high, other)) >>> 0;
  let slot = Math.floor((mixed / 2 ** 32) * (slots.length / 2)) * 2;
  while ((slots[slot] !== 0 || slots[slot + 1] !== 0) && (slots[slot] !== low || slots[slot + 1] !== high)) {
    slot = slot + 2 === slots.length ? 0 : slot + 2;
  }
  return slot;
}
