import { describe, expect, test } from 'vitest';
import { tautology } from '../../../../../src/commands/check/checks/proved/tautology.ts';
import { findIn, said } from './finding.ts';

const criterion = (when: string): string => `criteria:\n  asked: { when: ${when} }`;
const found = (sections: string) => said(findIn(sections, [tautology]));

test('what every lead meets, and what none fails of whom enough is known', () => {
  const all = [
    '{ any: [{ employees: { gte: 50 } }, { need_stated: true }, { employees: { lt: 50 } }] }',
    '{ any: [{ email: { is: present } }, { email: { is: blank } }, { email: { is: invalid } }] }',
    '{ employees: { gte: 0 } }',
    '{ not: { email: { is: blank }, need_stated: { is: blank }, email.domain: acme.example } }',
  ];
  expect(all.flatMap(when => found(criterion(when)))).toMatchInlineSnapshot(`
    [
      "lt: every lead meets \`employees gte 50 or employees lt 50\` where the answer is known, and none fails it · narrow it; \`employees: { is: present }\` asks whether there is a value",
      "is: every lead meets \`email is present or email is blank or email is invalid\` · remove it, or narrow it",
      "gte: every lead meets \`employees gte 0\` where the answer is known, and none fails it · narrow it; \`employees: { is: present }\` asks whether there is a value",
      "not: every lead meets \`not (email is blank and need_stated is blank and email.domai…\` where the answer is known, and none fails it · narrow it; \`email: { is: present }\` asks whether there is a value",
    ]
  `);
});

describe('no lead fails', () => {
  test.each([
    ['a list of all the values there are', '{ industry: [saas, retail, banking] }'],
    [
      'a test or its not',
      '{ any: [{ job_title: { has_word: ceo } }, { not: { job_title: { has_word: ceo } } }] }',
    ],
    ['both answers', '{ need_stated: [true, false] }'],
    ['a bound that the field has anyway', '{ budget_amount: { lte: 1000000 } }'],
    [
      'every age',
      '{ any: [{ last_activity: { within_last_days: 30 } }, { last_activity: { older_than_days: 30 } }, { last_activity: { within_next_days: 10000000 } }, { last_activity: { gt: 2020-01-01 } }, { last_activity: { lte: 2020-01-01 } }] }',
    ],
  ])('%s', (_what, when) => {
    expect(found(criterion(when))).toHaveLength(1);
  });
});

describe('some lead fails', () => {
  test.each([
    ['bounds with a gap', '{ any: [{ employees: { gt: 50 } }, { employees: { lt: 50 } }] }'],
    ['a value missing from the list', '{ industry: [saas, retail] }'],
    [
      'a future date',
      '{ any: [{ last_activity: { within_last_days: 30 } }, { last_activity: { older_than_days: 30 } }] }',
    ],
    ['a state and a value', '{ any: [{ need_stated: { is: blank } }, { need_stated: true }] }'],
  ])('%s', (_what, when) => {
    expect(found(criterion(when))).toEqual([]);
  });
});

test('in score rules and stages', () => {
  const sections = `scores:
  fit: { rules: [{ id: any, when: { clicks: { is: present } }, points: 5 }, { id: all, when: { any: [{ clicks: { is: present } }, { not: { clicks: { is: present } } }] }, points: 5 }] }
stages:
  - { stage: MQL, when: { any: [{ score: { fit: { gte: 10 } } }, { score: { fit: { lt: 10 } } }] } }
  - { stage: lead }`;
  expect(found(sections)).toMatchInlineSnapshot(`
    [
      "not: every lead meets \`clicks is present or not clicks is present\` · remove it, or narrow it",
      "lt: every lead meets \`fit gte 10 or fit lt 10\` where the answer is known, and none fails it · narrow it",
    ]
  `);
});
