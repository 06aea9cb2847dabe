import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** An operator and a format of the summary are added to a copy: one file and one line of a registry each. */

const HOME = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'leadsieve-additions-'));

const OPERATOR = `import { ofText, operator } from './operator.ts';

const soundOf = (text: string) => text.replace(/[aeiouy]/g, '').replace(/(.)\\1+/g, '$1');

export const soundsLike = operator({
  on: ['text'],
  reads: 'texts',
  asks: 'Does it sound like this?',
  holds: ({ texts }) => {
    const sounds = new Set(texts.map(soundOf));
    return ofText(value => sounds.has(soundOf(value)));
  },
});
`;
const FORMAT = `import type { Summary } from '../model/summary.ts';

export const formatSummaryHtml = (summary: Summary) => \`<p>\${Object.keys(summary).length}</p>\\n\`;
`;
/** Each stage but the last has a lead of the list below. */
const RULES = `rulebook: names
version: 1
sets:
  bosses: [robert, bob]
fields:
  name: { type: text }
criteria:
  a: { when: { name: { sounds_like: [smith, smyth] } } }
  b: { when: { name: { sounds_like: $bosses } } }
  c: { when: { all: [{ name: { sounds_like: bob } }, { name: { starts_with: b } }] } }
stages:
  - { stage: SQL, counts_as: SQL, when: { criterion: a } }
  - { stage: MQL, counts_as: MQL, when: { criterion: c } }
  - { stage: known, counts_as: prospect, when: { criterion: b } }
  - { stage: other, counts_as: lead }
`;
const LIST = 'name\nSmyth\nBab\nRobert\nZed\nSmooth\nSmall\nBe\n';

function addLines(file: string, lines: readonly (readonly [before: string, line: string])[]): void {
  const path = join(copy, 'src', file);
  const text = lines.reduce(
    (whole, [before, line]) => {
      expect(whole.split(before)).toHaveLength(2);
      return whole.replace(before, `${line}\n${before}`);
    },
    readFileSync(path, 'utf8'),
  );
  writeFileSync(path, text);
}

const leadsieve = (...args: readonly string[]) =>
  execa('node', [join(copy, 'bin/leadsieve.js'), ...args], {
    cwd: copy,
    reject: false,
    env: { NO_COLOR: '1' },
  });

beforeAll(async () => {
  for (const name of ['src', 'bin', 'rules', 'package.json', 'rolldown.build.js', 'dist/kernel.wasm'])
    cpSync(join(HOME, name), join(copy, name), { recursive: true });
  for (const name of ['tsconfig.json', 'tsconfig.build.json']) cpSync(join(HOME, name), join(copy, name));
  symlinkSync(join(HOME, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(join(copy, 'src/judging/operators/sounds-like.ts'), OPERATOR);
  addLines('judging/operators/operators.ts', [
    ["import { startsWith } from './starts-with.ts';", "import { soundsLike } from './sounds-like.ts';"],
    ['  matches,\n', '  sounds_like: soundsLike,'],
  ]);
  writeFileSync(join(copy, 'src/summary/summary-html.ts'), FORMAT);
  addLines('summary/summary.ts', [
    [
      '  csv: {',
      "  html: { isData: true, load: async () => (await import('./summary-html.ts')).formatSummaryHtml },",
    ],
  ]);
  writeFileSync(join(copy, 'names.yaml'), RULES);
  writeFileSync(join(copy, 'people.csv'), LIST);
  await execa('node', ['rolldown.build.js'], { cwd: copy });
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('with one file and one line more', () => {
  test('the source has no fault of types', async () => {
    const { stdout, exitCode } = await execa(
      'node',
      ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
      { cwd: copy, reject: false },
    );
    expect(stdout).toBe('');
    expect(exitCode).toBe(0);
  }, 120_000);

  test('leads are judged by the operator, and the summary has the format', async () => {
    const run = await leadsieve('qualify', 'people.csv', '--rules', 'names.yaml', '--format', 'html');
    expect(run.stdout).toMatch(/^<p>\d+<\/p>$/);
    expect(run.stderr).toContain('written: ');
    const rows = readFileSync(join(copy, 'qualified/people.annotated.csv'), 'utf8').trim().split(/\r?\n/);
    const stages = rows.slice(1).map(row => row.split(',').slice(0, 2).join(' '));
    expect(stages).toEqual([
      'Smyth SQL',
      'Bab MQL',
      'Robert known',
      'Zed other',
      'Smooth SQL',
      'Small other',
      'Be MQL',
    ]);
  });

  test('check says nothing that is not so', async () => {
    const { stdout } = await leadsieve('check', 'names.yaml', '--format', 'json');
    const codes = (JSON.parse(stdout) as readonly { readonly code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(['untested', 'missing-ask', 'missing-ask', 'missing-ask']);
  });

  test('the schema proposes it, and explain says it in words', async () => {
    const { stdout: schema } = await leadsieve('schema', 'names.yaml');
    expect(schema).toContain('"description": "Does it sound like this?"');
    const { stdout } = await leadsieve('explain', 'people.csv', '--rules', 'names.yaml', '--lead', '2');
    expect(stdout).toContain('name sounds_like smith, smyth');
  });

  test('the field is told which operators there are, and the help which formats', async () => {
    writeFileSync(join(copy, 'wrong.yaml'), RULES.replace('sounds_like: bob', 'sounds_lik: bob'));
    const { stdout } = await leadsieve('check', 'wrong.yaml');
    expect(stdout).toContain('did you mean `sounds_like`');
    const { stdout: help } = await leadsieve('qualify', '--help');
    expect(help.replace(/\s+/g, ' ')).toContain('"table", "json", "markdown", "html", "csv"');
  });
});
