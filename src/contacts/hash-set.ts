import type { HashWords } from '../records/hash64.ts';

/** A set of 64-bit hashes that threads share without copying it. */
export interface HashSet {
  /** Two words a slot; both 0 where it is free. */
  readonly slots: HashWords;
}

const FULLEST = 0.7;

/** The set of all hashes in `words`, two words each. */
export function createHashSet(words: HashWords): HashSet {
  const count = words.length / 2;
  const size = Math.max(1, Math.ceil(count / FULLEST));
  const slots = new Uint32Array(new SharedArrayBuffer(size * 8));
  for (let at = 0; at < words.length; at += 2) {
    const low = words[at] as number;
    const high = words[at + 1] as number;
    const slot = find(slots, low, high);
    slots[slot] = low;
    slots[slot + 1] = high;
  }
  return { slots };
}

/** Whether a hash is in the set; a value that is not known never is. */
export function hasHash({ slots }: HashSet, low: number, high: number): boolean {
  if (low === 0 && high === 0) return false;
  const slot = find(slots, low, high);
  return slots[slot] === low && slots[slot + 1] === high;
}

/** The first word of the hash's slot, or of the free one where it would go. */
function find(slots: HashWords, low: number, high: number): number {
  let slot = Math.floor((low / 2 ** 32) * (slots.length / 2)) * 2;
  while ((slots[slot] !== 0 || slots[slot + 1] !== 0) && (slots[slot] !== low || slots[slot + 1] !== high)) {
    slot = slot + 2 === slots.length ? 0 : slot + 2;
  }
  return slot;
}
