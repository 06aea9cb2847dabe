import { describe, expect, test } from 'vitest';
import { deadWeight } from '../../../../../src/commands/check/checks/proved/dead-weight.ts';
import { doubleCount } from '../../../../../src/commands/check/checks/proved/double-count.ts';
import { impossibleThreshold } from '../../../../../src/commands/check/checks/proved/impossible-threshold.ts';
import { findIn, said } from './finding.ts';

const CRITERIA = `criteria:
  large: { when: { employees: { gte: 500 } } }
  need:  { when: { need_stated: true } }
`;
const group = (name: string, ...rules: readonly string[]): string =>
  `  ${name}:\n    rules:\n${rules.map(rule => `      - ${rule}\n`).join('')}`;
const scored = (
  groups: string,
  stages = '- { stage: MQL, when: { score: { total: { gte: 20 } } } }',
  more = '',
): string => `${CRITERIA}scores:\n${groups}${more}stages:\n  ${stages}\n  - { stage: lead }`;

describe('double-count', () => {
  const found = (...rules: readonly string[]) => said(findIn(scored(group('fit', ...rules)), [doubleCount]));

  test('one rule implies another, and how `first` mends it', () => {
    expect(
      found(
        '{ id: large, when: { employees: { gte: 500 } }, points: 25 }',
        '{ id: medium, when: { employees: { gte: 50 } }, points: 20 }',
        '{ id: size, when: { criterion: large }, points: 5 }',
      ),
    ).toMatchInlineSnapshot(`
      [
        "medium: one fact counts twice: whoever gets the 25 points of \`fit.large\` gets the 20 of \`fit.medium\` too · put them into one rule with \`first\`, the narrower condition on top, if only one should count",
        "size: one fact counts twice: whoever gets the 5 points of \`fit.size\` gets the 25 of \`fit.large\` too · put them into one rule with \`first\`, the narrower condition on top, if only one should count",
        "size: one fact counts twice: whoever gets the 5 points of \`fit.size\` gets the 20 of \`fit.medium\` too · put them into one rule with \`first\`, the narrower condition on top, if only one should count",
      ]
    `);
  });

  test('across groups, and from each entry of `first`', () => {
    const fit = group(
      'fit',
      '{ id: size, first: [{ when: { employees: { gte: 500 } }, points: 25 }, { when: { employees: { gte: 50 } }, points: 20 }] }',
      '{ id: role, first: [{ when: { job_title: { has_word: ceo } }, points: 25 }, { when: { job_title: { is: present } }, points: 20 }] }',
    );
    const more = group(
      'more',
      '{ id: counted, when: { employees: { gt: 10 } }, points: 1 }',
      '{ id: titled, when: { job_title: { is: blank } }, points: 1 }',
      '{ id: other, when: { industry: saas }, points: 1 }',
      '{ id: software, first: [{ when: { industry: [saas] }, points: 1 }, { when: { industry: retail }, points: 2 }] }',
    );
    expect(said(findIn(scored(fit + more), [doubleCount]))).toMatchInlineSnapshot(`
      [
        "counted: one fact counts twice: whoever gets the 25 points of \`fit.size\` gets the 1 of \`more.counted\` too · leave one of the two, or make their conditions exclude each other",
        "software: one fact counts twice: whoever gets the 1 points of \`more.software\` gets the 1 of \`more.other\` too · put them into one rule with \`first\`, the narrower condition on top, if only one should count",
      ]
    `);
  });

  test.each([
    [
      'points that take others back',
      [
        '{ id: a, when: { email: { is: present } }, points: 5 }',
        '{ id: b, when: { email.domain: $free_mail }, points: -10 }',
      ],
    ],
    [
      'conditions that exclude each other',
      [
        '{ id: a, when: { employees: { gte: 500 } }, points: 5 }',
        '{ id: b, when: { employees: { between: [50, 499] } }, points: 5 }',
      ],
    ],
    [
      'conditions that only overlap',
      [
        '{ id: a, when: { employees: { gte: 500 } }, points: 5 }',
        '{ id: b, when: { employees: { lte: 5000 } }, points: 5 }',
      ],
    ],
    [
      'a `first` rule',
      [
        '{ id: a, first: [{ when: { employees: { gte: 500 } }, points: 5 }, { when: { employees: { gte: 50 } }, points: 3 }] }',
      ],
    ],
    [
      'a number that is counted',
      ['{ id: a, when: { clicks: { gte: 5 } }, points: 5 }', '{ id: b, per: clicks, points: 1, max: 5 }'],
    ],
    [
      'rules of no lead and of every lead',
      [
        '{ id: a, when: { employees: { lt: 0 } }, points: 5 }',
        '{ id: b, when: { employees: { lt: 50 } }, points: 5 }',
        '{ id: c, when: { employees: { gte: 0 } }, points: 5 }',
      ],
    ],
    [
      'the same rule twice',
      [
        '{ id: a, when: { employees: { gte: 500 } }, points: 5 }',
        '{ id: b, when: { employees: { gte: 500 } }, points: 5 }',
      ],
    ],
    [
      'no points',
      [
        '{ id: a, when: { employees: { gte: 500 } }, points: 5 }',
        '{ id: b, when: { employees: { gte: 50 } }, points: 0 }',
      ],
    ],
  ])('silent about %s', (_what, rules) => {
    expect(found(...rules)).toEqual([]);
  });
});

describe('impossible-threshold', () => {
  const FIT = `  fit:
    max: 50
    rules:
      - { id: large, when: { criterion: large }, points: 40 }
      - { id: need, when: { criterion: need }, points: 20 }
      - { id: free-mail, when: { email.domain: $free_mail }, points: -10 }
  engagement:
    max: 40
    decay: { since: last_activity, keep_percent: { 30: 50, 90: 0 } }
    rules:
      - { id: clicks, per: clicks, points: 3, max: 15 }
`;
  const found = (stages: string, more = '') => said(findIn(scored(FIT, stages, more), [impossibleThreshold]));

  test('thresholds that no lead or every lead meets, after caps and decay', () => {
    const stages = [
      '- { stage: SQL, when: { score: { total: { gte: 66 } } } }',
      '- { stage: MQL, when: { score: { fit: { gt: 50, lte: 50 } } } }',
      '- { stage: prospect, when: { score: { engagement: { gte: 15.01, gt: -1 } } } }',
      '- { stage: disqualified, when: { score: { total: { lt: -10 } } } }',
    ];
    expect(found(stages.join('\n  '))).toMatchInlineSnapshot(`
      [
        "gte: \`total\` is from -10 to 65, so that no lead meets \`gte: 66\` · use a threshold of 65 or less, or change the points",
        "gt: \`fit\` is from -10 to 50, so that no lead meets \`gt: 50\` · use a threshold below 50, or change the points",
        "lte: \`fit\` is from -10 to 50, so that every lead meets \`lte: 50\` · remove the test, or choose a threshold inside that range",
        "gte: \`engagement\` is from 0 to 15, so that no lead meets \`gte: 15.01\` · use a threshold of 15 or less, or change the points",
        "gt: \`engagement\` is from 0 to 15, so that every lead meets \`gt: -1\` · remove the test, or choose a threshold inside that range",
        "lt: \`total\` is from -10 to 65, so that no lead meets \`lt: -10\` · use a threshold above -10, or change the points",
      ]
    `);
  });

  test('silent at the ends themselves', () => {
    const stages = [
      '- { stage: SQL, when: { score: { total: { gte: 65 } } } }',
      '- { stage: MQL, when: { score: { fit: { gt: 49.99, gte: -9.99 } } } }',
      '- { stage: disqualified, when: { score: { total: { lte: -10 } } } }',
    ];
    expect(found(stages.join('\n  '))).toEqual([]);
  });

  test('grades that no lead gets, from above and from below', () => {
    const grades = 'grades: { score: fit, bands: { A+: 55, A: 45, B: -10, C: -20 } }\n';
    expect(found('- { stage: MQL, when: { score: { fit: { gte: 10 } } } }', grades)).toMatchInlineSnapshot(`
      [
        "A+: \`fit\` is from -10 to 50, so that no lead gets the grade \`A+\`, which begins at 55 · let it begin at 50 or less, or change the points",
        "C: \`fit\` is from -10 to 50, so that every lead gets \`B\` or better, and none \`C\` · remove it, or let the grade above begin higher",
      ]
    `);
  });

  test('rules that exclude each other do not add up, and a count without `max` has no end', () => {
    const groups =
      group(
        'fit',
        '{ id: a, when: { industry: saas }, points: 20 }',
        '{ id: b, when: { industry: retail }, points: 30 }',
      ) + group('open', '{ id: clicks, per: clicks, points: 3 }');
    const stages = [
      '- { stage: SQL, when: { score: { fit: { gte: 31 } } } }',
      '- { stage: MQL, when: { score: { open: { gte: 1000000 } } } }',
      '- { stage: prospect, when: { score: { open: { lt: 0 } } } }',
    ];
    expect(said(findIn(scored(groups, stages.join('\n  ')), [impossibleThreshold]))).toMatchInlineSnapshot(`
      [
        "gte: \`fit\` is from 0 to 30, so that no lead meets \`gte: 31\` · use a threshold of 30 or less, or change the points",
        "lt: \`open\` is 0 or more, so that no lead meets \`lt: 0\` · use a threshold above 0, or change the points",
      ]
    `);
  });
});

describe('dead-weight', () => {
  const found = (groups: string, stages?: string, more?: string) =>
    said(findIn(scored(groups, stages, more), [deadWeight]));

  test('a group that nothing asks for', () => {
    const groups =
      group('fit', '{ id: a, when: { need_stated: true }, points: 20 }') +
      group('mood', '{ id: clicks, per: clicks, points: 1 }');
    expect(found(groups, '- { stage: MQL, when: { score: { fit: { gte: 20 } } } }')).toMatchInlineSnapshot(`
      [
        "mood: no stage and no grade asks for \`mood\` or for \`total\`: its points show in the score and decide nothing · ask for it in a stage, such as \`score: { mood: { gte: 30 } }\`, or in \`grades\`, or remove the group",
      ]
    `);
    expect(found(groups)).toEqual([]);
    const grades = 'grades: { score: mood, bands: { A: 5, B: 0 } }\n';
    expect(found(groups, '- { stage: MQL, when: { score: { fit: { gte: 20 } } } }', grades)).toEqual([]);
  });

  test('points that never bring a score over a threshold', () => {
    const groups = group(
      'fit',
      '{ id: need, when: { need_stated: true }, points: 20 }',
      '{ id: opted, when: { opted_in: true }, points: 20 }',
      '{ id: saas, when: { industry: saas }, points: 5 }',
      '{ id: clicks, per: clicks, points: 1, max: 4 }',
      '{ id: nothing, when: { clicks: { gte: 1 } }, points: 0 }',
    );
    const stages =
      '- { stage: SQL, when: { score: { fit: { gte: 40 } } } }\n  - { stage: MQL, when: { score: { total: { gt: 10 } } } }';
    expect(found(groups, stages)).toMatchInlineSnapshot(`
      [
        "5: these 5 points decide nothing: with or without them \`fit\` and \`total\` pass the same thresholds, whatever else a lead meets · give more points, change the threshold that they were meant for, or remove the rule",
        "1: the points of \`clicks\` decide nothing: with or without them \`fit\` and \`total\` pass the same thresholds, whatever else a lead meets · give more points, change the threshold that they were meant for, or remove the rule",
        "0: a rule of 0 points adds nothing to any score · give it points, or remove it",
      ]
    `);
  });

  test('points beyond a cap', () => {
    const capped = `  fit:
    max: 20
    rules:
      - { id: need, when: { need_stated: true }, points: 20 }
      - { id: opted, when: { opted_in: true }, points: 5 }
`;
    expect(found(capped)).toMatchInlineSnapshot(`
      [
        "5: these 5 points decide nothing: with or without them \`total\` passes the same thresholds, whatever else a lead meets · give more points, change the threshold that they were meant for, or remove the rule",
      ]
    `);
  });

  test('points taken from leads that a stage takes before', () => {
    const groups = group(
      'fit',
      '{ id: need, when: { need_stated: true }, points: 20 }',
      '{ id: rival, when: { email.domain: rival.example }, points: -10 }',
      '{ id: large, when: { criterion: large }, points: -10 }',
    );
    const stages = [
      '- { stage: disqualified, when: { email.domain: [rival.example, other.example] } }',
      '- { stage: MQL, when: { score: { fit: { gte: 20 } } } }',
      '- { stage: prospect, when: { criterion: large } }',
    ].join('\n  ');
    expect(found(groups, stages)).toMatchInlineSnapshot(`
      [
        "-10: these points decide nothing: whoever gets them is \`disqualified\` before any stage asks for a score · remove the rule",
      ]
    `);
    const grades = 'grades: { score: fit, bands: { A: 20, B: 0 } }\n';
    expect(found(groups, stages, grades)).toEqual([]);
  });

  test('entries of `first` that never count', () => {
    const groups = group(
      'fit',
      '{ id: size, first: [{ when: { employees: { gte: 50 } }, points: 20 }, { when: { criterion: large }, points: 25 }] }',
      '{ id: role, first: [{ when: { employees: { lt: 500 } }, points: 1 }, { when: { criterion: large }, points: 2 }, { when: { employees: { is: present } }, points: 3 }] }',
    );
    expect(found(groups)).toMatchInlineSnapshot(`
      [
        "25: no lead gets these 25 points: whoever meets this entry meets one above it, which counts instead · move the narrower condition above the wider one, or remove this entry",
        "3: no lead gets these 3 points: whoever meets this entry meets one above it, which counts instead · move the narrower condition above the wider one, or remove this entry",
      ]
    `);
  });

  test.each([
    [
      'two rules that only reach it together',
      [
        '{ id: a, when: { need_stated: true }, points: 10 }',
        '{ id: b, when: { opted_in: true }, points: 10 }',
      ],
    ],
    [
      'points that take a lead below it',
      [
        '{ id: a, when: { need_stated: true }, points: 20 }',
        '{ id: b, when: { opted_in: true }, points: -1 }',
      ],
    ],
    [
      'a count that may bridge a gap',
      ['{ id: a, when: { need_stated: true }, points: 18 }', '{ id: b, per: clicks, points: 0.5, max: 2 }'],
    ],
    [
      'points under a threshold that nothing reaches',
      ['{ id: a, when: { need_stated: true }, points: 5 }', '{ id: b, when: { opted_in: true }, points: 5 }'],
    ],
  ])('silent about %s', (_what, rules) => {
    expect(found(group('fit', ...rules))).toEqual([]);
  });
});
