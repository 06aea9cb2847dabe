import { expect, test } from 'vitest';
import { emailDomain, parseEmail } from '../../../src/values/field-types/email.ts';

const LABEL = 'x'.repeat(63);

test.each([
  ['jo@acme.fr', 'jo@acme.fr', 'acme.fr'],
  ['Jo.Doe+News@Mail.ACME.co.uk', 'jo.doe+news@mail.acme.co.uk', 'mail.acme.co.uk'],
  ["o'neil@acme.fr", "o'neil@acme.fr", 'acme.fr'],
  ['zoë@bücher.de', 'zoë@xn--bcher-kva.de', 'xn--bcher-kva.de'],
  ['ZOË@BÜCHER.DE', 'zoë@xn--bcher-kva.de', 'xn--bcher-kva.de'],
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
  'jo;al@acme.fr',
  '"jo"@acme.fr',
  'jo,al@acme.fr',
  'jo\u00a0@acme.fr',
  'jo\u200b@acme.fr',
  'jo@.acme.fr',
  'jo@acme..fr',
  'jo@-acme.fr',
  'jo@acme-.fr',
  'jo@ac me.fr',
  'jo@ac_me.fr',
  'jo@10.0.0.1',
  `jo@x${LABEL}.fr`,
  `${'x'.repeat(255 - 8)}@acme.fr`,
])('%j is no address', text => {
  expect(parseEmail(text)).toMatchObject({ kind: 'invalid', reason: 'not an e-mail address' });
});

test('254 characters are the most', () => {
  expect(parseEmail(`${'x'.repeat(254 - 8)}@acme.fr`).kind).toBe('value');
});

test.each([
  ['Ann Alder <Ann@x.example>', 'ann@x.example', undefined],
  ['"Alder, Ann" <ann@x.example>', 'ann@x.example', undefined],
  ['mailto:ann@x.example', 'ann@x.example', undefined],
  ['<mailto:ann@x.example?subject=a>', 'ann@x.example', undefined],
  ['ann@x.example.', 'ann@x.example', undefined],
  ["'ann@x.example'", 'ann@x.example', undefined],
  ['ann@x.example (Ann)', 'ann@x.example', undefined],
  ['ann@x.example;sales@x.example', 'ann@x.example', ['sales@x.example']],
  ['ann@x.example ::: bob@y.example', 'ann@x.example', ['bob@y.example']],
  ['Ann <ann@x.example>, Bob <bob@y.example>', 'ann@x.example', ['bob@y.example']],
  ['ann@x.example bob@y.example', 'ann@x.example', ['bob@y.example']],
  ['ann@x.example\nbob@y.example', 'ann@x.example', ['bob@y.example']],
  ['ann@x.example, ann@x.example', 'ann@x.example', undefined],
  ['ann@Müller.example', 'ann@xn--mller-kva.example', undefined],
  ['ann@xn--mller-kva.example', 'ann@xn--mller-kva.example', undefined],
])('%j is read as %s', (text, value, others) => {
  expect(parseEmail(text)).toEqual({ kind: 'value', value, ...(others && { others }) });
});

test('of a text that is no list of addresses every address counts for those who must not be contacted', () => {
  const reading = parseEmail('ask ann@x.example first, not bob@y.example.');
  expect(reading).toMatchObject({ kind: 'invalid', others: ['ann@x.example', 'bob@y.example'] });
  expect('others' in parseEmail('not an address')).toBe(false);
  expect('others' in parseEmail('a@b')).toBe(false);
});

test('domains with other letters than ASCII are never folded', () => {
  expect(emailDomain('ann@müller.example')).toBe('xn--mller-kva.example');
  expect(emailDomain('ann@müller.example')).not.toBe(emailDomain('ann@muller.example'));
});
