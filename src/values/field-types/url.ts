import { createRequire } from 'node:module';
import type { Reading } from '../../model/lead.ts';
import { fold } from '../fold.ts';
import { invalidReading, valueReading } from '../reading.ts';
import { domainForm, isDottedDomain } from './email.ts';

type PublicSuffixes = typeof import('tldts');
type Net = typeof import('node:net');

/** Of a host name, by RFC 1035. */
const LONGEST = 253;
const SCHEME = /^(?:[a-z][a-z0-9+.-]*:)?\/\//;
const HOST_END = /[/?#\\]/;
const PORT = /:[0-9]{1,5}$/;
const NOT_URL = invalidReading('not a web address');

let loaded: PublicSuffixes | undefined;

/** The list of public suffixes is large: it is loaded when a rulebook first asks for a url's domain. */
function publicSuffixes(): PublicSuffixes {
  loaded ??= createRequire(import.meta.url)('tldts') as PublicSuffixes;
  return loaded;
}

let net: Net | undefined;

/** 4 or 6 for an IP address, else 0. What knows them takes a tenth of Node's own start to load, and few runs need it. */
function isIP(host: string): number {
  net ??= createRequire(import.meta.url)('node:net') as Net;
  return net.isIP(host);
}

/** A web address with or without scheme, trimmed: its lower-cased text as written. */
export function parseUrl(text: string): Reading {
  const address = text.toLowerCase();
  return hostOf(address) === undefined ? NOT_URL : valueReading(address);
}

/**
 * The registrable domain of a valid address, folded: one label below its public suffix, private suffixes such as
 * `github.io` included. The host itself where there is none: an IP address, or a public suffix.
 */
export function urlDomain(address: string): string {
  const host = hostOf(address) ?? '';
  const domain = publicSuffixes().getDomain(host, { allowPrivateDomains: true }) ?? host;
  return domainForm(domain) || fold(domain);
}

function hostOf(address: string): string | undefined {
  const bare = address.replace(SCHEME, '');
  const end = bare.search(HOST_END);
  const authority = end < 0 ? bare : bare.slice(0, end);
  // Without a scheme, what has an @ is rather an e-mail address than a user at a host.
  const userEnd = bare === address ? -1 : authority.lastIndexOf('@');
  const host = authority
    .slice(userEnd + 1)
    .replace(PORT, '')
    .replace(/\.$/, '');
  if (host.startsWith('[') && host.endsWith(']')) {
    const inner = host.slice(1, -1);
    return isIP(inner) === 6 ? inner : undefined;
  }
  return isIP(host) === 4 || isWebHost(host) ? host : undefined;
}

/** A last label of one letter is an abbreviation such as `n.a.`, since no top-level domain is so short. */
function isWebHost(host: string): boolean {
  return (
    host.length <= LONGEST &&
    isDottedDomain(host.replaceAll('_', '-')) &&
    host.charAt(host.length - 2) !== '.'
  );
}
