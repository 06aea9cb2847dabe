import { expect, test } from 'vitest';
import { parseRulebook } from '../../src/language/parse.ts';

function repeats(text: string): readonly string[] {
  return parseRulebook(text, 'r.yaml')
    .diagnostics.filter(({ code }) => code.startsWith('duplicate-'))
    .map(({ code, message, place }) => `${place?.line}:${place?.column} ${code}: ${message}`);
}

test('a name that is defined twice is said to be one, in every section of names', () => {
  expect(
    repeats(`rulebook: demo
version: 1
sets: { rivals: [a.example], rivals: [b.example] }
fields:
  email: { type: email }
  "email": { type: text }
criteria:
  boss: { when: { email: { is: present } } }
  boss: { when: { email: { is: blank } } }
frameworks: { one: { criteria: [boss], pass: 1 }, one: { criteria: [boss], pass: 1 } }
scores:
  fit: { rules: [{ id: a, when: { criterion: boss }, points: 1 }] }
  fit: { rules: [{ id: b, when: { criterion: boss }, points: 1 }] }
stages: [{ stage: lead }]
`),
  ).toEqual([
    '3:30 duplicate-id: the set `rivals` is here twice; the first is on line 3',
    '6:3 duplicate-id: the field `email` is here twice; the first is on line 5',
    '9:3 duplicate-id: the criterion `boss` is here twice; the first is on line 8',
    '10:51 duplicate-id: the framework `one` is here twice; the first is on line 10',
    '13:3 duplicate-id: the score group `fit` is here twice; the first is on line 12',
  ]);
});

test('a key that is no name stays a key', () => {
  expect(
    repeats(`rulebook: demo
version: 1
version: 2
fields:
  type: { type: text }
  email:
    type: email
    type: text
stages: [{ stage: lead, stage: lead }]
`),
  ).toEqual([
    '3:1 duplicate-key: `version` is here twice; the first is on line 2',
    '8:5 duplicate-key: `type` is here twice; the first is on line 7',
    '9:25 duplicate-key: `stage` is here twice; the first is on line 9',
  ]);
});
