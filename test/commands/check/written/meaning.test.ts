import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../../../src/commands/check/written/meaning.ts';
import { parseRulebook } from '../../../../src/language/parse.ts';

const RULEBOOK = `rulebook: demo
version: 1
sets:
  rivals: [one.example, two.example]
fields:
  email: { type: email, columns: [e-mail, mail] }
  title: { type: text, aliases: { ceo: [chief, boss] } }
criteria:
  boss: { when: { title: { has_word: [ceo, cto] } }, ask: "Who signs?" }
  rival: { when: { email.domain: $rivals } }
scores:
  fit: { rules: [{ id: boss, when: { criterion: boss }, points: 20 }] }
stages:
  - { stage: disqualified, when: { criterion: rival } }
  - { stage: MQL, when: { score: { total: { gte: 20 } } }, route: nurture }
  - { stage: lead }
tests:
  - { name: a boss, lead: { title: CEO }, expect: { stage: MQL } }
`;

function meaning(from = '', to = ''): string {
  expect(RULEBOOK).toContain(from);
  const { value, diagnostics } = parseRulebook(RULEBOOK.replace(from, to), 'r.yaml');
  expect(diagnostics).toEqual([]);
  return value === undefined ? '' : meaningOf(value.rulebook);
}

describe('meaningOf', () => {
  test.each([
    ['the version', 'version: 1', 'version: 7'],
    ['the name', 'rulebook: demo', 'rulebook: another'],
    ['what is for readers', 'version: 1', 'version: 1\ndescription: x\nowner: y\nreview_by: 2030-01-01'],
    ['a comment and layout', 'fields:', '# what a lead has\n\nfields:'],
    ['the name of a set', /rivals/g, 'competitors'],
    ['the order of values', '[one.example, two.example]', '[two.example, one.example]'],
    ['the order of words', '[ceo, cto]', '[CTO, ceo, cto]'],
    [
      'the order of keys',
      '{ type: email, columns: [e-mail, mail] }',
      '{ columns: [e-mail, mail], type: email }',
    ],
    ['a test', 'name: a boss', 'name: somebody'],
    ['a default that is written out', 'version: 1', 'version: 1\nlocale: en'],
  ])('stays the same: %s', (_what, from, to) => {
    const { value } = parseRulebook(RULEBOOK.replaceAll(from, to), 'r.yaml');
    expect(RULEBOOK.replaceAll(from, to)).not.toBe(RULEBOOK);
    expect(value && meaningOf(value.rulebook)).toBe(meaning());
  });

  test.each([
    ['a word', '[ceo, cto]', '[ceo, cfo]'],
    ['a value of a set', 'two.example', 'three.example'],
    ['a threshold', 'gte: 20', 'gte: 19.5'],
    ['an operator', 'gte: 20', 'gt: 20'],
    ['points', 'points: 20', 'points: 21'],
    ['the order of columns', '[e-mail, mail]', '[mail, e-mail]'],
    ['an alias', '[chief, boss]', '[chief]'],
    ['a question', 'Who signs?', 'Who decides?'],
    ['a route', 'route: nurture', 'route: sales'],
    ['the locale', 'version: 1', 'version: 1\nlocale: fr'],
    ['an unknown that is settled', 'ask: "Who signs?"', 'ask: "Who signs?", unknown: unmet'],
  ])('changes with %s', (_what, from, to) => {
    expect(meaning(from, to)).not.toBe(meaning());
  });
});
