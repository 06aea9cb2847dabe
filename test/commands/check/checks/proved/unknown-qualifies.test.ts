import { describe, expect, test } from 'vitest';
import { unknownQualifies } from '../../../../../src/commands/check/checks/proved/unknown-qualifies.ts';
import { findIn, said } from './finding.ts';

const PARTS = `criteria:
  trusted: { when: { budget_amount: { gte: 5000 } }, unknown: met }
  refused: { when: { opted_in: false }, unknown: unmet }
  need:    { when: { need_stated: true } }
  seen:    { when: { last_activity: { is: blank } } }
frameworks:
  easy: { criteria: [trusted, need, seen], pass: 2 }
scores:
  fit: { rules: [{ id: need, when: { criterion: need }, points: 20 }, { id: trusted, when: { criterion: trusted }, points: 20 }] }
stages:
`;
const found = (...stages: readonly string[]) =>
  said(findIn(`${PARTS}${stages.map(stage => `  - ${stage}\n`).join('')}`, [unknownQualifies]));
const LEAD = '{ stage: lead }';

describe('a lead of which nothing is known is qualified', () => {
  test.each([
    ['a criterion settled as met', '{ stage: SQL, when: { criterion: trusted } }'],
    ['a criterion settled as unmet, under `not`', '{ stage: MQL, when: { not: { criterion: refused } } }'],
    ['a state', '{ stage: prospect, when: { any: [{ criterion: need }, { email: { is: blank } }] } }'],
    ['a framework', '{ stage: hot, counts_as: SQL, when: { framework: easy } }'],
    ['a score', '{ stage: MQL, when: { score: { fit: { gte: 20 } } } }'],
    ['several together', '{ stage: MQL, when: { criterion: trusted, job_title: { is: blank } } }'],
    ['a `not` of a state', '{ stage: MQL, when: { not: { email: { is: present } } } }'],
  ])('%s', (_what, stage) => {
    expect(found(stage, LEAD)).toMatchSnapshot();
  });

  test('by the last stage', () => {
    expect(
      found('{ stage: disqualified, when: { criterion: refused } }', '{ stage: prospect }'),
    ).toMatchInlineSnapshot(`
      [
        "prospect: a lead of which nothing is known is \`prospect\`: the last stage takes every lead that is left · end with a stage that counts as lead, such as \`- { stage: lead }\`, and give this one a \`when\`",
      ]
    `);
  });

  test('where fields are invalid instead of blank', () => {
    expect([
      ...found('{ stage: MQL, when: { email: { is: invalid } } }', LEAD),
      ...found(
        '{ stage: disqualified, when: { email: { is: blank } } }',
        '{ stage: SQL, when: { criterion: trusted } }',
        LEAD,
      ),
    ]).toMatchInlineSnapshot(`
      [
        "is: a lead of which nothing is known, \`email\` being invalid, is \`MQL\`: \`email is invalid\` is met · ask for something that must be known as well",
        "met: a lead of which nothing is known, \`email\` being invalid, is \`SQL\`: \`trusted\` counts as met where it is unknown · remove \`unknown: met\`, or ask for something that must be known as well",
      ]
    `);
  });
});

describe('silent where', () => {
  test.each([
    [
      'something must be known too',
      ['{ stage: SQL, when: { all: [{ criterion: trusted }, { criterion: need }] } }'],
    ],
    [
      'a stage above takes such leads',
      [
        '{ stage: disqualified, when: { not: { email: { is: present } } } }',
        '{ stage: SQL, when: { criterion: trusted } }',
      ],
    ],
    [
      'the stage does not count as qualified',
      ['{ stage: review, counts_as: lead, when: { criterion: trusted } }'],
    ],
    ['a score may still rise', ['{ stage: MQL, when: { score: { fit: { lt: 30 } } } }']],
  ])('%s', (_what, stages) => {
    expect(found(...stages, LEAD)).toEqual([]);
  });
});
