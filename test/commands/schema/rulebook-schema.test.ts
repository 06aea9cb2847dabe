import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../../src/commands/schema/json-schema.ts';
import { rulebookSchema } from '../../../src/commands/schema/rulebook-schema.ts';
import { OPERATORS } from '../../../src/judging/operators/operators.ts';
import { loadRulebook } from '../../../src/language/load.ts';
import { EXPECT_KEYS } from '../../../src/language/tests/expectations.ts';
import { ROOT_KEYS } from '../../../src/language/validate.ts';
import { formatJson } from '../../../src/terminal/json.ts';
import { asData, load, loaded, projectFile, readmeRulebooks, validator } from './validating.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const language = validator();

function filesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending) && !file.includes('node_modules'))
    .map(file => `${folder}/${file}`)
    .sort();
}

/** Rulebooks that tests write out, as far as they are plain text. */
function writtenInTests() {
  return filesIn('test', '.ts').flatMap(file => {
    const { text } = projectFile(file);
    return [...text.matchAll(/`((?:#[^`\n]*\n)?(?:rulebook|x-[a-z]+): [^`$\\]*)`/g)].map(
      ([, found = '']) => ({
        file,
        text: found,
      }),
    );
  });
}

describe('the schema of the language', () => {
  test('is shipped as the command prints it', async () => {
    // `leadsieve schema > rules/rulebook.schema.json` writes it.
    await expect(formatJson(rulebookSchema())).toMatchFileSnapshot(`${ROOT}rules/rulebook.schema.json`);
  });

  test('takes every rulebook file that the loader takes, and so does the one of its own', async () => {
    const files = ['rules', 'fixtures', 'test'].flatMap(folder => filesIn(folder, '.yaml'));
    const taken: string[] = [];
    for (const file of files) {
      const { value } = await loadRulebook(ROOT + file);
      if (value === undefined) continue;
      taken.push(file);
      const data = asData(readFileSync(ROOT + file, 'utf8'));
      expect([file, language(data), language.errors]).toEqual([file, true, null]);
      const own = validator(rulebookSchema(value));
      expect([file, own(data), own.errors]).toEqual([file, true, null]);
    }
    expect(taken.filter(file => file.startsWith('rules/'))).toHaveLength(8);
    expect(taken).toEqual(
      expect.arrayContaining(['fixtures/rulebook.yaml', 'test/language/golden/purchased-list.yaml']),
    );
    expect(taken.length).toBeGreaterThanOrEqual(14);
  });

  test('takes the rulebooks of the language reference and of the tests', () => {
    const written = writtenInTests().filter(source => load(source).value !== undefined);
    const sources = [...readmeRulebooks(), ...written];
    for (const source of sources) {
      const data = asData(source.text);
      expect([source, language(data), language.errors]).toEqual([source, true, null]);
      const own = validator(rulebookSchema(loaded(source)));
      expect([source, own(data), own.errors]).toEqual([source, true, null]);
    }
    expect(readmeRulebooks()).toHaveLength(3);
    expect(written.length).toBeGreaterThanOrEqual(3);
  });

  test('knows every key and operator, and says of each what it is for', () => {
    const schema = rulebookSchema();
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual(
      [...Object.keys(ROOT_KEYS), 'extends'].sort(),
    );
    const { tests } = schema.properties as { tests: { items: { properties: { expect: JsonSchema } } } };
    expect(Object.keys(tests.items.properties.expect.properties ?? {}).sort()).toEqual(
      [...EXPECT_KEYS].sort(),
    );
    const fieldTest = schema.definitions?.field_test as { then: JsonSchema };
    expect(Object.keys(fieldTest.then.properties ?? {})).toEqual(Object.keys(OPERATORS));
    expect(withoutDescription(schema, '')).toEqual([]);
  });
});

/** Keys that an editor would say nothing of; bare restrictions of a key that is described elsewhere aside. */
function withoutDescription(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema))
    return schema.flatMap((each, index) => withoutDescription(each, `${path}/${index}`));
  return Object.entries(schema).flatMap(([key, part]) => {
    if (/\/(?:if|else)$/.test(`${path}/${key}`) && !('$ref' in Object(part))) return [];
    const bare =
      key === 'properties' && !path.includes('/lead')
        ? Object.entries(part as Record<string, unknown>)
            .filter(([, value]) => typeof value === 'object' && !('description' in Object(value)))
            .map(([name]) => `${path}/${name}`)
        : [];
    return [...bare, ...withoutDescription(part, `${path}/${key}`)];
  });
}

describe('a file of tests alone', () => {
  const TESTS = 'tests:\n  - { name: a, lead: { email: a@b.example }, expect: { stage: lead } }\n';

  test('is taken', () => {
    expect(language(asData(TESTS))).toBe(true);
    const more = 'x-mine: 1\nrulebook: ./r.yaml\nas_of: 2026-11-01\ndescription: why\n';
    expect(language(asData(more + TESTS))).toBe(true);
  });

  test.each([
    ['another key', `${TESTS}stagse: []\n`],
    ['a test without a name', TESTS.replace('name: a, ', '')],
    ['an unknown key of a test', TESTS.replace('lead:', 'led: 1, lead:')],
    ['no tests', 'tests: []\n'],
    ['a day that is none', `as_of: now\n${TESTS}`],
    ['a key of rulebooks', `locale: fr\n${TESTS}`],
    ['the version of a rulebook', `version: 1\n${TESTS}`],
  ])('is refused with %s', (_what, text) => {
    expect(language(asData(text))).toBe(false);
  });

  test('knows the names of its rulebook', () => {
    const own = validator(rulebookSchema(loaded(projectFile('rules/bant.yaml'))));
    expect(own(asData(TESTS))).toBe(true);
    expect(own(asData(TESTS.replace('email', 'emial')))).toBe(false);
    expect(own(asData(TESTS.replace('stage: lead', 'stage: leed')))).toBe(false);
  });
});
