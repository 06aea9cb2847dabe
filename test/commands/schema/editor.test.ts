import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rulebookSchema } from '../../../src/commands/schema/rulebook-schema.ts';
import { type Editor, type Position, startEditor } from './language-server.ts';
import { loaded, projectFile, readmeRulebooks } from './validating.ts';

const LANGUAGE = '# yaml-language-server: $schema=./rulebook.schema.json\n';
const OWN = '# yaml-language-server: $schema=./workshop.schema.json\n';
const workshop = readmeRulebooks().find(({ text }) => text.startsWith('rulebook: workshop'));
if (workshop === undefined) throw new Error('the long example is gone');
const text = workshop.text;

const folder = mkdtempSync(join(tmpdir(), 'leadsieve-editor-'));
let editor: Editor;
let opened = 0;

beforeAll(async () => {
  writeFileSync(join(folder, 'rulebook.schema.json'), JSON.stringify(rulebookSchema()));
  writeFileSync(join(folder, 'workshop.schema.json'), JSON.stringify(rulebookSchema(loaded(workshop))));
  editor = await startEditor(folder);
});

afterAll(async () => {
  await editor.close();
  rmSync(folder, { recursive: true });
});

/** The long example with one place changed, opened; `|` marks the cursor and is taken out. */
async function open(from: string, to: string, { schema = LANGUAGE } = {}) {
  if (!text.includes(from)) throw new Error(`the long example has no ${from}`);
  const marked = schema + text.replace(from, () => to);
  const cursor = marked.indexOf('|', schema.length);
  const before = marked.slice(0, Math.max(cursor, 0)).split('\n');
  const position: Position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const name = `rules-${opened++}.yaml`;
  const found = await editor.open(
    name,
    cursor < 0 ? marked : marked.slice(0, cursor) + marked.slice(cursor + 1),
  );
  return { name, position, found: found.map(({ message, range }) => `${range.start.line + 1}: ${message}`) };
}

async function completions(from: string, to: string, options = { schema: OWN }): Promise<readonly string[]> {
  const { name, position } = await open(from, to, options);
  return editor.complete(name, position);
}

async function hover(from: string, to: string, options = { schema: OWN }): Promise<string> {
  const { name, position } = await open(from, to, options);
  return editor.hover(name, position);
}

describe('in an editor, the schema', () => {
  test('finds nothing in a good rulebook', async () => {
    expect((await open('version: 2', 'version: 2')).found).toEqual([]);
    expect((await open('version: 2', 'version: 2', { schema: OWN })).found).toEqual([]);
    expect(await editor.open('bant.yaml', projectFile('rules/bant.yaml').text)).toEqual([]);
  });

  test.each([
    ['an unknown key', 'owner: revops', 'ownr: revops', '5: Property ownr is not allowed.'],
    ['an unknown key of a field', 'region: FR', 'regin: FR', '16: Property regin is not allowed.'],
    ['an operator that is none', '{ gte: 10000 }', '{ gtee: 10000 }', '28: Property gtee is not allowed.'],
    ['a missing key', 'version: 2\n', '', '2: Missing property "version".'],
    ['a list for a text', 'owner: revops', 'owner: [a]', '5: Incorrect type. Expected "string".'],
  ])('marks %s once, at its line', async (_what, from, to, expected) => {
    expect((await open(from, to)).found).toEqual([expected]);
    expect((await open(from, to, { schema: OWN })).found).toEqual([expected]);
  });

  test.each([
    ['field', '{ gte: 10000 }', '{ gte: 10000 }, comapny: acme', '28: Property comapny is not allowed.'],
    ['operator', '{ gte: 10000 }', '{ has_word: a }', '28: Property has_word is not allowed.'],
    [
      'criterion',
      'criterion: authority',
      'criterion: autority',
      '43: Value is not accepted. Valid values: "budget", "authority", "need", "timing", "competitor", "no_consent".',
    ],
    [
      'value',
      'industry: industry }',
      'industry: industri }',
      '42: Value is not accepted. Valid values: "industry", "retail", "$rivals", "$free_mail", "$role_accounts".',
    ],
  ])('of one rulebook marks a %s that is not there', async (_what, from, to, expected) => {
    expect((await open(from, to)).found).toEqual([]);
    expect((await open(from, to, { schema: OWN })).found).toEqual([expected]);
  });
});

const CRITERION = 'competitor: { when: { email.domain: $rivals }, ask: "Whom do you work for?" }';
const FIELDS = ['email', 'email.domain', 'last_name', 'job_title', 'budget_amount', 'source'];

describe('the schema of one rulebook proposes', () => {
  test.each([
    ['in a block', 'competitor:\n    when:\n      |'],
    ['in braces', 'competitor: { when: { em| } }'],
    ['inside all', 'competitor:\n    when:\n      all:\n        - em|'],
  ])('fields and forms of conditions %s', async (_where, to) => {
    const proposed = await completions(CRITERION, to);
    expect(proposed).toEqual(expect.arrayContaining([...FIELDS, 'all', 'any', 'not', 'criterion']));
    expect(proposed).not.toContain('framework');
  });

  test('frameworks and scores in stages', async () => {
    const proposed = await completions(
      'when: { all: [{ framework: bant }, { score',
      'when: { all: [{ fr| }, { score',
    );
    expect(proposed).toEqual(expect.arrayContaining([...FIELDS, 'framework', 'score']));
  });

  test('the operators of the type', async () => {
    const proposed = await completions(CRITERION, 'competitor:\n    when:\n      budget_amount:\n        |');
    expect(proposed).toEqual(['in', 'not_in', 'gt', 'gte', 'lt', 'lte', 'between', 'is']);
  });

  test.each([
    ['criteria', 'criterion: |', ['budget', 'authority', 'need', 'timing', 'competitor', 'no_consent']],
    ['values and sets', 'industry: |', ['industry', 'retail', '$rivals', '$free_mail', '$role_accounts']],
    ['true and false', 'opted_in: |', expect.arrayContaining([true, false].map(String))],
    ['sets', 'email.domain: $|', ['$rivals', '$free_mail', '$role_accounts']],
  ])('%s as values', async (_what, to, expected) => {
    expect(await completions(CRITERION, `competitor:\n    when:\n      ${to}`)).toEqual(expected);
  });

  test('score groups for grades', async () => {
    expect(await completions('score: fit, bands', 'score: f|, bands')).toEqual([
      'total',
      'fit',
      'engagement',
    ]);
  });
});

describe('hovering shows', () => {
  test.each([
    ['a key', 'pass: 3', 'pa|ss: 3', 'How many must be met.'],
    ['an operator', '{ gte: 10000 }', '{ gt|e: 10000 }', 'Is it at least this'],
    ['a field', 'budget_amount: { gte', 'budget_am|ount: { gte', 'A number field, from the columns budget.'],
    ['a domain', 'email.domain: $rivals', 'email.dom|ain: $rivals', 'The domain of an address'],
  ])('what %s is', async (_what, from, to, expected) => {
    expect(await hover(from, to)).toContain(expected);
  });

  test('what a key is, with the schema of the language too', async () => {
    expect(await hover('version: 2', 'vers|ion: 2', { schema: LANGUAGE })).toContain(
      'Raise it with every change',
    );
  });
});
