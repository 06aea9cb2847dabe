import type { Reading } from '../../model/lead.ts';
import { fold } from '../fold.ts';
import { isAscii } from '../letters.ts';
import { invalidReading, valueReading } from '../reading.ts';
import { WHITE_SPACE } from '../white-space.ts';

/** Characters of the longest address. */
export const LONGEST_EMAIL = 254;
const LOCAL_PART = `[^${WHITE_SPACE}\\x00-\\x1f\\x7f@"“”«»,;:<>()[\\]\\\\\\u200b\\ufeff]+`;
const ASCII_DOMAIN = domainSource('A-Za-z0-9', 'A-Za-z0-9');
const DOMAIN = domainSource('\\p{L}\\p{N}', '\\p{L}\\p{M}\\p{N}');
const isEmail = compileTest(domain => `^${LOCAL_PART}@${domain}$`);
const isDomain = compileTest(domain => `^${domain}$`);
const NOT_EMAIL = invalidReading('not an e-mail address');

/** An address, trimmed: its lower-cased text, never folded, since `é` and `e` are two mailboxes. */
export function parseEmail(text: string): Reading {
  const address = text.toLowerCase();
  return address.length <= LONGEST_EMAIL && isEmail(address) ? valueReading(address) : NOT_EMAIL;
}

/** The part of a valid address after its `@`, folded. */
export function emailDomain(address: string): string {
  return fold(address.slice(address.indexOf('@') + 1));
}

/** Whether the text is a host name of at least two labels, in letters of any script, the last not a number. */
export function isDottedDomain(text: string): boolean {
  return isDomain(text);
}

/** A host name from the characters that a label may start with and those that it may go on with. */
function domainSource(first: string, later: string): string {
  const label = `[${first}](?:[${later}-]{0,61}[${later}])?`;
  return `(?:${label}\\.)+(?![0-9]+$)${label}`;
}

/** Tests for a pattern. That for all scripts takes milliseconds to make and to run first: most lists never need it. */
function compileTest(sourceOf: (domain: string) => string): (text: string) => boolean {
  const ascii = new RegExp(sourceOf(ASCII_DOMAIN), 'u');
  let all: RegExp | undefined;
  return text => {
    if (ascii.test(text)) return true;
    if (isAscii(text)) return false;
    all ??= new RegExp(sourceOf(DOMAIN), 'u');
    return all.test(text);
  };
}
