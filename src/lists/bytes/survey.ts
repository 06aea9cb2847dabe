import { isAscii, isUtf8 } from 'node:buffer';
import { cutAtEnd, findMark, firstOffence, guessUtf16 } from '../../text/encoding.ts';
import type { ListOptions } from '../lead-list.ts';
import type { ByteSource } from './byte-source.ts';
import { gunzip, isGzip } from './gunzip.ts';

/** What one pass over an input's bytes tells, before anything is read as text. */
export interface Survey {
  readonly isGzip: boolean;
  /** Bytes of the text, after gzip. */
  readonly textBytes: number;
  /** The first bytes of the text. */
  readonly head: Buffer;
  readonly nulBytes: number;
  /** Offset of the first byte that is not UTF-8; -1 if there is none. Not looked for in UTF-16. */
  readonly firstOffence: number;
  /** Bytes from the first offence on, to guess the encoding by. */
  readonly sample: Buffer;
  /** Bytes at the end that belong to a character which is cut off there, in a text that is UTF-8 otherwise. */
  readonly cutBytes: number;
}

const HEAD = 1 << 16;
const SAMPLE = 1 << 18;

export interface SurveyOptions extends Pick<ListOptions, 'isClean'> {
  readonly saysGzip: boolean;
  readonly allowLarge: boolean;
}

/** Reads the whole input once, unless others have and found it clean. Throws CannotRun for damaged gzip. */
export async function surveySource(
  source: ByteSource,
  { saysGzip, allowLarge, isClean }: SurveyOptions,
): Promise<Survey> {
  const start = await startOf(source);
  const isZipped = source.size > 0 && (saysGzip || isGzip(start));
  if (!isZipped && (await isClean?.(source))) return cleanSurvey(source.size, start.subarray(0, HEAD));
  const text = createTextSurvey();
  const pieces = isZipped ? gunzip(source, { allowLarge }) : source.pieces();
  for await (const piece of pieces) text.add(piece);
  return { isGzip: isZipped, ...text.end() };
}

/** The first piece of the input as it stands. */
async function startOf(source: ByteSource): Promise<Buffer> {
  for await (const piece of source.pieces()) return piece;
  return Buffer.alloc(0);
}

/** Of a text that is UTF-8 without a NUL byte, and so neither UTF-16 nor cut. */
function cleanSurvey(textBytes: number, head: Buffer): Survey {
  const none = { nulBytes: 0, firstOffence: -1, sample: Buffer.alloc(0), cutBytes: 0 };
  return { isGzip: false, textBytes, head, ...none };
}

function createTextSurvey() {
  const head: Buffer[] = [];
  const sample: Buffer[] = [];
  let textBytes = 0;
  let sampled = 0;
  let nulBytes = 0;
  let offence = -1;
  let isPlain = true;
  let isUtf16 = false;
  let carry = Buffer.alloc(0);

  function add(piece: Buffer): void {
    if (textBytes === 0) isUtf16 = (findMark(piece)?.encoding ?? guessUtf16(piece) ?? 'utf-8') !== 'utf-8';
    if (textBytes < HEAD) head.push(Buffer.from(piece.subarray(0, HEAD - textBytes)));
    nulBytes += countNuls(piece);
    if (!isUtf16) {
      if (offence === -1) checkUtf8(piece);
      else collect(piece);
    }
    textBytes += piece.length;
  }

  /** Looks at whole characters; the beginning of one that is cut is carried over to the next piece. */
  function checkUtf8(piece: Buffer): void {
    const whole = carry.length === 0 ? piece : Buffer.concat([carry, piece]);
    const cut = cutAtEnd(whole);
    const body = whole.subarray(0, whole.length - cut);
    if (isPlain && !isAscii(body)) isPlain = false;
    if (!isUtf8(body)) {
      const at = firstOffence(body);
      offence = textBytes - carry.length + at;
      collect(whole.subarray(at));
    } else carry = Buffer.from(whole.subarray(whole.length - cut));
  }

  function collect(piece: Buffer): void {
    if (sampled >= SAMPLE) return;
    sample.push(Buffer.from(piece.subarray(0, SAMPLE - sampled)));
    sampled += piece.length;
  }

  function end() {
    const isCut = offence === -1 && carry.length > 0;
    // A cut character at the end of a text that is ASCII otherwise is more likely a letter of a legacy encoding.
    if (isCut && isPlain) {
      offence = textBytes - carry.length;
      collect(carry);
    }
    return {
      textBytes,
      head: Buffer.concat(head),
      nulBytes,
      firstOffence: offence,
      sample: Buffer.concat(sample),
      cutBytes: isCut && !isPlain ? carry.length : 0,
    };
  }

  return { add, end };
}

function countNuls(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(0); at !== -1; at = piece.indexOf(0, at + 1)) count++;
  return count;
}
