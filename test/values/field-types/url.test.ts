import { expect, test } from 'vitest';
import { parseUrl, urlDomain } from '../../../src/values/field-types/url.ts';

test.each([
  ['acme.fr', 'acme.fr'],
  ['www.acme.fr', 'acme.fr'],
  ['https://www.Shop.ACME.co.uk/Deals?q=1#top', 'acme.co.uk'],
  ['//acme.fr', 'acme.fr'],
  ['acme.fr:8080/x', 'acme.fr'],
  ['acme.fr?x', 'acme.fr'],
  ['acme.fr/a b', 'acme.fr'],
  ['acme.fr/jo@doe', 'acme.fr'],
  ['https://jo:secret@www.acme.pl/', 'acme.pl'],
  ['www.acme.fr.', 'acme.fr'],
  ['a_b.acme.com', 'acme.com'],
  ['www.bücher.de', 'xn--bcher-kva.de'],
  ['http://192.168.0.1:80/x', '192.168.0.1'],
  ['http://[::1]:80/', '::1'],
  ['co.uk', 'co.uk'],
  ['acme.github.io', 'acme.github.io'],
  ['www.acme.github.io', 'acme.github.io'],
  ['intranet.acme', 'intranet.acme'],
])('%j is a web address at %j', (text, domain) => {
  expect(parseUrl(text)).toEqual({ kind: 'value', value: text.toLowerCase() });
  expect(urlDomain(text.toLowerCase())).toBe(domain);
});

test.each([
  'acme',
  'localhost',
  'http://',
  'http://localhost/',
  'https:///acme.fr',
  'acme .fr',
  'see acme.fr',
  'acme.fr, acme.com',
  'acme..fr',
  '.fr',
  '-acme.fr',
  'jo@acme.fr',
  'mailto:jo@acme.fr',
  'javascript:alert(1)',
  '1.5',
  '300.1.1.1',
  'http://[acme]/',
  'n.a.',
  'acme.fr:port',
])('%j is no web address', text => {
  expect(parseUrl(text)).toEqual({ kind: 'invalid', reason: 'not a web address' });
});
