import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CannotRun } from '../../model/errors.ts';
import { listFaults } from '../list-faults.ts';
import type { ByteSource } from './byte-source.ts';

export interface GunzipOptions {
  /** Do not refuse a file that grows more than 200-fold past 1 GB. */
  readonly allowLarge: boolean;
  /** From so many bytes on growth counts. */
  readonly large?: number;
}

const LARGE = 1e9;
const LARGEST_GROWTH = 200;
const OUTPUT_PIECE = 1 << 16;

/** Whether bytes start as gzip data does. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The bytes inside a gzip file, all its members. Throws CannotRun where it is cut short, damaged or a bomb. */
export async function* gunzip(
  source: ByteSource,
  { allowLarge, large = LARGE }: GunzipOptions,
): AsyncGenerator<Buffer, void, undefined> {
  const inflate = createGunzip({ chunkSize: OUTPUT_PIECE });
  // Errors of either stream reach the loop below by way of `inflate`.
  let isNamedWrong = false;
  const onFirst = (piece: Buffer): void => {
    isNamedWrong = !isGzip(piece);
  };
  pipeline(Readable.from(compressed(source, onFirst)), inflate, () => undefined);
  let bytes = 0;
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (!allowLarge && bytes > large && bytes > LARGEST_GROWTH * inflate.bytesWritten) {
        throw new CannotRun([listFaults.growsTooMuch(source.shown)]);
      }
      yield piece;
    }
  } catch (error) {
    throw explain(source, { error, isNamedWrong });
  }
  // Zeros behind the last member are not an error to zlib: it only leaves them unread.
  if (inflate.bytesWritten !== source.size) throw new CannotRun([listFaults.gzipDamaged(source.shown)]);
}

async function* compressed(source: ByteSource, onFirst: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const piece of source.pieces({ keep: true })) {
    if (isFirst) onFirst(piece);
    isFirst = false;
    yield piece;
  }
}

/** zlib's errors as what is wrong with the file. */
function explain(
  { shown }: ByteSource,
  { error, isNamedWrong }: { readonly error: unknown; readonly isNamedWrong: boolean },
): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'Z_BUF_ERROR') return new CannotRun([listFaults.gzipCutShort(shown)]);
  if (code !== 'Z_DATA_ERROR') return error;
  return new CannotRun([isNamedWrong ? listFaults.notGzip(shown) : listFaults.gzipDamaged(shown)]);
}
