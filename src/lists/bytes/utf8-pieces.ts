import { createDecoder } from '../../text/encoding.ts';
import type { ByteSource } from './byte-source.ts';
import { gunzip } from './gunzip.ts';

/** How the text inside an input is encoded, once that is decided. */
export interface TextEncoding {
  readonly encoding: string;
  /** Bytes of the byte order mark; 0 without one. */
  readonly markLength: number;
  /** The bytes are valid UTF-8 and pass through as they are. */
  readonly isPassThrough: boolean;
  /** Bytes of a cut character at the end of a text that passes through. */
  readonly cutBytes: number;
  readonly isGzip: boolean;
  /** Bytes of the text before decoding. */
  readonly textBytes: number;
  readonly allowLarge: boolean;
}

/** A part of a list's text in UTF-8, valid until the next is asked for. */
export interface Piece {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

export const PIECE = 1 << 20;
/** The last piece is never smaller unless it is the only one, so that the end of a list is seen together. */
const TAIL = 1 << 16;

/** The text of an input in UTF-8 without its byte order mark, in pieces of a megabyte. */
export function utf8Pieces(source: ByteSource, text: TextEncoding): AsyncGenerator<Piece, void, undefined> {
  const raw = text.isGzip ? gunzip(source, { allowLarge: text.allowLarge }) : source.pieces();
  const body = slice(raw, text.markLength, text.textBytes - text.cutBytes);
  return inPieces(text.isPassThrough ? body : decoded(body, text.encoding));
}

/** Bytes `[from, to)` of a stream. */
async function* slice(pieces: AsyncIterable<Buffer>, from: number, to: number): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const piece of pieces) {
    const wanted = piece.subarray(Math.max(0, from - position), Math.max(0, to - position));
    position += piece.length;
    if (wanted.length > 0) yield wanted;
  }
}

async function* decoded(pieces: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = createDecoder(encoding);
  for await (const piece of pieces) yield Buffer.from(decoder.write(piece), 'utf8');
  yield Buffer.from(decoder.end(), 'utf8');
}

async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece, void, undefined> {
  const buffer = Buffer.allocUnsafeSlow(PIECE + TAIL);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      if (filled === buffer.length) {
        yield { bytes: buffer.subarray(0, PIECE), isLast: false };
        buffer.copyWithin(0, PIECE);
        filled = TAIL;
      }
      const taken = Math.min(chunk.length - from, buffer.length - filled);
      chunk.copy(buffer, filled, from, from + taken);
      filled += taken;
      from += taken;
    }
  }
  yield { bytes: buffer.subarray(0, filled), isLast: true };
}
