import { expect, test } from 'vitest';
import { firmKey, isFirmField, PLACEHOLDERS } from '../../src/contacts/placeholders.ts';

test.each([
  ['alder, inc.', 'alder inc'],
  ['fort s.a.s.', 'fort sas'],
  ['birch &amp; sons', 'birch sons'],
  ['birch & sons', 'birch sons'],
  ['o&#39;neil ltd', 'oneil ltd'],
  ["l'oreal", 'loreal'],
  ['&', '&'],
])('the firm %j is compared as %j', (folded, key) => {
  expect(firmKey(folded)).toBe(key);
});

test('firms that differ by a word are two', () => {
  expect(firmKey('enterprise solutions')).not.toBe(firmKey('solutions'));
});

test('only fields of firms are compared so', () => {
  expect(['company', 'company_name', 'account', 'societe'].every(isFirmField)).toBe(true);
  expect(['last_name', 'phone', 'order_number'].some(isFirmField)).toBe(false);
});

test('placeholders are written as addresses are compared, each once', () => {
  expect(PLACEHOLDERS.every(address => address === address.toLowerCase() && address.includes('@'))).toBe(
    true,
  );
  expect(new Set(PLACEHOLDERS).size).toBe(PLACEHOLDERS.length);
});
