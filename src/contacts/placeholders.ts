/** Words that people write where an address is asked for and they have none. */
const WORDS = [
  'noemail',
  'no-email',
  'no.email',
  'nomail',
  'none',
  'no',
  'na',
  'n.a',
  'unknown',
  'test',
  'null',
];
const MORE = ['email', 'mail', 'pasdemail', 'aucun', 'brak', 'noreply', 'xxx', 'abc', 'a'];
const ENDINGS = ['com', 'net', 'org', 'fr', 'pl', 'de', 'eu', 'co.uk', 'invalid'];
const HOSTS = [
  'example.com',
  'domain.com',
  'email.com',
  'mail.com',
  'gmail.com',
  'noemail.com',
  'none.com',
  'test.com',
];
/** What data vendors write where an address was not sold. */
const LOCKED = [
  'email_not_unlocked@domain.com',
  'locked@locked.com',
  'hidden@hidden.com',
  'redacted@redacted.com',
  'not_available@domain.com',
];

/** Addresses that are nobody's and no key of duplicates. */
export const PLACEHOLDERS: readonly string[] = [
  ...new Set([
    ...LOCKED,
    ...[...WORDS, ...MORE].flatMap(word => ENDINGS.map(ending => `${word}@${word}.${ending}`)),
    ...WORDS.flatMap(word => HOSTS.map(host => `${word}@${host}`)),
  ]),
];

/** Names of fields that hold a firm. */
const FIRM = /^(company|account|organi[sz]ation|employer|firm|firma|societe|entreprise|business)/;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
};

export function isFirmField(name: string): boolean {
  return FIRM.test(name);
}

/** A firm as it is compared: HTML entities resolved, without punctuation. `S.A.S.` is `sas`, but no legal form is left out. */
export function firmKey(folded: string): string {
  const text = folded
    .replace(/&(amp|quot|apos|lt|gt|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/&#([0-9]{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code) % 0x110000));
  const bare = text
    .replace(/[.'’`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return bare === '' ? folded : bare;
}
