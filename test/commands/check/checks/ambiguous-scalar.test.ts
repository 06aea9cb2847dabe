import { describe, expect, test } from 'vitest';
import { ambiguousScalar } from '../../../../src/commands/check/checks/ambiguous-scalar.ts';
import { asking, findingsIn, pageOf, saidBy, titlesOf } from './checking.ts';

const said = (sections: string) => saidBy(ambiguousScalar, sections).map(([token]) => token);

test('the page: each token with its place, what others read, and the text in quotes', () => {
  const { bad, good } = pageOf('ambiguous-scalar');
  expect(titlesOf(findingsIn(bad))).toEqual([
    '7:41 NO [ambiguous-scalar] `NO` without quotes is a text here, and the boolean false to other readers of YAML · write `"NO"`',
    '8:42 01234 [ambiguous-scalar] `01234` without quotes is a text here, and the number 1234 or 668 to other readers of YAML · write `"01234"`',
  ]);
  expect(findingsIn(good)).toEqual([]);
});

describe('a text that other readers take for something else', () => {
  test.each([
    ['yes', 'the boolean true'],
    ['Off', 'the boolean false'],
    ['n', 'the boolean false'],
    ['~', 'nothing at all'],
    ['12:30', 'the number 750'],
    ['-1:30', 'the number -90'],
    ['1e3', 'the number 1000'],
    ['0x1F', 'the number 31'],
    ['0o17', 'the number 15'],
    ['0b101', 'the number 5'],
    ['0189', 'the number 189'],
    ['010', 'the number 10 or 8'],
    ['1_000', 'the number 1000'],
    ['1.50', 'the number 1.5'],
    ['+5', 'the number 5'],
    ['12345678901234567890', 'the number 12345678901234567000'],
    ['2026-11-01', 'a date'],
    ['.inf', 'an infinite number'],
    ['.NaN', 'no number'],
  ])('%s is %s', (text, taken) => {
    const message = `\`${text}\` without quotes is a text here, and ${taken} to other readers of YAML`;
    expect(saidBy(ambiguousScalar, asking(`{ job_title: ${text} }`))).toEqual([
      [text, message, `write \`"${text}"\``],
    ]);
    expect(said(asking(`{ job_title: "${text}" }`))).toEqual([]);
  });

  test.each([
    ['a list under an operator', asking('{ job_title: { has_word: [ceo, no] } }'), ['no']],
    ['an address', asking('{ email: { starts_with: 007 } }'), ['007']],
    ['a domain', asking('{ email.domain: [1.10] }'), ['1.10']],
    ['a phone number', asking('{ phone: 0612345678 }'), ['0612345678']],
    ['an expression', asking('{ job_title: { matches: 1e3 } }'), ['1e3']],
    [
      'a set, once however often it is used',
      `sets: { s: [y, fine] }\n${asking('{ job_title: $s, industry: { contains: $s } }')}`,
      ['y'],
    ],
    ['a set that nothing uses', 'sets: { s: [on] }', ['on']],
    ['more spellings of nothing', 'blank_also: [~, 00]', ['~', '00']],
    ['a number with a leading zero', asking('{ employees: { between: [010, 099] } }'), ['010']],
    [
      'a cell of a test lead',
      'tests: [{ name: t, lead: { job_title: no, phone: 0612345678, clicks: 01 }, expect: {} }]',
      ['no', '0612345678'],
    ],
  ])('in %s', (_where, sections, tokens) => {
    expect(said(sections)).toEqual(tokens);
  });

  test('in the values, spellings and targets of a field', () => {
    const text = `rulebook: r
version: 1
fields:
  country: { type: text, values: [FR, NO, "on"], blank: [0000], aliases: { NO: [Norway, nO, No], "no2": [off] } }
stages: [{ stage: lead }]
`;
    const tokens = findingsIn(text, { checks: [ambiguousScalar] }).map(({ fix }) => fix);
    expect(tokens).toEqual(['NO', '0000', 'NO', 'No', 'off'].map(token => `write \`"${token}"\``));
  });
});

describe('silent', () => {
  test.each([
    [
      'texts that no reader takes for anything else',
      asking('{ job_title: [nope, 24/7, v1.0, 1.2.3, "01", 12:60, 1:2:3pm, e3, 0x, 08:00h] }'),
    ],
    ['numbers that stay themselves', asking('{ job_title: [5, 0, 1.5, -3, 2026] }')],
    ['an international phone number', asking('{ phone: +33612345678 }')],
    ['booleans under a boolean field', asking('{ need_stated: yes }')],
    [
      'numbers and dates under their types',
      asking('{ employees: { gte: 1.50 }, buys_on: { lt: 2026-11-01 } }'),
    ],
    ['days', asking('{ buys_on: { within_last_days: 010 } }')],
    ['a spelling that quotes would not help', asking('{ job_title: null }')],
    [
      'cells that are nothing, numbers or booleans',
      'tests: [{ name: t, lead: { job_title: ~, clicks: 1e3, need_stated: no }, expect: {} }]',
    ],
  ])('%s', (_what, sections) => {
    expect(said(sections)).toEqual([]);
  });
});
