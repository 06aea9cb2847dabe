import { createHash } from 'node:crypto';
import { type HashWords, hashText } from '../records/hash64.ts';
import { createHashSet, type HashSet, hasHash } from './hash-set.ts';

/** Entries of suppression lists as 64-bit hashes: plain data, which threads share without copying it. */
export interface SuppressionEntries {
  /** The values of each key. */
  readonly byKey: readonly HashSet[];
  /** SHA-256 digests of addresses and phone numbers, of which the first 64 bits are kept; absent where no list has any. */
  readonly digests?: HashSet;
}

export interface EntryCollector {
  add(key: number, value: string): void;
  /** A SHA-256 digest in 64 hexadecimal digits. */
  addDigest(digest: string): void;
  finish(): SuppressionEntries;
}

export function createEntryCollector(keyCount: number): EntryCollector {
  const byKey = Array.from({ length: keyCount }, createWords);
  const digests = createWords();
  return {
    add(key, value) {
      const words = byKey[key];
      if (words !== undefined) hashText(value, ...words.next());
    },
    addDigest: digest => writeDigest(digest, ...digests.next()),
    finish() {
      const known = digests.all();
      return {
        byKey: byKey.map(words => createHashSet(words.all())),
        ...(known.length === 0 ? {} : { digests: createHashSet(known) }),
      };
    },
  };
}

/** Whether the SHA-256 digest of an address, or of a phone number in E.164, is among the entries. */
export function hasDigest({ digests }: SuppressionEntries, value: string): boolean {
  if (digests === undefined) return false;
  const words = new Uint32Array(2);
  writeDigest(createHash('sha256').update(value).digest('hex'), words, 0);
  return hasHash(digests, words[0] ?? 0, words[1] ?? 0);
}

function writeDigest(digest: string, words: HashWords, at: number): void {
  words[at] = Number.parseInt(digest.slice(0, 8), 16);
  words[at + 1] = Number.parseInt(digest.slice(8, 16), 16);
}

/** Words that grow two at a time. */
function createWords() {
  let words = new Uint32Array(64);
  let used = 0;
  return {
    next(): [HashWords, number] {
      if (used === words.length) {
        const larger = new Uint32Array(used * 2);
        larger.set(words);
        words = larger;
      }
      used += 2;
      return [words, used - 2];
    },
    all: (): HashWords => words.subarray(0, used),
  };
}
