import { expect, test } from 'vitest';
import { reviewRulebook } from '../../../src/commands/check/check-rulebook.ts';
import { parseRulebook } from '../../../src/language/parse.ts';

const RULEBOOK = `rulebook: demo
version: 1
fields:
  title: { type: text }
  need: { type: boolean }
criteria:
  boss: { when: { title: { has_word: [ceo] } }, ask: "Who signs?" }
  needy: { when: { need: true }, ask: "What must be solved?", unknown: unmet }
  named: { when: { title: { is: present } }, ask: "What do you do?" }
stages:
  - { stage: SQL, when: { all: [{ criterion: boss }, { criterion: needy }, { criterion: named }] } }
  - { stage: lead }
`;
const BOSS = '  - { name: a boss, lead: { title: CEO, need: yes }, expect: { stage: SQL } }\n';
const CLERK = '  - { name: a clerk, lead: { title: Clerk }, expect: { stage: lead } }\n';
const NOBODY = '  - { name: nobody, lead: {}, expect: { stage: lead } }\n';

function untested(tests: string, options: { hasOtherTests?: boolean } = {}): readonly string[] {
  const text = RULEBOOK + tests;
  const found = reviewRulebook(parseRulebook(text, 'r.yaml'), { text, file: 'r.yaml', today: 0, ...options });
  return found
    .filter(({ code }) => code === 'untested')
    .map(({ message, place }) => `${place?.line}:${place?.column} ${message}`);
}

test('without tests there is one finding, at the name', () => {
  expect(untested('')).toEqual([
    '1:11 nothing shows that these rules do what they are meant to: there are no tests',
  ]);
  expect(untested('', { hasOtherTests: true })).toEqual([]);
});

test('every answer that a criterion can give is asked for, and no other', () => {
  expect(untested(`tests:\n${BOSS}`)).toEqual([
    '7:3 no test has a lead for which `boss` is unmet, or one for which it is unknown',
    '8:3 no test has a lead for which `needy` is unmet',
    '9:3 no test has a lead for which `named` is unmet',
  ]);
  expect(untested(`tests:\n${BOSS}${CLERK}`)).toEqual([
    '7:3 no test has a lead for which `boss` is unknown',
    '9:3 no test has a lead for which `named` is unmet',
  ]);
  expect(untested(`tests:\n${BOSS}${CLERK}${NOBODY}`)).toEqual([]);
});

test('what a base defines is the base’s business', () => {
  const base = { text: RULEBOOK, file: 'base.yaml' };
  const text = `rulebook: own\nversion: 1\nextends: ./base.yaml\ntests:\n${BOSS}`;
  const found = reviewRulebook(parseRulebook(text, 'own.yaml', { base }), {
    text,
    file: 'own.yaml',
    today: 0,
  });
  expect(found).toEqual([]);
});

test('tests from files beside it count like its own', () => {
  const text = RULEBOOK;
  const { value } = parseRulebook(`${RULEBOOK}tests:\n${BOSS}${CLERK}${NOBODY}`, 'r.yaml');
  const moreTests = value?.rulebook.tests ?? [];
  expect(moreTests).toHaveLength(3);
  const found = reviewRulebook(parseRulebook(text, 'r.yaml'), { text, file: 'r.yaml', today: 0, moreTests });
  expect(found).toEqual([]);
});
