import { describe, expect, test } from 'vitest';
import { contradiction } from '../../../../../src/commands/check/checks/proved/contradiction.ts';
import { findIn, said, stated } from './finding.ts';

const criterion = (when: string): string => `criteria:\n  asked: { when: ${when} }`;
const found = (sections: string) => stated(findIn(sections, [contradiction]));

test('the finding stands at the clause that closes it, with what it goes against', () => {
  const when = '{ all: [{ employees: { gte: 500 } }, { need_stated: true }, { employees: { lt: 50 } }] }';
  expect(said(findIn(criterion(when), [contradiction]))).toMatchInlineSnapshot(`
    [
      "lt: no lead meets both \`employees gte 500\` and \`employees lt 50\` · change one of them, or let either be enough with \`any\`",
    ]
  `);
});

describe('no lead meets', () => {
  test.each([
    ['bounds that exclude each other', '{ employees: { gte: 500, lt: 50 } }'],
    ['bounds that meet in a point which one leaves out', '{ employees: { gte: 500, lt: 500 } }'],
    ['two values of one field', '{ all: [{ industry: saas }, { industry: retail }] }'],
    [
      'a value and a list without it',
      '{ all: [{ industry: [saas, retail] }, { industry: { not_in: [saas, retail] } }] }',
    ],
    ['a list of all the values there are', '{ industry: { not_in: [saas, retail, banking] } }'],
    ['a bound outside those of the field', '{ employees: { lt: 0 } }'],
    ['a bound outside both', '{ budget_amount: { gt: 1000000 } }'],
    ['a day before all valid ones', '{ buys_on: { lt: 1999-12-31 } }'],
    ['days back that exclude each other', '{ last_activity: { within_last_days: 30, older_than_days: 30 } }'],
    ['days back and days ahead', '{ buys_on: { within_next_days: 30, older_than_days: 0 } }'],
    ['a test and its not', '{ all: [{ need_stated: true }, { not: { need_stated: true } }] }'],
    ['both answers', '{ all: [{ need_stated: true }, { need_stated: false }] }'],
    ['a value of a blank field', '{ all: [{ employees: { gte: 5 } }, { employees: { is: blank } }] }'],
    ['two states', '{ all: [{ email: { is: blank } }, { email: { is: invalid } }] }'],
    ['an invalid text without a domain', '{ job_title: { is: invalid } }'],
    [
      'two beginnings',
      '{ all: [{ email: { starts_with: [info@, sales@] } }, { email: { starts_with: jo } }] }',
    ],
    [
      'a value that does not hold the text',
      '{ all: [{ job_title: CEO }, { job_title: { contains: head } }] }',
    ],
    [
      'a text without its part',
      '{ job_title: { has_word: head of sales }, not: { job_title: { contains: sales } } }',
    ],
    [
      'a spelling of a value without the value',
      '{ all: [{ country: fr }, { country: { not_in: [france] } }] }',
    ],
    [
      'more of a count than can be',
      '{ at_least: { n: 2, of: [{ industry: saas }, { industry: retail }, { industry: banking }] } }',
    ],
    [
      'three clauses of which any two go together',
      '{ all: [{ any: [{ employees: { lt: 5 } }, { need_stated: true }] }, { any: [{ employees: { lt: 5 } }, { opted_in: true }] }, { employees: { gte: 5 }, not: { need_stated: true, opted_in: true } }] }',
    ],
    [
      'a domain and an address outside it',
      '{ all: [{ email: jo@acme.example }, { email.domain: [other.example] }] }',
    ],
  ])('%s', (_what, when) => {
    expect(found(criterion(when))).toHaveLength(1);
  });

  test('and says what it knows', () => {
    const all = [
      '{ all: [{ need_stated: true }, { not: { need_stated: true } }] }',
      '{ employees: { lt: 0 } }',
      '{ buys_on: { lt: 1999-12-31 } }',
      '{ budget_amount: { gt: 1000000 } }',
      '{ job_title: { is: invalid } }',
      '{ industry: { not_in: [saas, retail, banking] } }',
      '{ at_least: { n: 2, of: [{ industry: saas }, { industry: retail }, { industry: banking }] } }',
    ];
    expect(all.flatMap(when => said(findIn(criterion(when), [contradiction])))).toMatchInlineSnapshot(`
      [
        "not: no lead meets both \`need_stated is yes\` and \`not need_stated is yes\` · change one of them, or let either be enough with \`any\`",
        "lt: no lead meets \`employees lt 0\`: \`employees\` is 0 at least · change the test or the field, or remove the test",
        "lt: no lead meets \`buys_on lt 1999-12-31\`: \`buys_on\` is 2000-01-01 at least · change the test or the field, or remove the test",
        "gt: no lead meets \`budget_amount gt 1000000\`: \`budget_amount\` is from 0 to 1000000 · change the test or the field, or remove the test",
        "is: no lead meets \`job_title is invalid\`: \`job_title\` is text without \`values\`, so that no text is invalid · change the test or the field, or remove the test",
        "not_in: no lead meets \`industry not in saas, retail, banking\`: no value of \`industry\` does · change the test or the field, or remove the test",
        "at_least: no lead meets 2 of these 3 conditions · lower \`n\`, or change those that exclude each other",
      ]
    `);
  });
});

describe('some lead meets', () => {
  test.each([
    ['bounds that meet in a point', '{ employees: { gte: 500, lte: 500 } }'],
    ['a number between two whole ones', '{ employees: { gt: 10, lt: 11 } }'],
    [
      'today, which is the last and the next day',
      '{ buys_on: { within_last_days: 5, within_next_days: 5 } }',
    ],
    ['a day of the calendar that will be long ago', '{ buys_on: { gte: 2026-01-01, older_than_days: 900 } }'],
    [
      'a word and another one',
      '{ all: [{ job_title: { has_word: ceo } }, { job_title: { has_word: cto } }] }',
    ],
    [
      'a text inside a word that is not the word',
      '{ job_title: { contains: cto }, not: { job_title: { has_word: cto } } }',
    ],
    [
      'an expression, which is not looked into',
      '{ all: [{ job_title: { matches: ^a } }, { job_title: { matches: ^b } }] }',
    ],
    [
      'a criterion that settles what is unknown',
      '{ all: [{ criterion: settled }, { need_stated: { is: blank } }] }',
    ],
    ['either of two that exclude each other', '{ any: [{ industry: saas }, { industry: retail }] }'],
  ])('%s', (_what, when) => {
    expect(found(`${criterion(when)}\n  settled: { when: { need_stated: true }, unknown: met }`)).toEqual([]);
  });
});

test('through criteria and scores of a stage', () => {
  const sections = `criteria:
  large: { when: { employees: { gte: 500 } } }
  small: { when: { employees: { lt: 50 } } }
scores:
  fit: { rules: [{ id: size, when: { criterion: large }, points: 20 }, { id: need, when: { need_stated: true }, points: 20 }] }
stages:
  - { stage: SQL, when: { all: [{ criterion: large }, { criterion: small }] } }
  - { stage: MQL, when: { score: { fit: { gte: 30, lt: 20 } } } }
  - { stage: prospect, when: { all: [{ employees: { lt: 10 } }, { score: { fit: { gte: 30 } } }] } }
  - { stage: lead }`;
  expect(said(findIn(sections, [contradiction]))).toMatchInlineSnapshot(`
    [
      "criterion: no lead meets both \`large\` and \`small\` · change one of them, or let either be enough with \`any\`",
      "lt: no lead meets both \`fit gte 30\` and \`fit lt 20\` · change one of them, or let either be enough with \`any\`",
      "gte: no lead meets both \`employees lt 10\` and \`fit gte 30\` · change one of them, or let either be enough with \`any\`",
    ]
  `);
});

test('a framework that no lead passes', () => {
  const sections = `criteria:
  large: { when: { employees: { gte: 500 } } }
  small: { when: { employees: { lt: 50 } } }
  need:  { when: { need_stated: true } }
frameworks:
  fits: { criteria: [large, small, need], pass: 2, require: [large, small] }
  passes: { criteria: [large, small, need], pass: 2 }`;
  expect(said(findIn(sections, [contradiction]))).toMatchInlineSnapshot(`
    [
      "fits: no lead passes \`fits\`: no lead meets 2 of \`large\`, \`small\` and \`need\` with \`large\` and \`small\` at once · lower \`pass\`, or change the criteria that exclude each other",
    ]
  `);
});

test('only the innermost condition that none meets is named', () => {
  expect(
    found(criterion('{ all: [{ need_stated: true }, { any: [{ employees: { gt: 5, lt: 2 } }] }] }')),
  ).toEqual(['lt: no lead meets both `employees gt 5` and `employees lt 2`']);
});

test('what is under a `not` and the `not` itself are two findings', () => {
  const always = criterion('{ not: { any: [{ employees: { gte: 50 } }, { employees: { lt: 50 } }] } }');
  const never = criterion('{ not: { employees: { gt: 5, lt: 2 } } }');
  const both = [...findIn(always), ...findIn(never)].map(finding =>
    [finding.code, ...stated([finding])].join(' '),
  );
  expect(both).toMatchInlineSnapshot(`
    [
      "contradiction not: no lead meets \`not (employees gte 50 or employees lt 50)\`: none fails what is under \`not\`",
      "tautology lt: every lead meets \`employees gte 50 or employees lt 50\` where the answer is known, and none fails it",
      "contradiction lt: no lead meets both \`employees gt 5\` and \`employees lt 2\`",
      "tautology not: every lead meets \`not (employees gt 5 and employees lt 2)\` where the answer is known, and none fails it",
    ]
  `);
});
