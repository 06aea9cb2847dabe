import { createHash } from 'node:crypto';

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
