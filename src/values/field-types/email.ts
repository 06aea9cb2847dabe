import { createRequire } from 'node:module';
import type { Reading } from '../../model/lead.ts';
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

/** What stands between the addresses of one cell. */
const BETWEEN = /\s*(?:[;,|\n]|:::?|\s\/\s)\s*/;
const SPACES = /\s+/;
/** `Ann Alder <ann@x.example>`, and `ann@x.example (Ann Alder)`. */
const FRAMED = /^[^<>@]*<([^<>]+)>$/;
const BEFORE_NAME = /^(\S+@\S+)\s*\([^()]*\)$/;
const LINK = /^mailto:([^?]*)(?:\?.*)?$/;
const AROUND = /^["']+|["'.]+$/g;
/** Whatever in a text could be an address, for those who must not be contacted. */
const ANYWHERE = /[^\s@"“”«»,;:<>()[\]\\|/']+@[^\s@"“”«»,;:<>()[\]\\|/']+/g;
/** No cell of more characters is looked through. */
const LONGEST_CELL = 4096;

/**
 * An address, trimmed: its lower-cased text, never folded, since `é` and `e` are two mailboxes, and its domain in the form
 * of IDNA. Names beside it, `mailto:` and a dot behind it are left out; of several the first is the value. Every other
 * address that a cell holds, readable as a whole or not, is among the `others`.
 */
export function parseEmail(text: string): Reading {
  const address = addressOf(text.toLowerCase());
  if (address !== undefined) return valueReading(address);
  if (!text.includes('@') || text.length > LONGEST_CELL) return NOT_EMAIL;
  const lower = text.toLowerCase();
  const whole = unframed(lower);
  if (whole !== undefined) return valueReading(whole);
  const parts = lower.split(BETWEEN).filter(part => part !== '');
  const listed = (parts.every(part => unframed(part) !== undefined) ? parts : lower.split(SPACES)).map(
    unframed,
  );
  const [first] = listed;
  const isList = first !== undefined && listed.every(part => part !== undefined);
  const others = new Set((lower.match(ANYWHERE) ?? []).flatMap(part => unframed(part) ?? []));
  if (isList) others.delete(first);
  const also = others.size === 0 ? {} : { others: [...others] };
  return isList ? { ...valueReading(first), ...also } : { ...NOT_EMAIL, ...also };
}

/** The address in a part of a cell, without what may stand around one. */
function unframed(part: string): string | undefined {
  const inner = FRAMED.exec(part)?.[1] ?? BEFORE_NAME.exec(part)?.[1] ?? part;
  const bare = inner.trim().replace(AROUND, '');
  return addressOf(LINK.exec(bare)?.[1]?.replace(AROUND, '') ?? bare);
}

/** An address in lower case as it is compared; undefined where the text is none. */
function addressOf(address: string): string | undefined {
  if (address.length > LONGEST_EMAIL || !isEmail(address)) return undefined;
  if (isAscii(address)) return address;
  const at = address.indexOf('@') + 1;
  const domain = domainForm(address.slice(at));
  return domain === '' ? undefined : address.slice(0, at) + domain;
}

/** The part of a valid address after its `@`. */
export function emailDomain(address: string): string {
  return domainForm(address.slice(address.indexOf('@') + 1));
}

type Urls = typeof import('node:url');
let urls: Urls | undefined;

/** The form in which domains are compared: lower case, and other letters than ASCII as IDNA has them; empty where it has not. */
export function domainForm(domain: string): string {
  if (isAscii(domain)) return domain.toLowerCase();
  urls ??= createRequire(import.meta.url)('node:url') as Urls;
  return urls.domainToASCII(domain.toLowerCase());
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
