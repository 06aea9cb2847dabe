import { describe, expect, test } from 'vitest';
import { compilePhone, isPhoneRegion, phoneRegion } from '../../../src/values/field-types/phone.ts';

const NOT_PHONE = 'not a phone number';
const NO_REGION = 'not an international phone number, and its field has no region';

function read(text: string, region?: string): string {
  const reading = compilePhone(region)(text);
  if (reading.kind === 'value') return String(reading.value);
  return reading.kind === 'invalid' ? reading.reason : reading.kind;
}

describe('every way to write one number is one value', () => {
  test.each([
    '06 12 34 56 78',
    '0612345678',
    '06.12.34.56.78',
    '06-12-34-56-78',
    '06/12/34/56/78',
    '(06) 12 34 56 78',
    '06\u00a012\u202f34 56 78',
    '+33 6 12 34 56 78',
    '+33 (0)6 12 34 56 78',
    '(+33) 612345678',
    '0033 6 12 34 56 78',
  ])('%j', text => {
    expect(read(text, 'FR')).toBe('+33612345678');
  });
});

test.each([
  ['501 234 567', 'PL', '+48501234567'],
  ['(202) 555-0143', 'US', '+12025550143'],
  ['06 1234 5678', 'IT', '+390612345678'],
  ['0033 6 12 34 56 78', 'US', '+33612345678'],
  ['0011 33 6 12 34 56 78', 'AU', '+33612345678'],
  ['+48 501 234 567', 'FR', '+48501234567'],
  ['+33 6 12 34 56 78', undefined, '+33612345678'],
  ['0033612345678', undefined, '+33612345678'],
  ['06 12 34 56 78', undefined, NO_REGION],
  ['+999 12 34 56 78', undefined, NOT_PHONE],
  ['00', undefined, NOT_PHONE],
])('%j in %s is %s', (text, region, expected) => {
  expect(read(text, region)).toBe(expected);
});

test.each([
  '12',
  '06 12',
  '06 12 34 56 78 90 12 34 56',
  '06 12 34 56 78 / 07 12 34 56 78',
  '06 12 34 56 78 ext 3',
  '06+12345678',
  '++33612345678',
  '＋33612345678',
  '٠٦١٢٣٤٥٦٧٨',
  '06_12_34_56_78',
  '+',
  '()',
  '+33',
])('%j is no phone number', text => {
  expect(read(text, 'FR')).toBe(NOT_PHONE);
});

test.each([
  ['FR', true],
  ['PL', true],
  ['GB', true],
  ['fr', false],
  ['UK', false],
  ['XX', false],
  ['', false],
  ['toString', false],
])('the region %j is known: %s', (text, known) => {
  expect(isPhoneRegion(text)).toBe(known);
});

test.each([
  ['fr', 'FR'],
  ['pl', 'PL'],
  ['en-GB', 'GB'],
  ['en', undefined],
] as const)('a list in %s has the phone numbers of %s, unless its field says otherwise', (locale, region) => {
  expect(phoneRegion(undefined, locale)).toBe(region);
  expect(phoneRegion('DE', locale)).toBe('DE');
});

test.each(['p:+33199001234', 'tel: +33 1 99 00 12 34', 'Tel.: +33199001234'])(
  '%s is read without its prefix',
  text => {
    expect(compilePhone(undefined)(text)).toEqual({ kind: 'value', value: '+33199001234' });
  },
);
