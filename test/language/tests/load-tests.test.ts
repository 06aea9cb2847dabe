import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadTests } from '../../../src/language/tests/load-tests.ts';
import { formatDay } from '../../../src/values/day.ts';

const RULES = (name: string, tests = '') => `rulebook: ${name}
version: 1
fields: { need: { type: boolean } }
criteria: { needy: { when: { need: true } } }
stages:
  - { stage: SQL, when: { criterion: needy } }
  - { stage: lead }
${tests}`;
const OWN = 'tests: [{ name: own, lead: { need: yes }, expect: { stage: SQL } }]\n';
const MORE = 'tests: [{ name: more, lead: {}, expect: { stage: lead } }]\n';

/** Loads from a folder of these files; paths in what is found are relative to it. */
async function load(files: Readonly<Record<string, string>>, ...paths: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-load-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const short = (text: string) => text.replaceAll(`${folder}/`, '');
  const names = paths.map(path => (path === 'bant' ? path : join(folder, path)));
  const { value, diagnostics } = await loadTests(names);
  return {
    suites: value?.suites.map(({ file, of, rulebook }) => ({
      file: short(file),
      of: short(of),
      tests: rulebook.tests.map(({ name }) => name),
    })),
    days: value?.suites.flatMap(({ rulebook }) =>
      rulebook.tests.map(({ asOf }) => (asOf === undefined ? 'today' : formatDay(asOf))),
    ),
    untested: value?.untested.map(short),
    faults: diagnostics.map(
      ({ code, message, place }) =>
        `${place === undefined ? '' : `${short(place.file)}:${place.line} `}${code}: ${short(message)}`,
    ),
  };
}

describe('the tests of a rulebook', () => {
  it('are its own and those of the files beside it that are named like it', async () => {
    const files = {
      'a.yaml': RULES('a', OWN),
      'a.test.yaml': MORE,
      'a.more.test.yml': MORE,
      'ab.test.yaml': 'no test of a',
      'a.yaml.bak': '',
      'sub/a.test.yaml': 'in another folder',
    };
    expect((await load(files, 'a.yaml')).suites).toEqual([
      { file: 'a.yaml', of: 'a.yaml', tests: ['own'] },
      { file: 'a.more.test.yml', of: 'a.yaml', tests: ['more'] },
      { file: 'a.test.yaml', of: 'a.yaml', tests: ['more'] },
    ]);
  });

  it('are those of the file of tests alone where only it is asked for', async () => {
    const files = { 'a.yml': RULES('a', OWN), 'a.test.yaml': MORE };
    expect((await load(files, 'a.test.yaml')).suites).toEqual([
      { file: 'a.test.yaml', of: 'a.yml', tests: ['more'] },
    ]);
  });

  it('are run once, however often a file is named or found', async () => {
    const files = { 'a.yaml': RULES('a', OWN), 'a.test.yaml': MORE };
    const { suites } = await load(files, 'a.test.yaml', 'a.yaml', './a.yaml', 'sub/../a.test.yaml');
    expect(suites?.map(({ file }) => file)).toEqual(['a.yaml', 'a.test.yaml']);
  });

  it('belong to the rulebook that their file names, else to the longest name', async () => {
    const files = {
      'a.yaml': RULES('a', OWN),
      'a.b.yaml': RULES('b', OWN),
      'a.b.test.yaml': MORE,
      'a.c.test.yaml': `rulebook: ./other/c.yaml\n${MORE}`,
      'other/c.yaml': RULES('c'),
    };
    expect((await load(files, 'a.yaml')).suites?.map(({ file }) => file)).toEqual(['a.yaml']);
    expect((await load(files, 'a.b.yaml')).suites?.map(({ file }) => file)).toEqual([
      'a.b.yaml',
      'a.b.test.yaml',
    ]);
    expect((await load(files, 'a.c.test.yaml')).suites).toEqual([
      { file: 'a.c.test.yaml', of: 'other/c.yaml', tests: ['more'] },
    ]);
  });

  it('may be about a built-in', async () => {
    const test = 'rulebook: bant\ntests: [{ name: it, lead: {}, expect: { bant: 0 } }]\n';
    const { suites } = await load({ 'ours.test.yaml': test }, 'ours.test.yaml', 'bant');
    expect(suites?.map(({ file, of }) => [file, of])).toEqual([
      ['rules/bant.yaml', 'bant'],
      ['ours.test.yaml', 'bant'],
    ]);
  });

  it('replace those of a base', async () => {
    const extending = 'rulebook: b\nversion: 1\nextends: a.yaml\n';
    const files = { 'a.yaml': RULES('a', OWN), 'b.yaml': extending, 'c.yaml': extending + MORE };
    const { suites, untested } = await load(files, 'b.yaml', 'c.yaml');
    expect(suites).toEqual([{ file: 'c.yaml', of: 'c.yaml', tests: ['more'] }]);
    expect(untested).toEqual(['b.yaml']);
  });

  it("run as of their own day, else their file's, else today", async () => {
    const test = (name: string, day = '') => `  - { name: ${name}, ${day}lead: {}, expect: {} }\n`;
    const tests = `tests:\n${test('a')}${test('b', 'as_of: 2025-01-02, ')}`;
    const { days } = await load(
      { 'a.yaml': RULES('a', tests), 'a.test.yaml': `as_of: 2026-11-01\n${tests}` },
      'a.yaml',
    );
    expect(days).toEqual(['today', '2025-01-02', '2026-11-01', '2025-01-02']);
  });
});

describe('what is wrong with tests', () => {
  it('is told of all files at once, and of each rulebook once', async () => {
    const files = {
      'a.yaml': RULES('a', OWN).replace('needy }', 'neddy }'),
      'a.test.yaml': MORE,
      'b.yaml': RULES('b', 'tests: [{ name: draft, lead: { nede: 1 } }]\n'),
      'c.yaml': RULES('c'),
      'c.test.yaml': 'as_of: soon\ntest: []\n',
      'c.more.test.yaml': 'tests: [{ name: it, lead: {}, expect: { stage: SLQ } }]\n',
      'd.test.yaml': MORE,
      'e.test.yaml': `rulebook: ./none.yaml\n${MORE}`,
    };
    const { suites, faults } = await load(files, ...Object.keys(files), 'gone.yaml', 'gone.test.yaml');
    expect(suites).toBeUndefined();
    expect(faults).toEqual([
      'a.yaml:6 undefined-reference: there is no criterion `neddy`',
      'b.yaml:8 missing-key: a test needs the key `expect`',
      'b.yaml:8 unknown-field: there is no field `nede`',
      'cannot-read: the rulebook `gone.yaml` cannot be read: there is no such file',
      'c.test.yaml:1 wrong-type: expected a date such as 2026-11-01, not the text `soon`',
      'c.test.yaml:2 unknown-key: `test` is not a key of a file of tests',
      'undefined-reference: `d.test.yaml` does not say which rulebook it tests, and there is no `d.yaml` beside it',
      'e.test.yaml:1 undefined-reference: there is no rulebook `./none.yaml` for these tests',
      'cannot-read: the tests `gone.test.yaml` cannot be read: there is no such file',
      'c.more.test.yaml:1 undefined-reference: there is no stage `SLQ`',
    ]);
  });

  it('is nothing in a rulebook without tests, which is named', async () => {
    const { suites, untested, faults } = await load(
      { 'a.yaml': RULES('a'), 'b.yaml': RULES('b', OWN) },
      'a.yaml',
      'b.yaml',
    );
    expect({ untested, faults }).toEqual({ untested: ['a.yaml'], faults: [] });
    expect(suites?.map(({ file }) => file)).toEqual(['b.yaml']);
  });
});
