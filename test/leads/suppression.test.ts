import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { loadSuppression } from '../../src/leads/suppression.ts';
import type { Reading } from '../../src/model/lead.ts';
import type { Field, Rulebook } from '../../src/model/rulebook.ts';
import { writeList } from './reading.ts';

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
const value = (text: string): Reading => ({ kind: 'value', value: text });
const BLANK: Reading = { kind: 'blank' };

/** The readings of a lead with this address and phone number, in the order of the default keys. */
const lead = (email: string, phone?: string): readonly Reading[] => [
  value(email),
  value(email.slice(email.indexOf('@') + 1)),
  phone === undefined ? BLANK : value(phone),
];

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
    expect(loaded?.matches(lead('a@b.example'))).toBe(true);
    expect(loaded?.matches(lead('h@hash.example'))).toBe(true);
    expect(loaded?.matches(lead('other@b.example'))).toBe(false);
    expect(loaded?.matches([BLANK, BLANK, BLANK])).toBe(false);
    expect(loaded?.inputs).toMatchObject([{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  it('finds domains and phone numbers, but no free-mail domain', async () => {
    const { value: loaded, messages } = await load(
      'domain,phone\n@Rival.example,01 23 45 67 89\ngmail.com,\n',
    );
    expect(loaded?.matches(lead('x@rival.example'))).toBe(true);
    expect(loaded?.matches(lead('x@gmail.com'))).toBe(false);
    expect(loaded?.matches(lead('x@y.example', '+33123456789'))).toBe(true);
    expect(messages).toEqual(['LIST: 1 of its domains are free-mail providers and suppress nobody']);
  });

  it('looks only at the keys of the rulebook', async () => {
    const rulebook = { ...RULEBOOK, suppress: { keys: [{ field: 'email', part: 'domain' } as const] } };
    const { value: loaded } = await load('email,domain\na@b.example,c.example\n', rulebook);
    expect(loaded?.matches([value('b.example')])).toBe(false);
    expect(loaded?.matches([value('c.example')])).toBe(true);
    expect((await load('email\na@b.example\n', rulebook)).messages).toEqual([
      'LIST has no column to look leads up in: domain',
    ]);
  });

  it('goes on with a list that has nothing in the columns looked up, and says so', async () => {
    const { value: loaded, messages } = await load('email,phone,name\n,,Jo\n');
    expect(loaded?.matches(lead('jo@x.example'))).toBe(false);
    expect(messages).toEqual(['LIST suppresses nobody: "email", "phone" blank in every row']);
  });

  it('is decoded like any list', async () => {
    const text = 'nom;adresse e-mail\nFrançois;f@é.example\nZoé;z@b.example\n';
    const { value: loaded, diagnostics } = await load(iconv.encode(text, 'windows-1252'));
    expect(loaded?.matches(lead('z@b.example'))).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toContain('encoding-guessed');
  });

  it('says what cannot be used', async () => {
    expect((await load('name\nx\n')).messages).toEqual([
      'LIST has no column to look leads up in: email or email_sha256, domain, phone',
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
