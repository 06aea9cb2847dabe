import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { literalOf } from '../../../src/commands/schema/literals.ts';
import { oneOfNames, readings, spellings } from '../../../src/commands/schema/scalars.ts';
import type { FieldType } from '../../../src/model/rulebook.ts';
import { fold } from '../../../src/values/fold.ts';
import { parseLiteral } from '../../../src/values/literal.ts';
import { validator } from './validating.ts';

const letters = fc.constantFrom(
  ...'aAeEéÉßẞøłŁİız Z09-_.*\t\u00a0\u200b\ufeff+,:/'.split(''),
  'œ',
  'Æ',
  'e\u0301',
  '\u1d00',
);
const text = fc.oneof(
  fc.array(letters, { maxLength: 8 }).map(parts => parts.join('')),
  fc.string({ unit: 'grapheme' }),
);

describe('a text that the loader reads', () => {
  test('as one of some values fits their spellings', () => {
    fc.assert(
      fc.property(text, literal => {
        fc.pre(fold(literal) !== '');
        const accepts = validator(spellings(['shown'], [fold(literal), 'other']));
        expect(accepts(literal)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  const digits = fc.constantFrom(
    ...'0123456789+-.eE T:\u00a0\u0085\u200b\ufeff'.split(''),
    'oui',
    'NON',
    'tak',
    'X',
    '33',
  );
  const written = fc.array(digits, { maxLength: 12 }).map(parts => parts.join(''));
  const day = fc
    .tuple(fc.constantFrom('', ' ', '\u200b', '\ufeff\u0085'), fc.integer({ min: 1, max: 12 }))
    .map(([space, month]) => `${space}2026-${String(month).padStart(2, '0')}-28${space}`);
  const phone = fc
    .tuple(
      fc.constantFrom('+33 ', '\u200b+33(0)', '+33.'),
      fc.integer({ min: 100_000_000, max: 799_999_999 }),
    )
    .map(([start, rest]) => `${start}${rest} `);
  const truth = fc
    .tuple(
      fc.constantFrom('', ' ', '\u200b'),
      fc.constantFrom('OUI', 'nÓn', 'Fałsz', 'tak', '1', 'x', 'VRAI'),
    )
    .map(([space, word]) => `${space}${word}${space}`);
  const types: readonly FieldType[] = ['text', 'number', 'date', 'boolean', 'email', 'url', 'phone'];

  test.each(types)('as a literal of type %s fits its schema', type => {
    const accepts = validator(literalOf({ type }));
    fc.assert(
      fc.property(fc.oneof(written, day, phone, truth, text), literal => {
        fc.pre(literal.trim() !== '' && 'value' in parseLiteral(literal, type, undefined));
        expect(accepts(literal)).toBe(true);
      }),
      { numRuns: 200, maxSkipsPerRun: 100 },
    );
  });
});

describe('an ASCII text that means none of the values', () => {
  test.each(['industri', 'industry 2', 'in dustry', 'industry.', ''])(
    'does not fit their spellings: %j',
    literal => {
      expect(validator(spellings(['Industry'], ['industry']))(literal)).toBe(false);
    },
  );
});

describe('what a name is without quotes', () => {
  test.each([
    '7',
    '-1',
    '+5',
    '0.5',
    '.5',
    '5.',
    '1e3',
    '0x1F',
    '0o17',
    'true',
    'FALSE',
    'null',
    '~',
    'NO',
    '01',
    '1_000',
  ])('is as YAML 1.2 reads it: %s', name => {
    const unquoted: unknown = parse(name, { version: '1.2', schema: 'core' });
    expect(readings(name)).toContainEqual(unquoted);
    expect(validator(oneOfNames([name]))(unquoted)).toBe(true);
    expect(validator(oneOfNames([name]))(name)).toBe(true);
    expect(validator(oneOfNames(['other']))(unquoted)).toBe(false);
  });

  test('none fits where there is none', () => expect(validator(oneOfNames([]))('any')).toBe(false));
});
