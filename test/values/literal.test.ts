import { expect, test } from 'vitest';
import type { Field, FieldType } from '../../src/model/rulebook.ts';
import { parseLiteral } from '../../src/values/literal.ts';

const BASE = { columns: [], required: false, blank: [] };
const SOURCE: Field = {
  ...BASE,
  name: 'source',
  type: 'text',
  aliases: [{ from: 'fb', to: 'meta', shown: 'Meta' }],
  values: ['meta'],
};
const NEED: Field = { ...BASE, name: 'need', type: 'boolean', true: ['ja'], false: [] };
const PHONE: Field = { ...BASE, name: 'phone', type: 'phone', region: 'FR' };

test.each<[string, FieldType, Field | undefined, string | number | boolean]>([
  ['NO', 'text', undefined, 'no'],
  ['FB', 'text', SOURCE, 'meta'],
  ['Société', 'text', SOURCE, 'societe'],
  ['', 'text', undefined, ''],
  ['0.5', 'number', undefined, 0.5],
  ['+10', 'number', undefined, 10],
  ['-10000', 'number', undefined, -10_000],
  ['2026-11-01', 'date', undefined, 20_758],
  ['true', 'boolean', undefined, true],
  ['NO', 'boolean', undefined, false],
  ['ja', 'boolean', NEED, true],
  ['Gmail.COM', 'email', undefined, 'gmail.com'],
  ['HTTPS://Acme', 'url', undefined, 'https://acme'],
  ['+33 6 12 34 56 78', 'phone', undefined, '+33612345678'],
  ['06 12 34 56 78', 'phone', PHONE, '+33612345678'],
])('%j as %s is a literal', (source, type, field, value) => {
  expect(parseLiteral(source, type, field)).toEqual({ value });
});

test.each<[string, FieldType, string]>([
  ['abc', 'number', '`abc` is not a plain number such as 0.5'],
  ['1,5', 'number', '`1,5` is not a plain number such as 0.5'],
  ['10k', 'number', '`10k` is not a plain number such as 0.5'],
  ['1e5', 'number', '`1e5` is not a plain number such as 0.5'],
  ['1234567890123456', 'number', '`1234567890123456` is not a plain number such as 0.5'],
  ['01/11/2026', 'date', '`01/11/2026` is not a date such as 2026-11-01'],
  ['2026-02-30', 'date', '`2026-02-30` is not a date such as 2026-11-01'],
  ['maybe', 'boolean', '`maybe` is not true or false'],
  ['06 12 34 56 78', 'phone', '`06 12 34 56 78` is not a phone number such as +33612345678'],
])('%j as %s is a problem', (source, type, problem) => {
  expect(parseLiteral(source, type, undefined)).toEqual({ problem });
});
