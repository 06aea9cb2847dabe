import { LONGEST_EMAIL } from './email.ts';

const AT = 0x40;
const DOT = 0x2e;
const HYPHEN = 0x2d;
const LONGEST_LABEL = 63;

/** What may stand before the `@`, of ASCII; and what labels are made of: 1 a letter, 2 a digit, 3 a hyphen. */
const LOCAL = tableOf(/[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]/, 1);
const LETTER = 1;
const DIGIT = 2;
const LABELS = tableOf(/[A-Za-z]/, LETTER);
for (let byte = 0x30; byte <= 0x39; byte++) LABELS[byte] = DIGIT;
LABELS[HYPHEN] = 3;

/**
 * Where the `@` is in bytes `[start, end)` that are all ASCII and an address by `parseEmail`; -1 where they are not, or
 * where a guard, white space or a letter of another script leaves that to be read from the text.
 */
export function findAtSign(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > LONGEST_EMAIL || bytes[start] === GUARD) return -1;
  let at = start;
  while (at < end && LOCAL[bytes[at] as number] === 1) at++;
  if (at === start || at === end || bytes[at] !== AT) return -1;
  return isDomain(bytes, at + 1, end) ? at : -1;
}

const GUARD = 0x27;

/** At least two labels of letters, digits and inner hyphens; the last is not a number. */
function isDomain(bytes: Uint8Array, start: number, end: number): boolean {
  let label = start;
  let isNumber = true;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    const kind = LABELS[byte] as number;
    if (byte === DOT) {
      if (!isLabel(bytes, label, at)) return false;
      label = at + 1;
      isNumber = true;
    } else if (kind === 0) return false;
    else if (kind !== DIGIT) isNumber = false;
  }
  return label > start && !isNumber && isLabel(bytes, label, end);
}

function isLabel(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  return length > 0 && length <= LONGEST_LABEL && bytes[start] !== HYPHEN && bytes[end - 1] !== HYPHEN;
}

function tableOf(characters: RegExp, mark: number): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 128; byte++) {
    if (characters.test(String.fromCharCode(byte))) table[byte] = mark;
  }
  return table;
}
