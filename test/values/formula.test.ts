import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dropGuard, startsFormula } from '../../src/values/formula.ts';
import { trim } from '../../src/values/white-space.ts';

describe('a cell that starts a formula', () => {
  test.each([
    '=1+1',
    '+SUM(A1)',
    '-cmd',
    '@SUM',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\tx',
    '\rx',
    ' =1',
    '\u00a0=1',
    '\u200b=1',
    '\u200c\u2060=1',
    '\ufeff=1',
    ' \t hello',
    '\n=1',
    '+',
    '-',
    '-5x',
    '+33x',
    '+33-1',
    '--5',
    '-1e5',
    '- 5',
    '-1 %x',
    '+(33) 612345678',
  ])('%j', text => {
    expect(startsFormula(text)).toBe(true);
  });
});

describe('a cell that starts none', () => {
  test.each([
    '',
    '\t',
    '\u200c\r',
    'a=1',
    "'=1",
    '5',
    '-5',
    '+5',
    '-1 234,50',
    '-12.5%',
    '  -5',
    '\t-5',
    '+33 6 12 34 56 78',
    '+33 (0)6.12-34/56',
    '+331234',
    '+3312',
    'x\t=1',
    '\nx',
    'é@x',
    '"=1"',
  ])('%j', text => {
    expect(startsFormula(text)).toBe(false);
  });
});

describe('the guard', () => {
  test.each([
    ["'=1", '=1'],
    ["'-5", '-5'],
    ["'+33 6", '+33 6'],
    ["'  =1", '=1'],
    ["'\u200b@x", '@x'],
    ["'\u200c=x", '\u200c=x'],
    ["'\tx", 'x'],
    ["'＝1", '＝1'],
    ["''=1", "''=1"],
    ["'\t'=1", '=1'],
    ["'x", "'x"],
    ["'", "'"],
    ["'t Hooft", "'t Hooft"],
    ['=1', '=1'],
  ])('%j is %j', (text, rest) => {
    expect(dropGuard(text)).toBe(rest);
  });

  const cell = fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      "'",
      ' ',
      '\t',
      '\r',
      '\u200b',
      '\u200c',
      '\ufeff',
      'a',
      '1',
    ),
  });

  test('of every guarded cell reads as if it were not there', () => {
    const read = (text: string) => dropGuard(trim(text));
    fc.assert(
      fc.property(cell.filter(startsFormula), text => {
        expect(read(`'${text}`)).toBe(read(text));
      }),
      { numRuns: 5000 },
    );
  });

  test('of a cell of nothing but guards is taken away however often it stands there', () => {
    expect(dropGuard(`${"'\t".repeat(100_000)}=1`)).toBe('=1');
  });

  test('leaves no formula behind it', () => {
    fc.assert(
      fc.property(cell, text => {
        expect(startsFormula(`'${text}`)).toBe(false);
      }),
    );
  });
});
