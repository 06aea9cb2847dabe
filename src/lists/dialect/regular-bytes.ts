import { CR, LF } from '../../records/line-breaks.ts';
import type { Writing } from './writing.ts';

/** Turns a list that is written otherwise into one that the scanner reads, line by line the same. */
export interface Regularizer {
  /** The next piece as regular bytes, all of it with `isLast`; valid until the next call. */
  write(piece: Buffer, isLast: boolean): Buffer;
  /** The offset in the text as it was, of an offset in what was written where a line starts or shortly after. */
  origin(byte: number): number;
  /** Forgets where the lines before an offset were. */
  forget(byte: number): void;
}

/** What one byte becomes: bytes in `room` from `at` on; returns where the next is written. */
type Step = (byte: number, room: Buffer, at: number) => number;

interface Steps {
  readonly step: Step;
  /** What was held back when the text ends. */
  readonly end: (room: Buffer, at: number) => number;
  readonly startLine: () => void;
}

const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** Bytes before `from`, such as a `sep=` line, pass as they are. */
export function createRegularizer(
  writing: Writing,
  { from = 0 }: { readonly from?: number } = {},
): Regularizer {
  const steps = writing.escape === undefined ? separatorSteps(writing) : escapeSteps(writing);
  let lines: { readonly written: number; readonly read: number }[] = [{ written: 0, read: 0 }];
  let room = Buffer.alloc(0);
  let written = 0;
  let read = 0;
  let before = 0;

  function write(piece: Buffer, isLast: boolean): Buffer {
    if (room.length < piece.length + 2) room = Buffer.allocUnsafeSlow(piece.length + 2);
    let at = 0;
    for (const byte of piece) {
      if (before === LF || (before === CR && byte !== LF)) {
        lines.push({ written: written + at, read });
        steps.startLine();
      }
      if (read < from) room[at++] = byte;
      else at = steps.step(byte, room, at);
      read++;
      before = byte;
    }
    if (isLast) at = steps.end(room, at);
    written += at;
    return room.subarray(0, at);
  }

  /** Index of the line that an offset is in, found by halves: a list may be rejected line by line. */
  function lineOf(byte: number): number {
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle]?.written ?? 0) <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function origin(byte: number): number {
    const { written: start, read: from } = lines[lineOf(byte)] ?? { written: 0, read: 0 };
    return from + byte - start;
  }

  function forget(byte: number): void {
    const from = lineOf(byte);
    if (from > 0) lines = lines.slice(from);
  }

  return { write, origin, forget };
}

/** `\"` becomes `""` and two backslashes one; any other backslash is text. It needs no state that a fault could upset. */
function escapeSteps({ quote }: Writing): Steps {
  const quoteByte = quote.charCodeAt(0);
  let isWaiting = false;

  function step(byte: number, room: Buffer, at: number): number {
    if (!isWaiting) {
      isWaiting = byte === BACKSLASH;
      if (!isWaiting) room[at] = byte;
      return isWaiting ? at : at + 1;
    }
    isWaiting = false;
    room[at] = byte === quoteByte ? quoteByte : BACKSLASH;
    if (byte === BACKSLASH) return at + 1;
    room[at + 1] = byte;
    return at + 2;
  }

  function end(room: Buffer, at: number): number {
    if (!isWaiting) return at;
    room[at] = BACKSLASH;
    return at + 1;
  }
  return { step, end, startLine: () => {} };
}

/** Spaces behind a delimiter, or the second of two delimiters, are dropped outside quotes. */
function separatorSteps({ delimiter, quote, between }: Writing): Steps {
  const delimiterByte = delimiter.charCodeAt(0);
  const quoteByte = quote.charCodeAt(0);
  const isSpaced = between?.endsWith(' ') === true;
  let isQuoted = false;
  let isCellStart = true;
  let afterQuote = false;
  /** A delimiter was written of which the second half may follow. */
  let isHalf = false;

  function step(byte: number, room: Buffer, at: number): number {
    if (!isQuoted) {
      if (byte === SPACE && isHalf && isSpaced) return at;
      if (byte === delimiterByte) {
        const isSecond = isHalf && !isSpaced;
        isHalf = !isSecond;
        isCellStart = true;
        afterQuote = false;
        if (isSecond) return at;
        room[at] = byte;
        return at + 1;
      }
    }
    if (byte === quoteByte && (isQuoted || isCellStart || afterQuote)) {
      afterQuote = isQuoted;
      isQuoted = !isQuoted;
    } else afterQuote = false;
    isCellStart = false;
    isHalf = false;
    room[at] = byte;
    return at + 1;
  }

  function startLine(): void {
    if (isQuoted) return;
    isCellStart = true;
    isHalf = false;
  }
  return { step, end: (_, at) => at, startLine };
}
