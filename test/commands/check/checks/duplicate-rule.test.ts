import { describe, expect, test } from 'vitest';
import { duplicateRule } from '../../../../src/commands/check/checks/duplicate-rule.ts';
import { findingsIn, pageOf, saidBy, titlesOf } from './checking.ts';

test('the page: two rules of one group', () => {
  const { bad, good } = pageOf('duplicate-rule');
  expect(titlesOf(findingsIn(bad))).toEqual([
    '10:15 industry [duplicate-rule] the rule `industry` of `fit` has the same condition as `makers` on line 9: the same leads get the points of both · remove one of them, or give one of them the points of both, 25',
  ]);
  expect(findingsIn(good)).toEqual([]);
});

const rules = (one: string, other: string) =>
  `scores: { fit: { rules: [{ id: a, when: ${one}, points: 1 }, { id: b, when: ${other}, points: 1 }] } }`;
const said = (sections: string) =>
  saidBy(duplicateRule, sections).map(([token, message]) => `${token}: ${message}`);

describe('one condition however it is written', () => {
  test.each([
    ['the order of values', '{ job_title: [ceo, cto] }', '{ job_title: { in: [CTO, CEO] } }'],
    [
      'the order of parts',
      '{ clicks: 1, need_stated: true }',
      '{ all: [{ need_stated: yes }, { clicks: 1 }] }',
    ],
    [
      'nesting',
      '{ all: [{ clicks: 1 }, { all: [{ need_stated: true }, { employees: 5 }] }] }',
      '{ employees: 5, clicks: 1, need_stated: true }',
    ],
    ['`between` and its ends', '{ employees: { between: [5, 9] } }', '{ employees: { lte: 9, gte: 5 } }'],
    ['`not_in` and `not`', '{ industry: { not_in: [retail] } }', '{ not: { industry: shop } }'],
    ['`not` twice', '{ not: { not: { clicks: 1 } } }', '{ clicks: 1 }'],
    ['one of one', '{ any: [{ clicks: 1 }] }', '{ clicks: 1 }'],
    [
      'parts repeated',
      '{ any: [{ clicks: 1 }, { clicks: 2 }, { clicks: 1 }] }',
      '{ any: [{ clicks: 2 }, { clicks: 1 }] }',
    ],
  ])('%s', (_what, one, other) => {
    expect(said(rules(one, other))).toHaveLength(1);
  });

  test('a criterion and what it asks, unless it settles what is unknown', () => {
    const asked = (unknown: string) =>
      `criteria: { c: { when: { clicks: 1 }${unknown} } }\n${rules('{ criterion: c }', '{ clicks: 1 }')}`;
    expect(said(asked(''))).toHaveLength(1);
    expect(said(asked(', unknown: unmet'))).toEqual([]);
  });

  test.each([
    ['other values', '{ job_title: [ceo, cto] }', '{ job_title: [ceo, cfo] }'],
    ['another operator', '{ job_title: { contains: chief } }', '{ job_title: { has_word: chief } }'],
    ['the domain of an address', '{ email: acme.example }', '{ email.domain: acme.example }'],
    [
      'another number of parts',
      '{ at_least: { n: 1, of: [{ clicks: 1 }, { clicks: 2 }] } }',
      '{ at_least: { n: 2, of: [{ clicks: 1 }, { clicks: 2 }] } }',
    ],
    [
      '`all` and `any`',
      '{ all: [{ clicks: 1 }, { need_stated: true }] }',
      '{ any: [{ clicks: 1 }, { need_stated: true }] }',
    ],
    [
      'days back and days ahead',
      '{ buys_on: { within_last_days: 9 } }',
      '{ buys_on: { within_next_days: 9 } }',
    ],
  ])('silent about %s', (_what, one, other) => {
    expect(said(rules(one, other))).toEqual([]);
  });

  test('a chain of criteria that each ask the one before twice takes no time', () => {
    const links = Array.from(
      { length: 60 },
      (_, index) =>
        `  c${index + 1}: { when: { any: [{ criterion: c${index} }, { not: { criterion: c${index} }, clicks: ${index} }] } }`,
    );
    expect(said(`criteria:\n  c0: { when: { clicks: 99 } }\n${links.join('\n')}`)).toEqual([]);
  });
});

describe('where it stands', () => {
  test.each([
    [
      'criteria',
      'criteria: { a: { when: { clicks: 1 } }, b: { when: { clicks: 1 } } }',
      ['b: the criterion `b` has the same condition as `a` on line 13'],
    ],
    [
      'stages',
      'stages: [{ stage: SQL, when: { clicks: 1 } }, { stage: MQL, when: { clicks: 1 } }, { stage: lead }]',
      ['MQL: the stage `MQL` has the same condition as `SQL` on line 13, which takes every such lead first'],
    ],
    [
      '`per` rules',
      'scores: { fit: { rules: [{ id: a, per: clicks, points: 1 }, { id: b, per: clicks, points: 1 }] } }',
      [
        'b: the rule `b` of `fit` has the same condition as `a` on line 13: the same leads get the points of both',
      ],
    ],
  ])('%s', (_what, sections, messages) => {
    expect(said(sections)).toEqual(messages);
  });

  test('a criterion of the base, told at the one that repeats it', () => {
    const own = (stage: string) => `rulebook: r
version: 1
extends: bant
criteria: { budget: { when: { need_stated: true } }, own: { when: { buys_on: { within_next_days: 90 } } } }
stages: [{ stage: SQL, when: ${stage} }, { stage: lead }]
`;
    const found = findingsIn(own('{ all: [{ criterion: own }, { criterion: budget }] }'), {
      checks: [duplicateRule],
    });
    expect(
      found.map(({ message, place }) => `${place?.line}: ${message.replace(/line \d+/, 'line N')}`),
    ).toEqual([
      '4: the criterion `budget` has the same condition as `need` on line N of rules/bant.yaml',
      '4: the criterion `own` has the same condition as `timing` on line N of rules/bant.yaml',
    ]);
  });

  test.each([
    [
      'rules of two groups',
      'scores: { a: { rules: [{ id: r, when: { clicks: 1 }, points: 1 }] }, b: { rules: [{ id: r, when: { clicks: 1 }, points: 1 }] } }',
    ],
    [
      'another name for a criterion',
      'criteria: { a: { when: { clicks: 1 } }, b: { when: { criterion: a } } }',
    ],
    [
      'another answer to the unknown',
      'criteria: { a: { when: { clicks: 1 } }, b: { when: { clicks: 1 }, unknown: met } }',
    ],
    [
      'steps of a `per` rule',
      'scores: { fit: { rules: [{ id: a, per: clicks, points: 1, max: 5 }, { id: b, per: clicks, points: 1, max: 9 }] } }',
    ],
  ])('silent about %s', (_what, sections) => {
    expect(said(sections)).toEqual([]);
  });
});
