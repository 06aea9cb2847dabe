import { type HashWords, hashText } from '../../src/records/hash64.ts';

/** The hashes of values as a lead's keys have them: two words each, 0 and 0 for a value that is not known. */
export function hashesOf(values: readonly (string | undefined)[]): HashWords {
  const words = new Uint32Array(values.length * 2);
  for (const [index, value] of values.entries()) if (value !== undefined) hashText(value, words, index * 2);
  return words;
}

/** The hash of one value. */
export function hashOf(value: string): readonly [low: number, high: number] {
  const [low = 0, high = 0] = hashesOf([value]);
  return [low, high];
}
