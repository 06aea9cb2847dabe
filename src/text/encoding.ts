import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import type iconvLite from 'iconv-lite';
import { LEGACY_ENCODINGS, scoreLetters } from './legacy-letters.ts';

/** A byte order mark and what it says. */
export interface ByteOrderMark {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly length: number;
}

/** A decoder that is fed piece by piece; characters may be cut anywhere between pieces. */
export interface StreamDecoder {
  write(bytes: Buffer): string;
  end(): string;
}

export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  readonly bom: boolean;
  /** Offset of the first byte that is not UTF-8, where the encoding had to be guessed. */
  readonly firstOffence?: number;
}

/** How much of a text is looked at for the guess of its encoding. */
const SAMPLE = 1 << 20;
/** Ahead by so much (a factor of 16), because most legacy lists are windows-1252. */
const HEAD_START: Readonly<Record<string, number>> = { 'windows-1252': Math.log(16) };
const UTF16_SAMPLE = 4096;
const require = createRequire(import.meta.url);

/** The byte order mark that the bytes start with. */
export function findMark(bytes: Uint8Array): ByteOrderMark | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

/** UTF-16 without a mark: nearly every other byte of western text is NUL. */
export function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.min(bytes.length, UTF16_SAMPLE) >> 1;
  if (pairs === 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (bytes[2 * pair] === 0) even++;
    if (bytes[2 * pair + 1] === 0) odd++;
  }
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  return even > pairs * 0.6 && odd < pairs * 0.1 ? 'utf-16be' : undefined;
}

/** The legacy encoding by which the bytes read most like French, Polish or German. */
export function guessLegacy(bytes: Uint8Array): string {
  const sample = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SAMPLE));
  let best: { encoding: string; score: number } = { encoding: LEGACY_ENCODINGS[0], score: -Infinity };
  for (const encoding of LEGACY_ENCODINGS) {
    const score = scoreLetters(iconv().decode(sample, encoding)) + (HEAD_START[encoding] ?? 0);
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding;
}

/** Whether `--encoding` may name this encoding. */
export function isEncoding(name: string): boolean {
  return iconv().encodingExists(name);
}

/** The one spelling of an encoding's name that is used in output; other names stay as they are, in lower case. */
export function encodingName(name: string): string {
  const lower = name.toLowerCase().trim();
  return (
    {
      utf8: 'utf-8',
      utf16le: 'utf-16le',
      utf16be: 'utf-16be',
      latin2: 'iso-8859-2',
      cp1252: 'windows-1252',
      cp1250: 'windows-1250',
      ibm852: 'cp852',
    }[lower.replace(/[-_ ]/g, '')] ?? lower
  );
}

/** How many bytes at the end belong to a character that is cut there: 0 to 3. */
export function cutAtEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return lengthOfCharacter(byte) > back ? back : 0;
  }
  return 0;
}

function lengthOfCharacter(firstByte: number): number {
  if (firstByte < 0xc2 || firstByte > 0xf4) return 1;
  return firstByte >= 0xf0 ? 4 : firstByte >= 0xe0 ? 3 : 2;
}

/** Offset of the first byte that cannot be UTF-8, or -1. */
export function firstOffence(bytes: Uint8Array): number {
  if (isUtf8(bytes)) return -1;
  let good = 0;
  let bad = bytes.length;
  // Every valid prefix, cut at a character's border, stays valid when it is shortened: halving finds the end of it.
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const head = bytes.subarray(0, middle);
    if (isUtf8(head.subarray(0, middle - cutAtEnd(head)))) good = middle;
    else bad = middle;
  }
  const head = bytes.subarray(0, good);
  return good - cutAtEnd(head);
}

/** A decoder of any encoding; one half of a surrogate pair waits for the other. */
export function createDecoder(encoding: string): StreamDecoder {
  const decoder = encoding === 'utf-8' ? utf8Decoder() : iconv().getDecoder(encoding, { stripBOM: false });
  let waiting = '';
  return {
    write(bytes) {
      const text = waiting + decoder.write(bytes);
      const last = text.charCodeAt(text.length - 1);
      const isHalf = last >= 0xd800 && last <= 0xdbff;
      waiting = isHalf ? text.slice(-1) : '';
      return isHalf ? text.slice(0, -1) : text;
    },
    end: () => waiting + (decoder.end() ?? ''),
  };
}

/**
 * Decodes a whole text: by its byte order mark, as UTF-16 that has none, as UTF-8, or else by the legacy encoding it
 * reads best in. `encoding` overrules that. The mark is not part of the text.
 */
export function decodeText(bytes: Uint8Array, { encoding }: { readonly encoding?: string } = {}): Decoded {
  const mark = findMark(bytes);
  const bom = mark !== undefined && (encoding === undefined || encodingName(encoding) === mark.encoding);
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(bom ? mark.length : 0);
  const known = encoding ?? mark?.encoding ?? guessUtf16(body);
  const offence = known === undefined ? firstOffence(body) : -1;
  const name = encodingName(known ?? (offence === -1 ? 'utf-8' : guessLegacy(body)));
  const decoder = createDecoder(name);
  const text = decoder.write(body) + decoder.end();
  return { text, encoding: name, bom, ...(offence === -1 ? {} : { firstOffence: offence }) };
}

function utf8Decoder(): StreamDecoder {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return { write: bytes => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

/** Loaded on first use: most lists are UTF-8 and do not need it. */
function iconv(): typeof iconvLite {
  return require('iconv-lite') as typeof iconvLite;
}
