import { describe, expect, it } from 'vitest';
import { measureCoverage } from '../../src/engine/tests/coverage.ts';
import { runRulebookTests } from '../../src/engine/tests/run-tests.ts';
import { BUILT_IN_NAMES } from '../../src/language/built-in.ts';
import { loadRulebook } from '../../src/language/load.ts';
import { parseRulebook } from '../../src/language/parse.ts';
import type { Field, Rulebook } from '../../src/model/rulebook.ts';
import { parseIsoDay } from '../../src/values/day.ts';
import { normaliseHeader } from '../../src/values/header.ts';
import { COLUMNS_OF_EXPORTS } from './export-headers.ts';

const AS_OF = parseIsoDay('2030-06-15') ?? 0;

async function load(name: string): Promise<Rulebook> {
  const { value, diagnostics } = await loadRulebook(name);
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error(`${name} has no meaning`);
  return value.rulebook;
}

const rulebooks = new Map(
  await Promise.all(BUILT_IN_NAMES.map(async name => [name, await load(name)] as const)),
);
const builtIn = (name: (typeof BUILT_IN_NAMES)[number]): Rulebook => rulebooks.get(name) ?? expect.fail(name);
const criteriaOf = (rulebook: Rulebook) => rulebook.criteria.map(({ name }) => name);

describe.each([...rulebooks])('the built-in %s', (name, rulebook) => {
  it('carries its own name, is in English and leaves its owner to whoever extends it', () => {
    expect(rulebook).toMatchObject({ name, version: 2, locale: 'en' });
    expect(rulebook.description).toMatch(/^[A-Z].*[a-z]$/);
    expect(rulebook.owner).toBeUndefined();
  });

  it('passes its own tests on any day, since each says of which day it speaks', () => {
    const results = runRulebookTests(rulebook, { asOf: AS_OF });
    const failed = results.filter(({ passed }) => !passed);
    expect(failed.map(({ test, differences }) => ({ test: test.name, differences }))).toEqual([]);
    expect(rulebook.tests.filter(({ asOf }) => asOf === undefined)).toEqual([]);
  });

  it('has tests that meet, miss and leave open every criterion, and reach every stage and score rule', () => {
    const { outcomes } = measureCoverage(rulebook, runRulebookTests(rulebook, { asOf: AS_OF }));
    expect(outcomes.filter(({ covered }) => !covered).map(({ what }) => what)).toEqual([]);
  });

  it('says of every criterion in its tests that it is met, unmet and unknown', () => {
    const said = rulebook.tests.flatMap(({ expect: { criteria = {}, unknown = [] } }) => [
      ...Object.entries(criteria).map(([criterion, answer]) => `${criterion} ${answer}`),
      ...unknown.map(criterion => `${criterion} unknown`),
    ]);
    const due = criteriaOf(rulebook).flatMap(criterion =>
      ['met', 'unmet', 'unknown'].map(answer => `${criterion} ${answer}`),
    );
    expect(due.filter(statement => !said.includes(statement))).toEqual([]);
  });

  it('has a question for every criterion, and tests that expect what could be and what to ask', () => {
    expect(rulebook.criteria.filter(({ ask = '' }) => !ask.endsWith('?'))).toEqual([]);
    const expected = rulebook.tests.map(({ expect }) => expect);
    expect(expected.filter(({ could_be }) => could_be === '').length).toBeGreaterThan(0);
    expect(expected.filter(({ next_question }) => Boolean(next_question)).length).toBeGreaterThan(0);
  });

  it('answers a sales qualified lead in two weekdays, and names a route for every stage', () => {
    for (const { name: stage, route, followUp, countsAs } of rulebook.stages) {
      expect(route, stage).toBeDefined();
      if (countsAs === 'SQL') expect(followUp).toEqual({ days: 2, weekdays: true });
    }
    expect(rulebook.stages.at(-1)).toMatchObject({ name: 'lead' });
  });

  it('can be extended by a rulebook with other stages', async () => {
    const { value } = await loadRulebook(name);
    const file = value?.files[0]?.file ?? '';
    const text = await import('node:fs/promises').then(({ readFile }) => readFile(file, 'utf8'));
    const own = `rulebook: own\nversion: 1\nextends: ${name}\nstages: [{ stage: prospect }]\n`;
    expect(parseRulebook(own, 'own.yaml', { base: { text, file } }).diagnostics).toEqual([]);
  });
});

describe('frameworks', () => {
  it.each([
    ['bant', 'bant', ['budget', 'authority', 'need', 'timing'], 3, []],
    ['champ', 'champ', ['challenges', 'authority', 'money', 'prioritization'], 3, ['challenges']],
    ['faint', 'faint', ['funds', 'authority', 'interest', 'need', 'timing'], 4, ['funds', 'authority']],
    ['anum', 'anum', ['authority', 'need', 'urgency', 'money'], 3, ['authority']],
    ['gpct', 'gpct', ['goals', 'plans', 'challenges', 'timeline'], 3, ['goals']],
    ['prospect', 'prospect', ['market', 'means', 'authority', 'need'], 4, []],
  ] as const)('%s asks its criteria in order', (rulebook, name, criteria, pass, require) => {
    expect(builtIn(rulebook).frameworks).toMatchObject([{ name, criteria, pass, require }]);
    expect(criteriaOf(builtIn(rulebook))).toEqual(criteria);
  });

  it('leave bant bare for those who extend it', () => {
    const { scores, grades, dedupe, suppress, sets } = builtIn('bant');
    expect({ scores, grades, dedupe, suppress, sets }).toEqual({ scores: [], sets: {} });
  });
});

describe('fields', () => {
  it('that several built-ins have are the same in all of them, and so is the criterion authority', () => {
    const first = new Map<string, unknown>();
    for (const { fields, criteria } of rulebooks.values()) {
      const definitions = [...fields, ...criteria.filter(({ name }) => name === 'authority')];
      for (const definition of definitions) {
        const bare = JSON.parse(
          JSON.stringify(definition, (key, value) => (key === 'place' ? undefined : value)),
        );
        if (!first.has(definition.name)) first.set(definition.name, bare);
        expect(bare).toEqual(first.get(definition.name));
      }
    }
    expect(first.size).toBeGreaterThan(20);
  });

  it.each(Object.entries(COLUMNS_OF_EXPORTS))('find their columns, and no others, in %s', (_, columns) => {
    for (const [name, { fields }] of rulebooks) {
      const known = new Set(fields.map(field => field.name));
      for (const [header, expected] of Object.entries(columns)) {
        const found = fields.filter(field => positionOf(field, header) >= 0).map(field => field.name);
        const due = expected !== null && known.has(expected) ? [expected] : [];
        expect(found, `${header} under ${name}`).toEqual(due);
      }
    }
  });

  it('have every field that an export can fill in some built-in', () => {
    const known = new Set([...rulebooks.values()].flatMap(({ fields }) => fields.map(({ name }) => name)));
    const due = Object.values(COLUMNS_OF_EXPORTS).flatMap(columns => Object.values(columns));
    expect(due.filter(name => name !== null && !known.has(name))).toEqual([]);
  });

  it.each([
    ['email', 'Email', 'Secondary Email'],
    ['phone', 'Work Direct Phone', 'Corporate Phone'],
    ['phone', 'Phone Number', 'Mobile Phone Number'],
    ['company', 'Company Name', 'Associated Company'],
    ['source', 'Lead Source', 'platform'],
    ['created', 'Create Date', 'First Contact Date'],
  ])('prefer the better of two columns: %s reads %s before %s', (name, better, other) => {
    for (const { fields } of rulebooks.values()) {
      for (const field of fields.filter(({ name: own }) => own === name)) {
        expect(positionOf(field, better)).toBeGreaterThanOrEqual(0);
        expect(positionOf(field, better)).toBeLessThan(positionOf(field, other));
      }
    }
  });
});

/** The place of a header among a field's columns, its own name last; −1 for none. */
function positionOf({ columns, name }: Field, header: string): number {
  return [...columns, name].map(normaliseHeader).indexOf(normaliseHeader(header));
}
