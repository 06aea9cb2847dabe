import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capBelowParts } from '../../../../src/commands/check/checks/cap-below-parts.ts';
import { findingsIn, pageOf, saidBy, titlesOf } from './checking.ts';

test('the page: the points that never count, and what would let them', () => {
  const { bad, good } = pageOf('cap-below-parts');
  expect(titlesOf(findingsIn(bad))).toEqual([
    "10:64 30 [cap-below-parts] `size` gives 30 points and `fit` holds 20 at most, so 10 of them never count · write `points: 20`, or raise the group's cap to `max: 30`",
    '11:52 3 [cap-below-parts] one unit of `clicks` gives 5 points and `clicks` holds 3 at most, so the first unit counts in part and every other not at all · write `max: 5` or more, or `points: 3` or fewer',
  ]);
  expect(findingsIn(good)).toEqual([]);
});

const group = (max: string, rules: string) => `scores: { fit: { max: ${max}, rules: [${rules}] } }`;
const said = (sections: string) =>
  saidBy(capBelowParts, sections).map(([token, message]) => `${token}: ${message}`);

describe('said', () => {
  test.each([
    [
      'an entry of `first`',
      group(
        '12.5',
        '{ id: a, first: [{ when: { clicks: 2 }, points: 13 }, { when: { clicks: 1 }, points: 12.5 }] }',
      ),
      ['13: `a` gives 13 points and `fit` holds 12.5 at most, so 0.5 of them never count'],
    ],
    [
      'the cap of a `per` rule',
      group('10', '{ id: a, per: clicks, points: 2, max: 12 }'),
      ['12: `a` gives 12 points and `fit` holds 10 at most, so 2 of them never count'],
    ],
    [
      'points that others cannot make room for',
      group('10', '{ id: a, when: { clicks: 1 }, points: 20 }, { id: b, when: { clicks: 2 }, points: -4 }'),
      ['20: `a` gives 20 points and `fit` holds 10 at most, so 6 of them never count'],
    ],
  ])('%s', (_what, sections, messages) => {
    expect(said(sections)).toEqual(messages);
  });
});

test.each([
  ['a group without a cap', 'scores: { fit: { rules: [{ id: a, when: { clicks: 1 }, points: 99 }] } }'],
  [
    'parts that together are above it',
    group('30', '{ id: a, when: { clicks: 1 }, points: 30 }, { id: b, when: { clicks: 2 }, points: 20 }'),
  ],
  ['a `per` rule without a cap', group('10', '{ id: a, per: clicks, points: 2 }')],
  [
    'points that a deduction makes room for',
    group('10', '{ id: a, when: { clicks: 1 }, points: 14 }, { id: b, when: { clicks: 2 }, points: -4 }'),
  ],
])('silent about %s', (_what, sections) => {
  expect(said(sections)).toEqual([]);
});

test('silent about a share of one, of which no whole unit is lost', () => {
  const text = (max: string) => `rulebook: r
version: 1
fields: { share: { type: number, min: 0, max: ${max} } }
scores: { fit: { rules: [{ id: a, per: share, points: 100, max: 50 }] } }
stages: [{ stage: lead }]
`;
  expect(findingsIn(text('1'), { checks: [capBelowParts] })).toEqual([]);
  expect(findingsIn(text('2'), { checks: [capBelowParts] })).toHaveLength(1);
});

test('a rule is said if and only if its points are above the cap with every deduction made', () => {
  const points = fc.integer({ min: -20, max: 40 });
  fc.assert(
    fc.property(
      fc.array(points, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 30 }),
      (all, max) => {
        const rules = all.map(
          (each, index) => `{ id: r${index}, when: { clicks: ${index} }, points: ${each} }`,
        );
        const named = saidBy(capBelowParts, group(String(max), rules.join(', '))).map(([, message]) =>
          message.slice(1, 3),
        );
        const due = all.flatMap((each, index) => {
          const others = all.filter((_, other) => other !== index);
          const lowest = others.filter(other => other < 0).reduce((sum, other) => sum + other, 0);
          return each > 0 && lowest + each > max ? [`r${index}`] : [];
        });
        expect(named.sort()).toEqual(due.sort());
      },
    ),
    { numRuns: 200 },
  );
});
