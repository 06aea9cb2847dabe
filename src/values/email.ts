import type { Reading } from '../model/lead.ts';
import { fold } from './fold.ts';
import { invalidReading, valueReading } from './reading.ts';
import { WHITE_SPACE } from './white-space.ts';

/** Characters of the longest address. */
export const LONGEST_EMAIL = 254;
const LOCAL_PART = `[^${WHITE_SPACE}\\x00-\\x1f\\x7f@"“”«»,;:<>()[\\]\\\\\\u200b\\ufeff]+`;
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?';
const DOMAIN = `(?:${LABEL}\\.)+(?![0-9]+$)${LABEL}`;
const EMAIL = new RegExp(`^${LOCAL_PART}@${DOMAIN}$`, 'u');
const DOTTED_DOMAIN = new RegExp(`^${DOMAIN}$`, 'u');
const NOT_EMAIL = invalidReading('not an e-mail address');

/** An address, trimmed: its lower-cased text, never folded, since `é` and `e` are two mailboxes. */
export function parseEmail(text: string): Reading {
  const address = text.toLowerCase();
  return address.length <= LONGEST_EMAIL && EMAIL.test(address) ? valueReading(address) : NOT_EMAIL;
}

/** The part of a valid address after its `@`, folded. */
export function emailDomain(address: string): string {
  return fold(address.slice(address.indexOf('@') + 1));
}

/** Whether the text is a host name of at least two labels, in letters of any script, the last not a number. */
export function isDottedDomain(text: string): boolean {
  return DOTTED_DOMAIN.test(text);
}
