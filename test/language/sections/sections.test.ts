import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRulebook } from '../../../src/language/parse.ts';

const GOLDEN = new URL('../golden/', import.meta.url);
const SECTIONS = `rulebook: r
version: 1
fields:
  email: { type: email }
  job_title: { type: text }
  employees: { type: number }
  buys_on: { type: date }
criteria: { a: { when: { employees: 1 }, unknown: met } }
frameworks: { f: { criteria: [a], pass: 1 } }
scores:
  fit:
    min: -1.5
    decay: { since: buys_on, keep_percent: { 90: 0, 30: 12.5 }, unknown: 50 }
    rules:
      - { id: a, when: { criterion: a }, points: 0.25 }
      - { id: b, first: [{ when: { employees: 1 }, points: 1 }, { when: { employees: 2 }, points: 2 }] }
      - { id: c, per: employees, points: 0.0001, max: 15 }
grades: { score: total, bands: { D: 0, A: 40 } }
stages:
  - { stage: hot, counts_as: SQL, when: { framework: f, score: { fit: { gte: 1, lt: 2.5 }, total: { gt: 0 } } },
      follow_up: { days: 3, from: buys_on } }
  - { stage: lead }
tests:
  - { name: t, lead: { employees: 01, job_title: "7", email: ~, source: NO }, expect: { stage: hot, f: 1 of 1,
      answers_needed: 2+, could_be: "", score: { fit: 0.25 }, criteria: { a: met }, unknown: [] } }
`;

test('sections in hundredths, days and standings', async () => {
  const { value, diagnostics } = parseRulebook(SECTIONS, 'r.yaml');
  expect(diagnostics).toEqual([]);
  const model = JSON.stringify(value?.rulebook, (key, part) => (key === 'place' ? undefined : part), 1);
  await expect(`${model}\n`).toMatchFileSnapshot(new URL('sections.json', GOLDEN).pathname);
});

test('a rulebook spoilt anywhere is read or refused with a place, and nothing is thrown', () => {
  const whole = readFileSync(new URL('../golden/purchased-list.yaml', import.meta.url), 'utf8');
  const base = {
    text: readFileSync(new URL('../../../rules/bant.yaml', import.meta.url), 'utf8'),
    file: 'bant.yaml',
  };
  const junk = fc.constantFrom(
    '',
    ' ',
    '\n',
    ':',
    '{',
    '}',
    '[',
    ']',
    '"',
    '$',
    '-',
    '&a ',
    '*a',
    'x',
    '9',
    '\t',
    '#',
    '|',
    '~',
  );
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(30), junk, (at, length, text) => {
      const spoilt = whole.slice(0, at) + text + whole.slice(at + length);
      const { value, diagnostics } = parseRulebook(spoilt, 'r.yaml', { base });
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(value === undefined).toBe(errors.length > 0);
      expect(errors.every(({ place, fix }) => place !== undefined && fix !== undefined)).toBe(true);
    }),
    { numRuns: 120 },
  );
});
