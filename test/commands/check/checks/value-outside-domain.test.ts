import { expect, test } from 'vitest';
import { valueOutsideDomain } from '../../../../src/commands/check/checks/value-outside-domain.ts';
import { asking, findingsIn, saidBy, titlesOf } from './checking.ts';

test('an alias of no value, and the beginning of none, at their tokens', () => {
  const text = `rulebook: industries
version: 1
fields:
  industry: { type: text, values: [software, retail], aliases: { sofware: [saas, it services] } }
stages:
  - { stage: MQL, when: { industry: { starts_with: soft } } }
  - { stage: prospect, when: { industry: { starts_with: whole } } }
  - { stage: lead }
`;
  expect(titlesOf(findingsIn(text))).toEqual([
    '4:66 sofware [value-outside-domain] `sofware` is not one of the `values` of `industry`, so every cell that its spellings bring there is invalid · did you mean `software`? If not, add it to `values`, or remove it',
    '7:57 whole [value-outside-domain] none of the `values` of `industry` has `whole` where `starts_with` looks for it · its values are `software`, `retail`',
  ]);
});

const VALUES = 'its values are `software`, `retail`, `wholesale`';
const BOUND = 'change the value, or the bound of the field';

test.each([
  [
    '{ industry: { contains: [soft, hard] } }',
    [['hard', 'none of the `values` of `industry` has `hard` where `contains` looks for it', VALUES]],
  ],
  [
    '{ industry: { ends_with: retai } }',
    [['retai', 'none of the `values` of `industry` has `retai` where `ends_with` looks for it', VALUES]],
  ],
  [
    '{ industry: { has_word: shop } }',
    [['shop', 'none of the `values` of `industry` has `shop` where `has_word` looks for it', VALUES]],
  ],
  [
    '{ employees: [5, -1] }',
    [['-1', "`-1` is below the field's `min: 0`, so no `employees` is ever equal to it", BOUND]],
  ],
  [
    '{ employees: { not_in: [100001] } }',
    [['100001', "`100001` is above the field's `max: 100000`, so no `employees` is ever equal to it", BOUND]],
  ],
  [
    '{ buys_on: 2019-12-31 }',
    [
      [
        '2019-12-31',
        "`2019-12-31` is below the field's `min: 2020-01-01`, so no `buys_on` is ever equal to it",
        BOUND,
      ],
    ],
  ],
])('%s', (when, said) => {
  expect(saidBy(valueOutsideDomain, asking(when))).toEqual(said);
});

test('in a set, at the place where the set stands', () => {
  const said = saidBy(
    valueOutsideDomain,
    `sets: { s: [soft, hard] }\n${asking('{ industry: { contains: $s } }')}`,
  );
  expect(said).toEqual([
    ['$s', 'none of the `values` of `industry` has `hard` where `contains` looks for it', VALUES],
  ]);
});

test.each([
  ['parts that a value has', '{ industry: { contains: SALE, starts_with: [ret, soft], ends_with: ware } }'],
  ['expressions', '{ industry: { matches: "hard|x" } }'],
  ['a field without `values`', '{ job_title: { contains: anything } }'],
  ['bounds and ends, which are for proofs', '{ employees: { gte: -5, between: [-1, 900000] } }'],
  ['values on the bounds', '{ employees: [0, 100000], buys_on: 2020-01-01 }'],
])('silent about %s', (_what, when) => {
  expect(saidBy(valueOutsideDomain, asking(when))).toEqual([]);
});
