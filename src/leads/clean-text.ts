import { isUtf8 } from 'node:buffer';
import { readRange } from './chunk.ts';

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

/** How many bytes from an offset on go on with a character that starts before it. */
function countContinuations(bytes: Uint8Array, at: number): number {
  let count = 0;
  while (count < MOST_CONTINUATIONS && ((bytes[at + count] ?? 0) & 0xc0) === 0x80) count++;
  return count;
}
