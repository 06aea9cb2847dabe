import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { hasHash } from '../../src/contacts/hash-set.ts';
import { loadSuppression, type Suppression } from '../../src/contacts/suppression.ts';
import { hasDigest } from '../../src/contacts/suppression-entries.ts';
import type { Field, Rulebook } from '../../src/model/rulebook.ts';
import { writeList } from '../lists/reading.ts';
import { hashesOf } from '../records/hashing.ts';

const base = { required: false, blank: [] };
const FIELDS: readonly Field[] = [
  { ...base, name: 'email', type: 'email', columns: ['adresse e-mail'] },
  { ...base, name: 'phone', type: 'phone', columns: [], region: 'FR' },
  { ...base, name: 'company', type: 'text', columns: [], aliases: [] },
];
const RULEBOOK: Rulebook = {
  name: 'r',
  version: 1,
  locale: 'en',
  blankAlso: [],
  sets: {},
  fields: FIELDS,
  criteria: [],
  frameworks: [],
  scores: [],
  stages: [],
  tests: [],
};

const load = (content: string | Uint8Array, rulebook: Rulebook = RULEBOOK) => {
  const path = writeList('stop.csv', content);
  return loadSuppression([path], { rulebook, locale: 'en', freeMail: new Set(['gmail.com']) }).then(
    loaded => ({
      ...loaded,
      messages: loaded.diagnostics.map(({ message }) => message.replace(path, 'LIST')),
    }),
  );
};

/** The values of a lead with this address and phone number, in the order of the default keys. */
const lead = (email: string, phone?: string) => [email, email.slice(email.indexOf('@') + 1), phone];

/** Looks a lead up as a run does: each key by its hash, and an address by its digest too. */
function matches(loaded: Suppression | undefined, values: readonly (string | undefined)[]): boolean {
  if (loaded === undefined) throw new Error('not loaded');
  const { keys, entries } = loaded;
  return keys.some(({ kind }, key) => {
    const [low = 0, high = 0] = hashesOf([values[key]]);
    const set = entries.byKey[key];
    if (set !== undefined && hasHash(set, low, high)) return true;
    const address = kind === 'email' ? values[key] : undefined;
    return address !== undefined && hasDigest(entries, address);
  });
}

describe('suppression', () => {
  it('finds addresses, also by the hash of an address, and not their domains', async () => {
    const hash = createHash('sha256').update('h@hash.example').digest('hex').toUpperCase();
    const { value: loaded, messages } = await load(`Adresse E-Mail;email_sha256\n A@B.example ;\n;${hash}\n`);
    expect(messages).toEqual([]);
    expect(loaded?.keys.map(({ reference }) => reference)).toEqual([
      { field: 'email' },
      { field: 'email', part: 'domain' },
      { field: 'phone' },
    ]);
    expect(matches(loaded, lead('a@b.example'))).toBe(true);
    expect(matches(loaded, lead('h@hash.example'))).toBe(true);
    expect(matches(loaded, lead('other@b.example'))).toBe(false);
    expect(matches(loaded, [undefined, undefined, undefined])).toBe(false);
    expect(loaded?.inputs).toMatchObject([{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  it('finds domains and phone numbers, but no free-mail domain', async () => {
    const { value: loaded, messages } = await load(
      'domain,phone\n@Rival.example,01 23 45 67 89\ngmail.com,\n',
    );
    expect(matches(loaded, lead('x@rival.example'))).toBe(true);
    expect(matches(loaded, lead('x@gmail.com'))).toBe(false);
    expect(matches(loaded, lead('x@y.example', '+33123456789'))).toBe(true);
    expect(messages).toEqual(['LIST: 1 of its domains are free-mail providers and suppress nobody']);
  });

  it('looks only at the keys of the rulebook', async () => {
    const rulebook = { ...RULEBOOK, suppress: { keys: [{ field: 'email', part: 'domain' } as const] } };
    const { value: loaded } = await load('email,domain\na@b.example,c.example\n', rulebook);
    expect(matches(loaded, ['b.example'])).toBe(false);
    expect(matches(loaded, ['c.example'])).toBe(true);
    expect((await load('email\na@b.example\n', rulebook)).messages).toEqual([
      'LIST has no column to look leads up in: domain',
    ]);
  });

  it('keeps nothing but hashes, which threads share, and digests only where a list has any', async () => {
    const { value: plain } = await load('email,domain,phone\na@b.example,c.example,01 23 45 67 89\n');
    expect(plain?.entries.digests).toBeUndefined();
    expect(plain?.entries.byKey.map(({ slots }) => slots.buffer)).toEqual(
      plain?.keys.map(() => expect.any(SharedArrayBuffer)),
    );
    expect(JSON.stringify(plain?.entries)).not.toContain('example');
    const { value: digests } = await load(`email_sha256\n${'ab'.repeat(32)}\n`);
    expect(digests?.entries.digests?.slots.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('takes lists of many entries, and several lists for one', async () => {
    const address = (number: number) => `lead-${number}@x${number}.example`;
    const list = (from: number) =>
      `email\n${Array.from({ length: 500 }, (_, index) => `${address(from + index)}\n`).join('')}`;
    const paths = [writeList('one.csv', list(0)), writeList('other.csv', list(500))];
    const { value: loaded } = await loadSuppression(paths, {
      rulebook: RULEBOOK,
      locale: 'en',
      freeMail: new Set(),
    });
    expect(loaded?.inputs.map(({ file }) => file)).toEqual(paths);
    const numbers = Array.from({ length: 1500 }, (_, number) => number);
    expect(numbers.filter(number => matches(loaded, lead(address(number))))).toEqual(numbers.slice(0, 1000));
  });

  it('goes on with a list that has nothing in the columns looked up, and says so', async () => {
    const { value: loaded, messages } = await load('email,phone,name\n,,Jo\n');
    expect(matches(loaded, lead('jo@x.example'))).toBe(false);
    expect(messages).toEqual(['LIST suppresses nobody: "email", "phone" blank in every row']);
  });

  it('is decoded like any list', async () => {
    const text = 'nom;adresse e-mail\nFrançois;f@é.example\nZoé;z@b.example\n';
    const { value: loaded, diagnostics } = await load(iconv.encode(text, 'windows-1252'));
    expect(matches(loaded, lead('z@b.example'))).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toContain('encoding-guessed');
  });

  it('says what cannot be used', async () => {
    expect((await load('name\nx\n')).messages).toEqual([
      'LIST has no column to look leads up in: email or email_sha256, domain, phone or phone_sha256',
    ]);
    expect((await load('')).messages).toEqual(['LIST is empty']);
    expect((await load('email\n\n')).messages).toEqual([
      'LIST is empty: it has a header and no entry under it',
    ]);
    expect((await load('email,email_sha256\nnobody,abc\nn/a,\na@b.example,\n')).messages).toEqual([
      'LIST: 1 cells of column "email" cannot be read and suppress nobody',
      'LIST: 1 cells of column "email_sha256" cannot be read and suppress nobody',
    ]);
    const fieldless = { ...RULEBOOK, fields: FIELDS.slice(2) };
    expect((await load('email\na@b.example\n', fieldless)).messages).toEqual([
      'LIST: the rulebook has no email and no phone field to look leads up by',
    ]);
  });
});
