import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseHeader } from '../../src/values/header.ts';

test.each([
  ['# employees', 'employees'],
  ['e-mail', 'e mail'],
  ['E_Mail ', 'e mail'],
  ['Adresse\u00a0e-mail', 'adresse e mail'],
  ['Prénom', 'prenom'],
  ['Imię', 'imie'],
  ['\ufefflast_name', 'last name'],
  ['budget (k€)', 'budget k'],
  ['Utm.Source2', 'utm source2'],
  ['#', ''],
])('the header %j is compared as %j', (header, normalised) => {
  expect(normaliseHeader(header)).toBe(normalised);
});

test('normalising twice is normalising once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(normaliseHeader(normaliseHeader(text))).toBe(normaliseHeader(text));
    }),
  );
});

test('a header is compared in the same form beside a word in another script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), text => {
      expect(normaliseHeader(`${text} жар`)).toBe(`${normaliseHeader(text)} жар`.trim());
    }),
  );
});
