import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseRulebook } from '../../src/language/parse.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';

const BASE = {
  text: readFileSync(new URL('golden/bases/base.yaml', import.meta.url), 'utf8'),
  file: 'base.yaml',
};

function extended(own: string): Rulebook {
  const text = `rulebook: child\nversion: 2\nextends: base.yaml\n${own}`;
  const { value, diagnostics } = parseRulebook(text, 'child.yaml', { base: BASE });
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error('no rulebook');
  return value.rulebook;
}

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

test('a child without a section has the base’s, but not its name, version or tests', () => {
  const { name, version, description, tests, stages, criteria } = extended('');
  expect({ name, version, description, tests }).toEqual({
    name: 'child',
    version: 2,
    description: 'of the base',
    tests: [],
  });
  expect(names(stages)).toEqual(['SQL', 'lead']);
  expect(names(criteria)).toEqual(['size', 'senior']);
});

describe('a field', () => {
  test('adds its columns and blanks before the base’s, each once, and replaces its other keys', () => {
    const { fields } = extended(`fields:
  email: { columns: [mail, e-mail], blank: [nope], required: true }
  employees: { min: 5, max: 9 }
`);
    expect(fields.find(({ name }) => name === 'email')).toMatchObject({
      type: 'email',
      columns: ['mail', 'e-mail'],
      blank: ['nope', 'none given'],
      required: true,
    });
    expect(fields.find(({ name }) => name === 'employees')).toMatchObject({ type: 'number', min: 5, max: 9 });
  });

  test('of the base keeps its place, a new one comes after', () => {
    const { fields } = extended('fields:\n  phone: { type: phone }\n  job_title: { columns: [fonction] }\n');
    expect(names(fields)).toEqual(['email', 'job_title', 'employees', 'phone', 'source']);
    expect(fields[1]?.columns).toEqual(['fonction', 'title', 'role']);
  });
});

test('a set, criterion, framework or score group replaces the base’s whole, in its old place', () => {
  const { sets, criteria, frameworks, scores } = extended(`sets: { seniors: [pdg], juniors: [intern] }
criteria:
  junior: { when: { job_title: $juniors } }
  size: { when: { employees: { gte: 50 } }, unknown: unmet }
frameworks:
  bant: { criteria: [junior], pass: 1 }
scores:
  fit: { max: 3, rules: [{ id: other, when: { criterion: junior }, points: -5 }] }
`);
  expect(sets).toEqual({ seniors: ['pdg'], juniors: ['intern'] });
  expect(names(criteria)).toEqual(['size', 'senior', 'junior']);
  expect(criteria[0]).toMatchObject({ when: { test: { bound: 50 } }, unknown: 'unmet' });
  expect(criteria[1]).toMatchObject({ when: { test: { values: ['pdg'] } } });
  expect(frameworks).toMatchObject([{ criteria: ['junior'], pass: 1 }]);
  expect(scores).toMatchObject([{ max: 300, rules: [{ id: 'other' }] }]);
  expect(scores[0]?.rules).toHaveLength(1);
});

test('every other section replaces the base’s whole', () => {
  expect(names(extended('stages: [{ stage: prospect }]\n').stages)).toEqual(['prospect']);
  expect(extended('description: mine\n').description).toBe('mine');
});

test('the child’s own name and version are required', () => {
  const { diagnostics } = parseRulebook('extends: base.yaml\n', 'child.yaml', { base: BASE });
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ['missing-key', 'a rulebook needs the key `rulebook`'],
    ['missing-key', 'a rulebook needs the key `version`'],
  ]);
});

test('faults stand in the file that they are in', () => {
  const faulty = { text: BASE.text.replace('gte: 10', 'gte: ten'), file: 'base.yaml' };
  const own = 'rulebook: child\nversion: 1\nextends: base.yaml\nowner: []\n';
  const { diagnostics } = parseRulebook(own, 'child.yaml', { base: faulty });
  expect(diagnostics.map(({ place }) => [place?.file, place?.line, place?.sourceLine])).toEqual([
    ['child.yaml', 4, 'owner: []'],
    ['base.yaml', 12, '  size: { when: { employees: { gte: ten } } }'],
  ]);
});
