import { describe, expect, test } from 'vitest';
import { redundantClause } from '../../../../../src/commands/check/checks/proved/redundant-clause.ts';
import { findIn, said, stated } from './finding.ts';

const criterion = (when: string): string => `criteria:\n  asked: { when: ${when} }`;
const found = (sections: string) => stated(findIn(sections, [redundantClause]));

test('a clause that its siblings imply, with which', () => {
  const all = [
    '{ all: [{ employees: { gte: 50 } }, { employees: { gte: 500 } }] }',
    '{ any: [{ employees: { gte: 500 } }, { need_stated: true }, { employees: { gte: 50 } }] }',
    '{ at_least: { n: 2, of: [{ employees: { gte: 500 } }, { need_stated: true }, { employees: { gte: 50 } }] } }',
    '{ all: [{ any: [{ need_stated: true }, { opted_in: true }] }, { need_stated: false }, { opted_in: true }] }',
  ];
  expect(all.flatMap(when => said(findIn(criterion(when), [redundantClause])))).toMatchInlineSnapshot(`
    [
      "gte: \`employees gte 50\` changes nothing here: whoever meets \`employees gte 500\` meets it too · remove it, or change it if it was meant otherwise",
      "gte: \`employees gte 500\` changes nothing here: whoever meets it meets \`employees gte 50\` too · remove it, or change it if it was meant otherwise",
      "gte: one answer counts twice here: whoever meets \`employees gte 500\` meets \`employees gte 50\` too · leave one of the two",
      "any: \`need_stated is yes or opted_in is yes\` changes nothing here: whoever meets \`opted_in is yes\` meets it too · remove it, or change it if it was meant otherwise",
    ]
  `);
});

describe('changes nothing', () => {
  test.each([
    ['a value inside a list', '{ any: [{ industry: saas }, { industry: [saas, retail] }] }', 'industry'],
    ['a list around a value', '{ all: [{ industry: saas }, { industry: [saas, retail] }] }', 'industry'],
    [
      'a longer text beside a shorter one',
      '{ any: [{ job_title: { contains: foo } }, { job_title: { contains: foobar } }] }',
      'contains',
    ],
    [
      'a word of a phrase',
      '{ all: [{ job_title: { has_word: head of sales } }, { job_title: { contains: sales } }] }',
      'contains',
    ],
    [
      'a state that a test needs anyway',
      '{ any: [{ employees: { is: present } }, { employees: { is: present }, need_stated: true }] }',
      '{ employees: { is: present }, need_stated: true }',
    ],
    [
      'the same twice: the first stays',
      '{ all: [{ need_stated: true }, { need_stated: yes }] }',
      'need_stated',
    ],
    [
      'a shorter time',
      '{ any: [{ buys_on: { within_next_days: 30 } }, { buys_on: { within_next_days: 90 } }] }',
      'within_next_days',
    ],
    [
      'as many as there are',
      '{ at_least: { n: 2, of: [{ employees: { gte: 5 } }, { employees: { gte: 50 } }] } }',
      'gte',
    ],
  ])('%s', (_what, when, token) => {
    expect(found(criterion(when)).map(line => line.slice(0, line.indexOf(': `')))).toEqual([token]);
  });
});

describe('changes something', () => {
  test.each([
    ['a part that only overlaps', '{ all: [{ employees: { gte: 50 } }, { employees: { lt: 500 } }] }'],
    [
      'a word that is only part of another',
      '{ any: [{ job_title: { has_word: sales } }, { job_title: { has_word: salesman } }] }',
    ],
    [
      'a text that is no word',
      '{ any: [{ job_title: { has_word: cto } }, { job_title: { contains: cto } }], opted_in: true }'.replace(
        'contains: cto',
        'contains: ctox',
      ),
    ],
    [
      'a state beside a test: unknown becomes unmet',
      '{ all: [{ employees: { gte: 5 } }, { employees: { is: present } }] }',
    ],
    [
      'counts that may differ',
      '{ at_least: { n: 2, of: [{ employees: { gte: 5 } }, { need_stated: true }, { opted_in: true }] } }',
    ],
  ])('%s', (_what, when) => {
    expect(found(criterion(when))).toEqual([]);
  });
});

test('what a contradiction, a tautology or a criterion elsewhere says is not said again', () => {
  const when =
    '{ any: [{ employees: { gt: 5, lt: 2 } }, { employees: { gte: 0 } }, { employees: { gt: 500 } }] }';
  expect(found(criterion(when))).toEqual([]);
});

test('a criterion that a framework requires, and a lower threshold beside a higher one', () => {
  const sections = `criteria:
  need: { when: { need_stated: true } }
  money: { when: { budget_amount: { gte: 5000 } } }
frameworks:
  bant: { criteria: [need, money], pass: 1, require: [need] }
scores:
  fit: { rules: [{ id: need, when: { criterion: need }, points: 50 }, { id: size, when: { employees: { gte: 50 } }, points: 50 }] }
stages:
  - { stage: SQL, when: { all: [{ framework: bant }, { criterion: need }, { score: { fit: { gte: 60 } } }] } }
  - { stage: MQL, when: { score: { fit: { gte: 10, gt: 30 } } } }
  - { stage: lead }`;
  expect(said(findIn(sections, [redundantClause]))).toMatchInlineSnapshot(`
    [
      "framework: \`bant\` changes nothing here: whoever meets \`fit gte 60\` meets it too · remove it, or change it if it was meant otherwise",
      "criterion: \`need\` changes nothing here: whoever meets \`bant\` meets it too · remove it, or change it if it was meant otherwise",
      "gte: \`fit gte 10\` changes nothing here: whoever meets \`fit gt 30\` meets it too · remove it, or change it if it was meant otherwise",
    ]
  `);
});

describe('values of lists', () => {
  test('twice, in one spelling or another', () => {
    const sections = `sets:
  rivals: [rival.example, acme.example, Rival.example]
  countries: [france, belgium]
${criterion('{ any: [{ job_title: { has_word: [CEO, founder, ceo] } }, { country: [$countries, fr] }, { email.domain: [$free_mail, gmail.com] }, { employees: [5, 5.0] }] }')}`;
    expect(said(findIn(sections, [redundantClause]))).toMatchInlineSnapshot(`
      [
        "Rival.example: \`Rival.example\` stands in this list twice; the first is on line 16, written \`rival.example\` · remove it",
        "ceo: \`ceo\` stands in this list twice; the first is on line 19, written \`CEO\` · remove it",
        "fr: \`fr\` is in \`$countries\` already · remove it",
        "gmail.com: \`gmail.com\` is in \`$free_mail\` already · remove it",
        "5.0: \`5.0\` stands in this list twice; the first is on line 19, written \`5\` · remove it",
      ]
    `);
  });

  test('found wherever a shorter one is', () => {
    const lists = [
      '{ job_title: { has_word: [managing director, director] } }',
      '{ job_title: { contains: [direct, director] } }',
      '{ email: { starts_with: [info, info@] } }',
      '{ email: { ends_with: [.mail.example, mail.example] } }',
      '{ email: { starts_with: [$role_accounts, info@acme] } }',
    ];
    expect(lists.flatMap(when => said(findIn(criterion(when), [redundantClause])))).toMatchInlineSnapshot(`
      [
        "managing director: \`managing director\` adds nothing to this list: \`director\` is found wherever it is · remove it",
        "director: \`director\` adds nothing to this list: \`direct\` is found wherever it is · remove it",
        "info@: \`info@\` adds nothing to this list: \`info\` is found wherever it is · remove it",
        ".mail.example: \`.mail.example\` adds nothing to this list: \`mail.example\` is found wherever it is · remove it",
        "info@acme: \`info@acme\` adds nothing to this list: \`info@\` of \`$role_accounts\` is found wherever it is · remove it",
      ]
    `);
  });

  test('silent about words that only look alike, and about exact values', () => {
    expect(
      found(criterion('{ job_title: { has_word: [president, vice-presidents, chef de, chef] } }')),
    ).toEqual(['chef de: `chef de` adds nothing to this list: `chef` is found wherever it is']);
    expect(found(criterion('{ job_title: [director, managing director] }'))).toEqual([]);
    expect(found(criterion('{ job_title: { not_in: [director, managing director] } }'))).toEqual([]);
  });
});
