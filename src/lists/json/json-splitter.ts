import { LF } from '../../records/line-breaks.ts';
import { RAW_LIMIT } from '../../records/reject-reasons.ts';
import type { Piece } from '../bytes/utf8-pieces.ts';
import { isJsonSpace, type JsonCutter } from './json-cutter.ts';

/** The bytes of one record of a JSON list, not parsed yet, without blank space before it. */
export interface JsonSlice {
  readonly start: number;
  readonly end: number;
  /** The line that it starts on, from 1, and its offset in the text. */
  readonly line: number;
  readonly byte: number;
  /** Only its beginning is there. */
  readonly isTooLong: boolean;
}

/** Some records one after the other; valid until the next batch. */
export interface JsonSlices {
  readonly bytes: Buffer;
  readonly slices: readonly JsonSlice[];
  /** The line on which something stands behind the end of the list, if so. */
  readonly strayLine?: number;
  readonly isLast: boolean;
  /** Set with the last batch: the list ends before its end. */
  readonly isCutShort: boolean;
}

export interface SplitOptions {
  readonly cutter: JsonCutter;
  /** The longest record in bytes. */
  readonly longest: number;
}

/** Cuts a text into records with flat memory. Blank lines are no records, and neither is the inside of `[]`. */
export async function* splitJson(
  pieces: AsyncIterable<Piece>,
  { cutter, longest }: SplitOptions,
): AsyncGenerator<JsonSlices, void, undefined> {
  let bytes: Buffer = Buffer.alloc(0);
  let slices: JsonSlice[] = [];
  let isOpen = cutter.startsAtOnce;
  let isTooLong = false;
  let records = 0;
  let line = 1;
  // Of the record that is open: where it starts in `bytes`, in the text, and on which line.
  let start = 0;
  let startByte = 0;
  let startLine = 1;
  let strayLine: number | undefined;

  function open(at: number, byte: number): void {
    start = at;
    startByte = byte;
    startLine = line;
    isOpen = true;
  }

  function skipBlank(end: number): void {
    for (; start < end && isJsonSpace(bytes[start]); start++) {
      if (bytes[start] === LF) startLine++;
      startByte++;
    }
  }

  function close(end: number, mayBeBlank: boolean): void {
    skipBlank(end);
    isOpen = false;
    if (start === end && mayBeBlank) return;
    records++;
    const tooLong = isTooLong || end - start > longest;
    isTooLong = false;
    slices.push({ start, end, line: startLine, byte: startByte, isTooLong: tooLong });
  }

  let read = 0;
  for await (const piece of pieces) {
    const kept = bytes.length;
    bytes = Buffer.concat([bytes, piece.bytes]);
    slices = [];
    for (let at = kept; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      const cut = cutter.step(byte);
      if (cut === 'ends' || cut === 'ends-last')
        close(at, cutter.startsAtOnce || (cut === 'ends-last' && records === 0));
      if (byte === LF) line++;
      if (cut === 'starts' || cut === 'ends') open(at + 1, read + at - kept + 1);
      if (cut === 'stray') strayLine ??= line;
    }
    read += piece.bytes.length;
    const isCutShort = piece.isLast && isOpen && !cutter.startsAtOnce;
    if (piece.isLast && isOpen && !isCutShort) close(bytes.length, true);
    yield {
      bytes,
      slices,
      isLast: piece.isLast,
      isCutShort,
      ...(strayLine === undefined ? {} : { strayLine }),
    };
    // Blank space before a record does not count as its length, in whichever piece it is.
    if (isOpen) skipBlank(bytes.length);
    // Of a record that is too long its beginning is enough, and the byte behind it, which tells whether a character is cut.
    const isLong = isOpen && bytes.length - start > longest;
    isTooLong ||= isLong;
    bytes = isOpen
      ? Buffer.from(bytes.subarray(start, isLong ? start + RAW_LIMIT + 1 : bytes.length))
      : Buffer.alloc(0);
    start = 0;
  }
}
