// Runs for every cell of a dedupe or suppression key: hashes go into an array of the caller's instead of new objects.

/**
 * 64-bit hashes stand for values where many are held: two different values among a million meet in one hash with a
 * probability of about 3 in 100 million. A hash is two words; both are 0 for a value that is not known.
 */
export type HashWords = Uint32Array;

const FIRST_SEED = 0xdeadbeef;
const SECOND_SEED = 0x41c6ce57;
const FIRST_FACTOR = 0x9e3779b1;
const SECOND_FACTOR = 0x5f356495;

/**
 * Odd 32-bit numbers that are others in each process. Tables of hashes choose slots by them, never what is found: whoever
 * writes a list cannot know which of its values would meet in one slot (multiply-shift hashing, Dietzfelbinger 1997).
 */
export function randomFactors(count: number): Uint32Array {
  return crypto.getRandomValues(new Uint32Array(count)).map(word => word | 1);
}

/** Writes the hash of a text to words `at` and `at + 1`: cyrb53's two lanes (bryc, public domain), all 64 bits. */
export function hashText(text: string, words: HashWords, at: number): void {
  let one = FIRST_SEED;
  let two = SECOND_SEED;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, FIRST_FACTOR);
    two = Math.imul(two ^ unit, SECOND_FACTOR);
  }
  finish(one, two, { words, at });
}

/** The hash that the text of ASCII bytes `[start, end)` has in lower case. */
export function hashLowerCase(
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  { words, at }: { readonly words: HashWords; readonly at: number },
): void {
  let one = FIRST_SEED;
  let two = SECOND_SEED;
  for (let index = start; index < end; index++) {
    const byte = bytes[index] as number;
    const unit = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    one = Math.imul(one ^ unit, FIRST_FACTOR);
    two = Math.imul(two ^ unit, SECOND_FACTOR);
  }
  finish(one, two, { words, at });
}

/** Makes the hash at `at` that of a list of values by taking in the hash of the next one. */
export function appendHash(words: HashWords, at: number, [low, high]: readonly [number, number]): void {
  const one = Math.imul((words[at] ?? 0) ^ low, FIRST_FACTOR) + high;
  const two = Math.imul((words[at + 1] ?? 0) ^ high, SECOND_FACTOR) + low;
  finish(one | 0, two | 0, { words, at });
}

function finish(one: number, two: number, { words, at }: { words: HashWords; at: number }): void {
  const low = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  const high = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  words[at] = low === 0 && high === 0 ? 1 : low;
  words[at + 1] = high;
}
