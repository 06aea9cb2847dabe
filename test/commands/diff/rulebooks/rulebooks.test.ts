import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangedKey } from '../../../../src/commands/diff/model.ts';
import { keyOf } from '../../../../src/commands/diff/rulebooks/conditions.ts';
import { changesMeaning, compareRulebooks } from '../../../../src/commands/diff/rulebooks/rulebooks.ts';
import { rulebookOf } from '../../../engine/answering.ts';
import { rulebooks } from '../../../judging/arbitrary.ts';

const TEXT = `
rulebook: demo
version: 1
fields:
  email: { type: email, columns: [mail, contact] }
  size: { type: number, min: 1 }
  industry: { type: text, values: [saas, retail], aliases: { saas: [software] } }
  buys_on: { type: date, min: 2020-01-01 }
  seen: { type: date }
sets: { makers: [saas, retail] }
criteria:
  made: { when: { industry: $makers }, ask: "Which trade?" }
  soon: { when: { all: [{ buys_on: { within_next_days: 90 } }, { size: { between: [5, 50] } }] } }
frameworks: { two: { criteria: [made, soon], pass: 1 } }
scores:
  fit:
    max: 40
    decay: { since: seen, keep_percent: { 30: 50 } }
    rules:
      - { id: steps, first: [{ when: { size: { gte: 50 } }, points: 20 }, { when: { size: { gte: 5 } }, points: 10 }] }
      - { id: each, per: size, points: 0.5, max: 5 }
grades: { score: fit, bands: { A: 30, B: 10 } }
stages:
  - { stage: SQL, when: { any: [{ framework: two }, { score: { total: { gte: 30 } } }] }, follow_up: { days: 2, weekdays: true } }
  - { stage: MQL, when: { at_least: { n: 1, of: [{ criterion: made }, { criterion: soon }] } } }
  - { stage: lead }
dedupe: { keys: [[email]] }
tests:
  - { name: one, lead: { size: 5 }, expect: { stage: lead } }
`;

/** What is told of an edit, one line for each change. */
function told(...edits: readonly (readonly [from: string, to: string])[]): readonly string[] {
  for (const [from] of edits) expect(TEXT).toContain(from);
  const after = edits.reduce((text, [from, to]) => text.replace(from, to), TEXT);
  return compareRulebooks(rulebookOf(TEXT), rulebookOf(after)).map(
    ({ section, name, kind, keys, only_thresholds: only }) =>
      [`${section} ${name} ${kind}`, ...(only ? ['thresholds'] : []), ...keys.map(keyText)].join(' | '),
  );
}

function keyText(key: ChangedKey): string {
  if (key.kind === 'value') return `${key.key}: ${key.before} → ${key.after}`;
  return `${key.key}: -[${key.removed.join(', ')}] +[${key.added.join(', ')}]`;
}

describe('what changed from one rulebook to another', () => {
  it.each<[string, readonly (readonly [string, string])[], readonly string[]]>([
    [
      'a threshold',
      [['between: [5, 50]', 'between: [5, 60]']],
      ['criteria soon changed | thresholds | when: size between 5 and 50 → size between 5 and 60'],
    ],
    [
      'an operator',
      [['within_next_days', 'within_last_days']],
      ['criteria soon changed | when: buys_on within_next_days 90 → buys_on within_last_days 90'],
    ],
    [
      'points, of an entry and of a unit',
      [
        ['points: 10', 'points: 12'],
        ['points: 0.5', 'points: 0.75'],
      ],
      [
        'scores fit.steps changed | thresholds | first 2 points: 10 → 12',
        'scores fit.each changed | thresholds | points: 0.5 → 0.75',
      ],
    ],
    [
      'a rule of another kind',
      [['per: size, points: 0.5, max: 5', 'when: { size: { gte: 9 } }, points: 3']],
      [
        'scores fit.each changed | per: size → null | points: 0.5 → 3 | max: 5 → null | when: null → size gte 9',
      ],
    ],
    [
      'bounds, decay and grades',
      [
        ['max: 40', 'max: 45'],
        ['30: 50', '30: 60'],
        ['B: 10', 'B: 12'],
      ],
      [
        'scores fit changed | thresholds | max: 40 → 45 | decay keep_percent: 30: 50 → 30: 60',
        'grades grades changed | thresholds | from for B: 10 → 12',
      ],
    ],
    [
      'a set, and the criterion that names it',
      [['makers: [saas, retail]', 'makers: [retail]']],
      ['sets makers changed | values: -[saas] +[]', 'criteria made changed | when: industry in: -[saas] +[]'],
    ],
    [
      'the order of columns, not that of values',
      [
        ['[mail, contact]', '[contact, mail]'],
        ['values: [saas, retail]', 'values: [retail, saas]'],
      ],
      ['fields email changed | columns: mail, contact → contact, mail'],
    ],
    [
      'fields by the keys of their type',
      [
        ['min: 2020-01-01', 'min: 2021-01-01'],
        ['[software]', '[software, cloud]'],
      ],
      [
        'fields industry changed | aliases: -[] +[cloud as saas]',
        'fields buys_on changed | thresholds | min: 2020-01-01 → 2021-01-01',
      ],
    ],
    [
      'conditions built otherwise',
      [
        ['any: [{ framework: two }', 'all: [{ framework: two }'],
        ['n: 1, of: [{ criterion: made }, {', 'n: 1, of: [{'],
      ],
      [
        'stages SQL changed | when: two or total gte 30 → two and total gte 30',
        'stages MQL changed | when: -[made] +[]',
      ],
    ],
    [
      'a count, a question, a follow-up',
      [
        ['{ n: 1', '{ n: 2'],
        ['Which trade?', 'What trade?'],
        ['days: 2', 'days: 3'],
      ],
      [
        'criteria made changed | ask: Which trade? → What trade?',
        'stages SQL changed | follow_up: 2 weekdays → 3 weekdays',
        'stages MQL changed | thresholds | when: at least 1 of → at least 2 of',
      ],
    ],
    [
      'keys of duplicates, settings and what says nothing of leads',
      [
        ['[[email]]', '[[email], [size]]'],
        ['version: 1', 'version: 2\nlocale: fr\nowner: me'],
        ['{ size: 5 }', '{ size: 6 }'],
      ],
      [
        'about version changed | version: 1 → 2',
        'about owner changed | owner: null → me',
        'settings locale changed | locale: en → fr',
        'dedupe keys changed | keys: -[] +[size]',
        'tests one changed | test: -[] +[]',
      ],
    ],
  ])('%s', (_what, edits, expected) => {
    expect(told(...edits)).toEqual(expected);
  });

  it('entries that came and went', () => {
    const gone = TEXT.replace('  - { stage: MQL', '  - { stage: warm, counts_as: MQL');
    expect(
      compareRulebooks(rulebookOf(TEXT), rulebookOf(gone)).map(({ name, kind }) => `${name} ${kind}`),
    ).toEqual(['warm added', 'MQL removed']);
  });

  it('says that the meaning stays where only names, sets, tests and comments change', () => {
    const after = `# a comment\n${TEXT.replace('version: 1', 'version: 2').replace('sets: {', 'sets: { unused: [x],')}`;
    const changes = compareRulebooks(
      rulebookOf(TEXT),
      rulebookOf(after.replace('{ size: 5 }', '{ size: 5, email: a@b.example }')),
    );
    expect(changes.map(({ section, name }) => `${section} ${name}`)).toEqual([
      'about version',
      'sets unused',
      'tests one',
    ]);
    expect(changesMeaning(changes)).toBe(false);
  });

  it('is something for any two rulebooks of another meaning, whatever the meaning', () => {
    fc.assert(
      fc.property(rulebooks, rulebooks, (before, after) => {
        const isEqual = keyOf(before) === keyOf(after);
        expect(compareRulebooks(before, after).length > 0).toBe(!isEqual);
      }),
    );
  });
});
