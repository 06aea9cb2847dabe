import { describe, expect, test } from 'vitest';
import { shadowedStage } from '../../../../../src/commands/check/checks/proved/shadowed-stage.ts';
import { unreachableStage } from '../../../../../src/commands/check/checks/proved/unreachable-stage.ts';
import { findIn, said, stated } from './finding.ts';

const PARTS = `criteria:
  large: { when: { employees: { gte: 500 } } }
  small: { when: { employees: { lt: 50 } } }
  need:  { when: { need_stated: true } }
  money: { when: { budget_amount: { gte: 5000 } } }
  known: { when: { opted_in: true }, unknown: unmet }
frameworks:
  three: { criteria: [large, need, money], pass: 3 }
  two: { criteria: [large, need, money], pass: 2 }
  both: { criteria: [large, small], pass: 2 }
scores:
  fit:
    max: 40
    rules:
      - { id: large, when: { criterion: large }, points: 20 }
      - { id: need, when: { criterion: need }, points: 20 }
      - { id: free-mail, when: { email.domain: $free_mail }, points: -10 }
  engagement: { max: 30, rules: [{ id: clicks, per: clicks, points: 2, max: 30 }] }
`;
const staged = (...stages: readonly string[]): string =>
  `${PARTS}stages:\n${stages.map(stage => `  - ${stage}\n`).join('')}  - { stage: lead }`;
const when = (stage: string, condition: string): string => `{ stage: ${stage}, when: ${condition} }`;

describe('shadowed-stage', () => {
  test('the stage above is named with its line', () => {
    const sections = staged(
      when('MQL', '{ score: { total: { gte: 30 } } }'),
      when('SQL', '{ all: [{ criterion: need }, { score: { total: { gte: 60 } } }] }'),
    );
    expect(said(findIn(sections, [shadowedStage]))).toMatchInlineSnapshot(`
      [
        "SQL: no lead gets \`SQL\`: every lead that meets its condition meets that of \`MQL\` (line 34), which is tried first · move \`SQL\` above \`MQL\`, or change one of the two conditions",
      ]
    `);
  });

  test.each([
    ['a wider interval', '{ employees: { gte: 50 } }', '{ employees: { gte: 500 } }'],
    ['a larger set', '{ industry: [saas, retail] }', '{ industry: saas }'],
    [
      'one of what all must be',
      '{ criterion: need }',
      '{ all: [{ criterion: money }, { criterion: need }] }',
    ],
    ['fewer of the same criteria', '{ framework: two }', '{ framework: three }'],
    ['a criterion that a framework needs', '{ criterion: need }', '{ framework: three }'],
    ['a criterion and its condition', '{ employees: { gt: 499 } }', '{ criterion: large }'],
    ['a lower threshold', '{ score: { fit: { gte: 10 } } }', '{ score: { fit: { gt: 10 } } }'],
    [
      'a score that the criteria give anyway',
      '{ score: { fit: { gte: 10 } } }',
      '{ all: [{ criterion: large }, { criterion: need }] }',
    ],
    [
      'a total that two groups can only reach together',
      '{ score: { fit: { gte: 30 } } }',
      '{ score: { total: { gte: 60 } } }',
    ],
    [
      'the criteria that a score cannot do without',
      '{ criterion: large }',
      '{ score: { fit: { gte: 30 } } }',
    ],
    ['a word', '{ job_title: { contains: sales } }', '{ job_title: { has_word: [head of sales, sales] } }'],
  ])('by %s', (_what, above, below) => {
    expect(stated(findIn(staged(when('MQL', above), when('SQL', below)), [shadowedStage]))).toHaveLength(1);
    expect(findIn(staged(when('SQL', below), when('MQL', above)), [shadowedStage])).toEqual([]);
  });

  test('by two stages together, and the last stage only by one', () => {
    const sections = staged(
      when('disqualified', '{ criterion: need }'),
      when('SQL', '{ employees: { gte: 500 } }'),
      when('MQL', '{ employees: { lt: 600 } }'),
      when('prospect', '{ employees: { is: present } }'),
    );
    expect(said(findIn(sections, [shadowedStage]))).toMatchInlineSnapshot(`
      [
        "prospect: no lead gets \`prospect\`: every lead that meets its condition is taken by \`SQL\` (line 35) or \`MQL\` (line 36) before · move \`prospect\` above them, or change the conditions",
      ]
    `);
    const settled = staged(
      when('MQL', '{ criterion: known }'),
      when('prospect', '{ not: { criterion: known } }'),
    );
    expect(findIn(settled, [shadowedStage])).toEqual([]);
    const all = staged(
      when('MQL', '{ any: [{ clicks: { is: present } }, { not: { clicks: { is: present } } }] }'),
    );
    expect(said(findIn(all, [shadowedStage]))).toMatchInlineSnapshot(`
      [
        "lead: no lead is left for \`lead\`: \`MQL\` (line 34) takes every lead · remove \`when\` of \`MQL\` and this stage, or narrow that condition",
      ]
    `);
  });

  test('silent where a score has an interval: a test may be unknown where a lower one is too', () => {
    const sections = staged(
      when('MQL', '{ score: { engagement: { gte: 10 } } }'),
      when('SQL', '{ score: { total: { gte: 40 } } }'),
      when('prospect', '{ score: { fit: { lt: 10 } } }'),
    );
    expect(findIn(sections, [shadowedStage])).toEqual([]);
  });
});

describe('unreachable-stage', () => {
  test('with the reason', () => {
    const sections = staged(
      when('SQL', '{ all: [{ criterion: need }, { score: { total: { gte: 100 } } }] }'),
      when('MQL', '{ framework: both }'),
      when('prospect', '{ employees: { gt: 5, lt: 2 } }'),
      `{ stage: hot, counts_as: SQL, when: { all: [{ criterion: need }, { criterion: small }, { score: { fit: { gte: 30 } } }] } }`,
      `{ stage: cold, counts_as: lead, when: { score: { fit: { lt: -10 } } } }`,
      `{ stage: warm, counts_as: lead, when: { any: [{ criterion: need, score: { total: { gt: 70 } } }, { all: [{ criterion: large }, { criterion: small }] }] } }`,
    );
    expect(said(findIn(sections, [unreachableStage]))).toMatchInlineSnapshot(`
      [
        "SQL: no lead can be \`SQL\`: \`total\` is from -10 to 70, and it needs \`total gte 100\` · change its condition, or remove the stage",
        "MQL: no lead can be \`MQL\`: no lead meets \`both\` · change its condition, or remove the stage",
        "prospect: no lead can be \`prospect\`: no lead meets \`employees gt 5\` and \`employees lt 2\` at once · change its condition, or remove the stage",
        "hot: no lead can be \`hot\`: no lead meets \`small\` and \`fit gte 30\` at once · change its condition, or remove the stage",
        "cold: no lead can be \`cold\`: \`fit\` is from -10 to 40, and it needs \`fit lt -10\` · change its condition, or remove the stage",
        "warm: no lead can be \`warm\`: no lead meets \`(need and total gt 70) or (large and small)\` · change its condition, or remove the stage",
      ]
    `);
  });

  test('silent about what some lead reaches', () => {
    const sections = staged(
      when('SQL', '{ score: { total: { gte: 70 } } }'),
      when('MQL', '{ score: { total: { lte: -10 } } }'),
      when('prospect', '{ all: [{ criterion: small }, { score: { fit: { gte: 20 } } }] }'),
    );
    expect(findIn(sections, [unreachableStage])).toEqual([]);
  });
});
