import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { prepare } from './shop.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const RULES = `rulebook: stop
version: 1
fields: { email: { type: email }, phone: { type: phone, region: FR } }
stages: [{ stage: disqualified, when: { email: nobody@x.example }, route: archive }, { stage: lead }]
`;
const LEADS = `email,phone
Ann@Acme.example,01 99 00 52 50
bob@gmail.com,+33 6 39 98 37 64
cid@corp.example,06.39.98.00.11
dora@free.example,
`;

test.each([
  ['email_sha256', sha256('ann@acme.example'), 'Ann@Acme.example'],
  ['email_sha256', sha256('ann@acme.example').toUpperCase(), 'Ann@Acme.example'],
  ['phone_sha256', sha256('+33199005250'), 'Ann@Acme.example'],
  ['phone_sha256', sha256('+33639983764'), 'bob@gmail.com'],
  ['phone', '0639980011', 'cid@corp.example'],
  ['domain', 'corp.example', 'cid@corp.example'],
  ['email', 'DORA@free.example ', 'dora@free.example'],
  ['domain', 'gmail.com', ''],
  ['email_sha256', sha256('+33199005250x'), ''],
])('a do-not-contact list of %s', async (column, entry, suppressed) => {
  const { shop, qualify } = prepare({ leads: LEADS, rules: RULES });
  shop.write('stop.csv', `${column}\n${entry}\n`);
  const { code, err } = await qualify('--suppress', 'stop.csv');
  expect(code).toBe(0);
  const found = shop.rows('qualified/leads.annotated.csv').filter(row => row.qual_reasons === 'suppressed');
  expect(found.map(({ email }) => email)).toEqual(suppressed === '' ? [] : [suppressed]);
  expect(err).not.toContain(entry.trim());
});
