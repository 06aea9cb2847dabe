import { createHash } from 'node:crypto';
import { readRange } from './file-pieces.ts';

/** The identity of an input as it was read. */
export interface Fingerprint {
  /** Of the file's bytes as they stand, compressed if it is gzip. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Of bytes that come in pieces. */
export async function fingerprintOf(pieces: AsyncIterable<Buffer>): Promise<Fingerprint> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

const PIECE = 1 << 18;

/** Of an open file, in one go: for a thread that does nothing else meanwhile. Throws what the system refuses. */
export function fingerprintOfFile(descriptor: number): Fingerprint {
  const hash = createHash('sha256');
  const into = Buffer.allocUnsafeSlow(PIECE);
  for (let bytes = 0; ; ) {
    const piece = readRange(descriptor, { from: bytes, to: bytes + PIECE, into });
    if (piece.length === 0) return { sha256: hash.digest('hex'), bytes };
    hash.update(piece);
    bytes += piece.length;
  }
}
