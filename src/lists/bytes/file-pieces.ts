import { read, readSync } from 'node:fs';
import { promisify } from 'node:util';

const PIECE = 1 << 18;
const readFile = promisify(read);

export interface FilePieceOptions {
  /** Bytes of the file. */
  readonly size: number;
  /** Whether each piece is a buffer of its own; else it is valid until the next. */
  readonly keep?: boolean;
}

/** The bytes of an open file from the first to the last. */
export async function* filePieces(
  descriptor: number,
  { size, keep = false }: FilePieceOptions,
): AsyncGenerator<Buffer, void, undefined> {
  let buffer = Buffer.allocUnsafeSlow(Math.min(PIECE, size + 1));
  for (let position = 0; ; ) {
    const { bytesRead } = await readFile(descriptor, buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
    if (keep) buffer = Buffer.allocUnsafeSlow(buffer.length);
  }
}

/** Bytes `[from, to)` of an open file, as far as it goes, in `into` or in a buffer of their own. */
export function readRange(
  descriptor: number,
  { from, to, into = Buffer.allocUnsafeSlow(to - from) }: { from: number; to: number; into?: Buffer },
): Buffer {
  let filled = 0;
  while (filled < to - from) {
    const read = readSync(descriptor, into, filled, to - from - filled, from + filled);
    if (read === 0) break;
    filled += read;
  }
  return into.subarray(0, filled);
}
