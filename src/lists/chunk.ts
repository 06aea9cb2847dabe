import type { ByteSource } from './bytes/byte-source.ts';
import { readRange } from './bytes/file-pieces.ts';
import type { Piece, TextEncoding } from './bytes/utf8-pieces.ts';

/** A part of a list's text, in UTF-8 and without its byte order mark, cut anywhere. */
export interface Chunk {
  /** Offset of its first byte in the text. */
  readonly at: number;
  readonly size: number;
  readonly isLast: boolean;
  /**
   * Whether the calling thread reads it itself: the last, which shows how the list ends, and of a file also a short first
   * one, from which it learns most of what the last asks for.
   */
  readonly isEnd: boolean;
  /** Where another thread of this process gets it from. */
  readonly source: ChunkSource;
  /** Bytes `[from, to)` of the chunk. */
  read(from: number, to: number): Buffer;
  /** Bytes behind it that whoever reads it may read along; none by default. */
  readonly beyond?: number;
}

export type ChunkSource =
  | { readonly kind: 'file'; readonly descriptor: number; readonly position: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export interface ChunkOptions {
  /** Where the text of the first record starts. */
  readonly from: number;
  /** Bytes of a chunk, as far as a file is cut. */
  readonly size: number;
  readonly encoding: TextEncoding;
  /** The text where it is not the file's own bytes. */
  readonly pieces: () => AsyncIterable<Piece>;
}

/** What the first and the last chunk hold, so that the end of a list is seen together. */
const END = 1 << 16;
/** What is read of a file behind a chunk, so that the record that the chunk cuts off is read with it. */
const BEYOND = 1 << 13;

/** A text cut into chunks: ranges of its file where that holds the text as it is, else its pieces. */
export async function* cutChunks(
  source: ByteSource,
  { from, size, encoding, pieces }: ChunkOptions,
): AsyncGenerator<Chunk, void, undefined> {
  if (encoding.isPassThrough && !encoding.isGzip) {
    const end = encoding.textBytes - encoding.markLength - encoding.cutBytes;
    yield* cutFile(source.descriptor, { from, size, end, markLength: encoding.markLength });
  } else yield* cutPieces(pieces(), from);
}

function* cutFile(
  descriptor: number,
  { from, size, end, markLength }: { from: number; size: number; end: number; markLength: number },
): Generator<Chunk, void, undefined> {
  const short = Math.min(END, size);
  const tail = Math.max(from, end - short);
  let next = from;
  for (let at = from; at < tail; at = next) {
    const isEnd = at === from;
    next = Math.min(at + (isEnd ? short : size), tail);
    // Nothing of the last chunk, which alone shows how the list ends.
    const beyond = Math.min(BEYOND, tail - next);
    yield { ...fileChunk(descriptor, { at, end: next, markLength, isLast: false, isEnd }), beyond };
  }
  yield fileChunk(descriptor, { at: tail, end, markLength, isLast: true, isEnd: true });
}

interface ChunkRange {
  readonly at: number;
  readonly end: number;
  readonly markLength: number;
}

function fileChunk(
  descriptor: number,
  { at, end, markLength, ...which }: ChunkRange & Pick<Chunk, 'isLast' | 'isEnd'>,
): Chunk {
  const position = markLength + at;
  const read = (from: number, to: number): Buffer =>
    readRange(descriptor, { from: position + from, to: position + to });
  return { at, size: end - at, ...which, source: { kind: 'file', descriptor, position }, read };
}

async function* cutPieces(
  pieces: AsyncIterable<Piece>,
  from: number,
): AsyncGenerator<Chunk, void, undefined> {
  let start = 0;
  for await (const { bytes: piece, isLast } of pieces) {
    const bytes = Buffer.from(piece.subarray(Math.max(0, from - start)));
    const at = Math.max(start, from);
    start += piece.length;
    if (bytes.length === 0 && !isLast) continue;
    const read = (first: number, end: number): Buffer => bytes.subarray(first, end);
    yield { at, size: bytes.length, isLast, isEnd: isLast, source: { kind: 'bytes', bytes }, read };
  }
}
