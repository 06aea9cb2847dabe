import { expect, test } from 'vitest';
import { emailDomain, parseEmail } from '../../../src/values/field-types/email.ts';

const LABEL = 'x'.repeat(63);

test.each([
  ['jo@acme.fr', 'jo@acme.fr', 'acme.fr'],
  ['Jo.Doe+News@Mail.ACME.co.uk', 'jo.doe+news@mail.acme.co.uk', 'mail.acme.co.uk'],
  ["o'neil@acme.fr", "o'neil@acme.fr", 'acme.fr'],
  ['zoë@bücher.de', 'zoë@bücher.de', 'bucher.de'],
  ['ZOË@BÜCHER.DE', 'zoë@bücher.de', 'bucher.de'],
  ['jo@xn--bcher-kva.de', 'jo@xn--bcher-kva.de', 'xn--bcher-kva.de'],
  ['a@b.c', 'a@b.c', 'b.c'],
  [`jo@${LABEL}.fr`, `jo@${LABEL}.fr`, `${LABEL}.fr`],
])('%j is the address %j at %j', (text, value, domain) => {
  expect(parseEmail(text)).toEqual({ kind: 'value', value });
  expect(emailDomain(value)).toBe(domain);
});

test.each([
  'jo',
  '@acme.fr',
  'jo@',
  'jo@acme',
  'jo@@acme.fr',
  'jo@acme@acme.fr',
  'jo doe@acme.fr',
  'jo@acme.fr, al@acme.fr',
  'jo;al@acme.fr',
  '"jo"@acme.fr',
  'Jo <jo@acme.fr>',
  '<jo@acme.fr>',
  'mailto:jo@acme.fr',
  'jo,al@acme.fr',
  'jo\u00a0@acme.fr',
  'jo\u200b@acme.fr',
  'jo@.acme.fr',
  'jo@acme..fr',
  'jo@acme.fr.',
  'jo@-acme.fr',
  'jo@acme-.fr',
  'jo@ac me.fr',
  'jo@ac_me.fr',
  'jo@10.0.0.1',
  `jo@x${LABEL}.fr`,
  `${'x'.repeat(255 - 8)}@acme.fr`,
])('%j is no address', text => {
  expect(parseEmail(text)).toEqual({ kind: 'invalid', reason: 'not an e-mail address' });
});

test('254 characters are the most', () => {
  expect(parseEmail(`${'x'.repeat(254 - 8)}@acme.fr`).kind).toBe('value');
});
