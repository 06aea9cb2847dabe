import { isUtf8 } from 'node:buffer';
import { readRange } from './file-pieces.ts';

/** A part of an open file, which may be cut anywhere. */
export interface FileRange {
  readonly descriptor: number;
  readonly from: number;
  readonly to: number;
  /** Bytes of the whole file. */
  readonly size: number;
}

/** So many bytes at a time stay in a core's cache from one look at them to the next. */
const PIECE = 1 << 18;
/** Bytes of a UTF-8 character behind its first. */
const MOST_CONTINUATIONS = 3;

/**
 * Whether the characters that start in a range are valid UTF-8 and none is NUL. A whole file is clean if and only if all
 * ranges of it are, wherever it is cut. Throws what the system refuses.
 */
export function isCleanRange({ descriptor, from, to, size }: FileRange): boolean {
  const into = Buffer.allocUnsafeSlow(Math.min(PIECE, to - from) + MOST_CONTINUATIONS);
  for (let at = from; at < to; at += PIECE) {
    const end = Math.min(at + PIECE, to);
    const beyond = Math.min(end + MOST_CONTINUATIONS, size);
    const bytes = readRange(descriptor, { from: at, to: beyond, into });
    if (bytes.length < beyond - at) return false;
    // Nothing is before the first byte that it could go on with.
    const first = at === 0 ? 0 : countContinuations(bytes, 0);
    const characters = bytes.subarray(first, end - at + countContinuations(bytes, end - at));
    if (characters.includes(0) || !isUtf8(characters)) return false;
  }
  return true;
}

/** A file that several threads look through together, each taking the next range that nobody has. */
export interface SharedFile extends Pick<FileRange, 'descriptor' | 'size'> {
  /** Memory of all of them: see `shareFile`. */
  readonly progress: SharedArrayBuffer;
}

/** Bytes of a range, so that who comes first takes most. */
const RANGE = 1 << 23;
/** Words of `progress`: ranges that are taken, and whether one of them was not clean. */
const TAKEN = 0;
const FOUND = 1;

/** Makes a file ready to be looked through by `looksClean`. */
export function shareFile({ descriptor, size }: Pick<FileRange, 'descriptor' | 'size'>): SharedFile {
  return { descriptor, size, progress: new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT) };
}

/**
 * Takes ranges of a file until none is left or one was not clean, and says whether nothing was found. The file is clean if
 * all who take ranges of it say so. Throws what the system refuses.
 */
export function looksClean({ descriptor, size, progress }: SharedFile): boolean {
  const shared = new Int32Array(progress);
  while (Atomics.load(shared, FOUND) === 0) {
    const from = Atomics.add(shared, TAKEN, 1) * RANGE;
    if (from >= size) return true;
    if (!isCleanRange({ descriptor, from, to: Math.min(from + RANGE, size), size })) {
      Atomics.store(shared, FOUND, 1);
    }
  }
  return false;
}

/** How many bytes from an offset on go on with a character that starts before it. */
function countContinuations(bytes: Uint8Array, at: number): number {
  let count = 0;
  while (count < MOST_CONTINUATIONS && ((bytes[at + count] ?? 0) & 0xc0) === 0x80) count++;
  return count;
}
