import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale, Reading } from '../../src/model/lead.ts';
import type { Field } from '../../src/model/rulebook.ts';
import { compileCellParser, parseAmount, parseLiteral, parseNumber, partOf } from '../../src/values/cell.ts';
import { startsFormula } from '../../src/values/formula.ts';

const BASE = { columns: [], required: false, blank: [] as readonly string[] };
const FIELDS = {
  source: {
    ...BASE,
    name: 'source',
    type: 'text',
    blank: ['select'],
    aliases: [
      { from: 'li', to: 'linkedin', shown: 'LinkedIn' },
      { from: 'fb', to: 'meta', shown: 'meta' },
    ],
  },
  industry: {
    ...BASE,
    name: 'industry',
    type: 'text',
    aliases: [{ from: 'software', to: 'saas', shown: 'saas' }],
    values: ['saas', 'retail', 'none'],
  },
  employees: { ...BASE, name: 'employees', type: 'number', band: 'low', min: 0, max: 1000 },
  largest: { ...BASE, name: 'largest', type: 'number', band: 'high', min: 10 },
  buys_on: { ...BASE, name: 'buys_on', type: 'date' },
  need: { ...BASE, name: 'need', type: 'boolean', true: ['ja'], false: ['nein', 'x'] },
  email: { ...BASE, name: 'email', type: 'email' },
  website: { ...BASE, name: 'website', type: 'url' },
  phone: { ...BASE, name: 'phone', type: 'phone', region: 'FR' },
} as const satisfies Record<string, Field>;
type Name = keyof typeof FIELDS;

function read(name: Name, text: string, { locale = 'fr' as Locale, plain = false } = {}): Reading {
  return compileCellParser(FIELDS[name], { locale, blankAlso: ['non communique'] })({ text, plain });
}

const value = (of: string | number | boolean): Reading => ({ kind: 'value', value: of });
const invalid = (reason: string): Reading => ({ kind: 'invalid', reason });
const BLANK: Reading = { kind: 'blank' };

test.each<[Name, string, Reading]>([
  ['source', ' LinkedIn\u00a0Ads ', value('linkedin ads')],
  ['source', 'LI', value('linkedin')],
  ['source', 'FB', value('meta')],
  ['source', 'Select', BLANK],
  ['source', 'N/A', BLANK],
  ['source', '', BLANK],
  ['source', '\u200b', BLANK],
  ['source', '\u0301', BLANK],
  ['source', 'Non communiqué', BLANK],
  ['source', "'=cmd", value('=cmd')],
  ['source', "' =cmd", value('=cmd')],
  ['source', "'quoted", value("'quoted")],
  ['source', "'-", BLANK],
  ['source', "'--", BLANK],
  ['industry', 'SaaS', value('saas')],
  ['industry', 'Software', value('saas')],
  ['industry', 'Farming', invalid("not one of the field's values")],
  ['industry', 'none', BLANK],
  ['employees', '1 000', value(1000)],
  ['employees', '51-200', value(51)],
  ['employees', '1 001', invalid('above its maximum')],
  ['employees', '-1', invalid('below its minimum')],
  ['employees', "'-1", invalid('below its minimum')],
  ['employees', "'+50", value(50)],
  ['employees', 'many', invalid('not a number as fr writes them')],
  ['largest', '51-200', value(200)],
  ['largest', 'moins de 10', value(10)],
  ['largest', '1-9', invalid('below its minimum')],
  ['buys_on', ' 01/11/2026 10:30 ', value(20_758)],
  ['buys_on', '30/02/2026', invalid('not a date as fr writes them')],
  ['need', 'OUI', value(true)],
  ['need', '1', value(true)],
  ['need', 'Prawda', value(true)],
  ['need', 'Ja', value(true)],
  ['need', 'fałsz', value(false)],
  ['need', 'Non', value(false)],
  ['need', 'NEIN', value(false)],
  ['need', 'x', value(false)],
  ['need', 'maybe', invalid('neither a yes nor a no')],
  ['need', '2', invalid('neither a yes nor a no')],
  ['email', '\ufeffJo@ACME.fr ', value('jo@acme.fr')],
  ['email', "'@acme.fr", invalid('not an e-mail address')],
  ['website', 'HTTP://Acme.fr', value('http://acme.fr')],
  ['website', 'none', BLANK],
  ['phone', "'+33 6 12 34 56 78", value('+33612345678')],
  ['phone', '06 12 34 56 78', value('+33612345678')],
  ['phone', 'ask', invalid('not a phone number')],
])('%s reads %j as %j', (name, text, reading) => {
  expect(read(name, text)).toEqual(reading);
});

describe('a plain number', () => {
  test.each<[Name, string, Reading]>([
    ['employees', '0.5', value(0.5)],
    ['employees', '1.234', value(1.234)],
    ['employees', '1234', invalid('above its maximum')],
    ['employees', '1e2', invalid('not a plain number such as 0.5')],
    ['need', '1', value(true)],
    ['source', '007', value('007')],
    ['phone', '0612345678', value('+33612345678')],
  ])('of %s, %s, is the same in every locale', (name, text, reading) => {
    for (const locale of ['en', 'fr', 'pl'] as const) {
      expect(read(name, text, { locale, plain: true })).toEqual(reading);
    }
  });
});

test('a guarded cell reads as the cell without its guard, whatever the field', () => {
  const names = Object.keys(FIELDS) as Name[];
  const cell = fc
    .tuple(
      fc.constantFrom('=', '+', '-', '@', '＝', '\t', ' \r', '\u200b=', ' -', '+ '),
      fc.oneof(fc.string(), fc.constantFrom('5', '33 6 12 34 56 78', 'n/a', '-', 'li', '1 000 €', "'=x")),
    )
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...names), cell.filter(startsFormula), (name, text) => {
      expect(read(name, `'${text}`)).toEqual(read(name, text));
    }),
    { numRuns: 2000 },
  );
});

test('no cell makes a reader throw, or gets into a reason', () => {
  const names = Object.keys(FIELDS) as Name[];
  const reasons = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary' }), (name, text) => {
      const reading = read(name, text);
      if (reading.kind === 'invalid') reasons.add(reading.reason);
    }),
    { numRuns: 3000 },
  );
  expect(reasons.size).toBeLessThan(12);
});

test('readings are frozen', () => {
  for (const text of ['x', '', 'Software', '5', 'oui']) {
    for (const name of Object.keys(FIELDS) as Name[]) expect(Object.isFrozen(read(name, text))).toBe(true);
  }
});

describe('a part of a field', () => {
  const domain = (name: Name, text: string) =>
    partOf(read(name, text), { field: name, part: 'domain' }, FIELDS[name]);

  test('is folded text', () => {
    expect(domain('email', 'Jo@BÜCHER.de')).toEqual(value('xn--bcher-kva.de'));
    expect(domain('website', 'https://www.acme.co.uk/x')).toEqual(value('acme.co.uk'));
  });

  test("has the field's state", () => {
    expect(domain('email', '')).toEqual(BLANK);
    expect(domain('email', 'jo')).toEqual(invalid('not an e-mail address'));
    expect(partOf({ kind: 'absent' }, { field: 'email', part: 'domain' }, FIELDS.email)).toEqual({
      kind: 'absent',
    });
  });

  test('is not the whole', () => {
    expect(partOf(value('jo@acme.fr'), { field: 'email' }, FIELDS.email)).toEqual(value('jo@acme.fr'));
  });
});

test('the number readers are at hand for costs', () => {
  expect(parseNumber('1,5', 'fr')).toBe(1.5);
  expect(parseAmount('1,5', 'fr')).toBe('1.5');
  expect(parseLiteral('LI', 'text', FIELDS.source)).toEqual({ value: 'linkedin' });
});
