import { expect, test } from 'vitest';
import { missingAsk } from '../../../../src/commands/check/checks/missing-ask.ts';
import { findingsIn, pageOf, saidBy, titlesOf } from './checking.ts';

test('the page: the stage and the criterion', () => {
  const { bad, good } = pageOf('missing-ask');
  expect(titlesOf(findingsIn(bad))).toEqual([
    '6:3 budget [missing-ask] the stage `SQL` depends on the criterion `budget`, which has no `ask`: who lacks only this answer is asked nothing · add `ask: "…"` with the question to put, or settle it with `unknown: unmet`',
  ]);
  expect(findingsIn(good)).toEqual([]);
});

const stage = (when: string, name = 'SQL') => `stages: [{ stage: ${name}, when: ${when} }, { stage: lead }]`;
const said = (sections: string) => saidBy(missingAsk, sections).map(([token]) => token);
const OPEN = 'a: { when: { clicks: 1 } }';
const ASKED = 'a: { when: { clicks: 1 }, ask: "?" }';

test.each([
  ['directly', `criteria: { ${OPEN} }\n${stage('{ criterion: a }')}`, ['a']],
  ['in a `not`', `criteria: { ${OPEN} }\n${stage('{ not: { criterion: a }, need_stated: true }')}`, ['a']],
  [
    'through a framework',
    `criteria: { ${OPEN}, b: { when: { clicks: 2 } } }\nframeworks: { f: { criteria: [a], pass: 1, require: [b] } }\n${stage('{ framework: f }')}`,
    ['a', 'b'],
  ],
  [
    'through a score rule',
    `criteria: { ${OPEN} }\nscores: { fit: { rules: [{ id: r, first: [{ when: { criterion: a }, points: 1 }] }] } }\n${stage('{ score: { total: { gte: 1 } } }')}`,
    ['a'],
  ],
  [
    'through another criterion, which needs a question of its own',
    `criteria: { ${ASKED}, b: { when: { criterion: a } } }\n${stage('{ criterion: b }', 'prospect')}`,
    ['b'],
  ],
  [
    'on a stage of another name',
    `criteria: { ${OPEN} }\nstages: [{ stage: hot, counts_as: MQL, when: { criterion: a } }, { stage: lead }]`,
    ['a'],
  ],
])('%s', (_how, sections, tokens) => {
  expect(said(sections)).toEqual(tokens);
});

test.each([
  ['a criterion with a question', `criteria: { ${ASKED} }\n${stage('{ criterion: a }')}`],
  [
    'one that is settled',
    `criteria: { a: { when: { clicks: 1 }, unknown: unmet } }\n${stage('{ criterion: a }')}`,
  ],
  [
    'one that always has an answer',
    `criteria: { a: { when: { clicks: { is: present } } } }\n${stage('{ criterion: a }')}`,
  ],
  [
    'one made of settled ones',
    `criteria: { a: { when: { clicks: 1 }, unknown: met }, b: { when: { not: { criterion: a } } } }\n${stage('{ criterion: b }')}`,
  ],
  ['one that only disqualifies', `criteria: { ${OPEN} }\n${stage('{ criterion: a }', 'disqualified')}`],
  [
    'one behind a stage that is no step up',
    `criteria: { ${OPEN} }\nstages: [{ stage: later, counts_as: lead, when: { criterion: a } }, { stage: lead }]`,
  ],
  [
    'a score that no stage asks for',
    `criteria: { ${OPEN} }\nscores: { a: { rules: [{ id: r, when: { criterion: a }, points: 1 }] }, b: { rules: [{ id: r, when: { clicks: 1 }, points: 1 }] } }\n${stage('{ score: { b: { gte: 1 } } }')}`,
  ],
])('silent about %s', (_what, sections) => {
  expect(said(sections)).toEqual([]);
});
