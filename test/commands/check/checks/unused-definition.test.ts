import { expect, test } from 'vitest';
import { unusedDefinition } from '../../../../src/commands/check/checks/unused-definition.ts';
import { findingsIn, pageOf, titlesOf } from './checking.ts';

test('the page: a set whose sign was forgotten, and a field', () => {
  const { bad, good } = pageOf('unused-definition');
  expect(titlesOf(findingsIn(bad))).toEqual([
    '4:3 rivals [unused-definition] nothing uses the set `rivals` · did you mean `$rivals` on line 9, where `rivals` stands as a value?',
    '7:3 employees [unused-definition] nothing uses the field `employees` · name it in a condition, a score rule or a key of `dedupe`, or remove it',
  ]);
  expect(findingsIn(good)).toEqual([]);
});

/** Every kind of definition, each used once, in lines that a test leaves out. */
const LINES = [
  'rulebook: r',
  'version: 1',
  'sets: { rivals: [rival.example], makers: [tools] }',
  'fields:',
  '  email: { type: email }',
  '  industry: { type: text }',
  '  clicks: { type: number }',
  '  last_activity: { type: date }',
  '  buys_on: { type: date }',
  '  reference: { type: text }',
  '  mobile: { type: phone }',
  '  created: { type: date }',
  '  company: { type: text }',
  'criteria:',
  '  rival: { when: { email.domain: [$rivals, other.example] } }',
  '  maker: { when: { industry: { contains: $makers } } }',
  '  either: { when: { any: [{ criterion: rival }, { criterion: maker }] } }',
  'frameworks:',
  '  f: { criteria: [either], pass: 1 }',
  'scores:',
  '  activity: { decay: { since: last_activity, keep_percent: { 9: 0 } }, rules: [{ id: c, per: clicks, points: 1 }] }',
  'stages:',
  '  - { stage: SQL, when: { framework: f }, follow_up: { days: 2, from: buys_on } }',
  '  - { stage: MQL, when: { score: { total: { gte: 5 } } } }',
  '  - { stage: lead }',
  'dedupe: { keys: [[reference]] }',
];
const said = (text: string) =>
  findingsIn(text, { checks: [unusedDefinition] }).map(({ message, fix }) => `${message} · ${fix}`);
const changed = (from: string, to: string) => {
  const text = LINES.join('\n');
  expect(text).toContain(from);
  return `${text.replace(from, to)}\n`;
};

test('silent where everything is used', () => {
  expect(said(LINES.join('\n'))).toEqual([]);
});

const FIELD_FIX = 'name it in a condition, a score rule or a key of `dedupe`, or remove it';

test.each([
  [
    '[$rivals, other.example]',
    '[other.example]',
    ['nothing uses the set `rivals` · write `$rivals` where its values are meant, or remove it'],
  ],
  [
    'contains: $makers',
    'contains: makers',
    ['nothing uses the set `makers` · did you mean `$makers` on line 16, where `makers` stands as a value?'],
  ],
  ['email.domain: [$rivals, other.example]', 'industry: $rivals', []],
  [
    'industry: { contains: $makers }',
    'reference: { contains: $makers }',
    [`nothing uses the field \`industry\` · ${FIELD_FIX}`],
  ],
  ['since: last_activity', 'since: buys_on', [`nothing uses the field \`last_activity\` · ${FIELD_FIX}`]],
  [', from: buys_on', '', [`nothing uses the field \`buys_on\` · ${FIELD_FIX}`]],
  [
    'per: clicks, points: 1',
    'when: { criterion: maker }, points: 1',
    [`nothing uses the field \`clicks\` · ${FIELD_FIX}`],
  ],
  ['dedupe: { keys: [[reference]] }', '', [`nothing uses the field \`reference\` · ${FIELD_FIX}`]],
  ['  reference: { type: text }', '  reference: { type: text, required: true }', []],
  [
    '{ criterion: maker }]',
    '{ industry: tools }]',
    [
      'no stage, framework, score rule or criterion asks for the criterion `maker` · ask for it with `criterion: maker`, or remove it',
    ],
  ],
  [
    '{ framework: f }',
    '{ criterion: either }',
    [
      'no stage asks for the framework `f`, so it decides nothing · add `framework: f` to the `when` of a stage, or remove it',
    ],
  ],
  [
    'score: { total: { gte: 5 } }',
    'industry: tools',
    [
      'neither a stage nor `grades` asks for the score `activity` or for `total`, so its points decide nothing · add a test such as `score: { activity: { gte: 30 } }` to a stage, or remove the group',
    ],
  ],
  ['score: { total: { gte: 5 } }', 'score: { activity: { gte: 5 } }', []],
  [
    'dedupe: { keys: [[reference]] }',
    'dedupe: { keys: [[reference]] }\nsuppress: { keys: [email] }',
    [`nothing uses the field \`mobile\` · ${FIELD_FIX}`],
  ],
])('%s → %s', (from, to, messages) => {
  expect(said(changed(from, to))).toEqual(messages);
});

test('what a base defines is for others to use', () => {
  const own =
    'rulebook: r\nversion: 1\nextends: purchased-list\nfields: { clicks: { type: number } }\nstages: [{ stage: lead }]\n';
  expect(said(own)).toEqual([`nothing uses the field \`clicks\` · ${FIELD_FIX}`]);
});
