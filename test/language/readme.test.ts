import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCosts } from '../../src/costs/reading/load-costs.ts';
import { runRulebookTests } from '../../src/engine/tests/run-tests.ts';
import { builtInFile } from '../../src/language/built-in.ts';
import { findExtends, parseRulebook } from '../../src/language/parse.ts';
import { applyTestFile } from '../../src/language/tests/load-tests.ts';
import { parseYaml } from '../../src/yaml/yaml.ts';

const README = 'rules/README.md';
const text = readFileSync(new URL(`../../${README}`, import.meta.url), 'utf8');
const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
const whole = blocks.filter(block => block.startsWith('rulebook:'));
const costs = blocks.filter(block => block.startsWith('currency:'));
const testFiles = blocks.filter(block => /^as_of:/m.test(block));
const parts = blocks.filter(block => ![...whole, ...costs, ...testFiles].includes(block));

/** The last column of the tables of condition forms and of operators, as whole conditions. */
const conditions = [...text.matchAll(/^### (?:Forms|Operators)\n([\s\S]*?)(?=^#)/gm)]
  .flatMap(([, section = '']) => [...section.matchAll(/ \| `([^`]*:[^`]*)` \|$/gm)])
  .map(([, example = '']) => example.replaceAll('\\|', '|'))
  .map(example => (example.startsWith('{') ? example : `{ ${example} }`));

const FIELDS = `rulebook: examples
version: 1
fields:
  email: { type: email }
  website: { type: url }
  job_title: { type: text }
  industry: { type: text }
  employees: { type: number }
  need_stated: { type: boolean }
  opted_in: { type: boolean }
  buys_on: { type: date }
  last_activity: { type: date }
criteria:
  authority: { when: { job_title: ceo } }
  budget: { when: { employees: 5 } }
  need: { when: { need_stated: true } }
  timing: { when: { buys_on: { within_next_days: 9 } } }
frameworks: { bant: { criteria: [budget, authority, need, timing], pass: 3 } }
scores: { fit: { rules: [{ id: size, when: { employees: 5 }, points: 1 }] } }
`;

function baseOf(block: string) {
  const base = builtInFile(findExtends({ text: block, file: README })?.name ?? '');
  return base && { base: { text: readFileSync(base.path, 'utf8'), file: base.file } };
}

describe('the examples of the language reference', () => {
  it.each(whole.map(titled))('are rulebooks without faults whose tests pass: %s', (_title, block) => {
    const { value, diagnostics } = parseRulebook(block, README, baseOf(block));
    expect(diagnostics).toEqual([]);
    const results = value && runRulebookTests(value.rulebook, { asOf: 0 });
    expect(results?.flatMap(({ differences }) => differences)).toEqual([]);
  });

  it.each(parts.map(titled))('are sections that fit into the long example: %s', (_title, block) => {
    const keys = [...block.matchAll(/^\w+/gm)].map(([key]) => key);
    const long = whole.find(example => example.startsWith('rulebook: workshop')) ?? '';
    const rest = ['tests', ...keys].reduce(withoutSection, long);
    expect(parseYaml(block, README).diagnostics).toEqual([]);
    const { diagnostics } = parseRulebook(`${rest}${block}`, README);
    const about = new Set(['unknown-field', 'undefined-reference']);
    // A section that redefines fields or criteria takes away those that the other sections name.
    const redefines = keys.some(key => ['fields', 'criteria', 'sets', 'frameworks', 'scores'].includes(key));
    expect(diagnostics.filter(({ code }) => !(redefines && about.has(code)))).toEqual([]);
  });

  it.each(testFiles.map(titled))('are files of tests that pass: %s', (_title, block) => {
    const long = whole.find(example => example.startsWith('rulebook: workshop')) ?? '';
    const { value: parsed = expect.fail('it has no meaning') } = parseRulebook(long, README);
    const { value, diagnostics } = applyTestFile(parsed, { text: block, file: README });
    expect(diagnostics).toEqual([]);
    const results = value && runRulebookTests(value.rulebook, { asOf: 0 });
    expect(results?.map(({ differences }) => differences)).toEqual([[]]);
  });

  it.each(conditions)('are conditions that hold in a rulebook: %s', condition => {
    const rulebook = `${FIELDS}stages:\n  - { stage: SQL, when: ${condition} }\n  - { stage: lead }\n`;
    expect(parseRulebook(rulebook, README).diagnostics).toEqual([]);
  });

  it('are at least one whole rulebook, one that extends a built-in, and one of most sections', () => {
    expect(whole.length).toBeGreaterThanOrEqual(3);
    expect(whole.filter(block => block.includes('\nextends: '))).toHaveLength(1);
    expect(parts.length).toBeGreaterThan(7);
    expect(testFiles).toHaveLength(1);
    expect(conditions).toHaveLength(20);
  });
});

const SOURCE = {
  name: 'source',
  type: 'text',
  columns: [],
  required: false,
  blank: [],
  aliases: [],
} as const;

describe('the cost files of the language reference', () => {
  const tables = [...text.matchAll(/^```csv\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  const examples = [
    ...costs.map(block => ['costs.yaml', block] as const),
    ...tables.map(block => ['costs.csv', block] as const),
  ];

  it.each(examples)('%s has no faults', (file, block) => {
    const { value, diagnostics } = parseCosts([{ path: file, text: block }], { sourceField: SOURCE });
    expect(diagnostics).toEqual([]);
    expect(value?.sources.length).toBeGreaterThan(1);
    expect(value?.shared).toHaveLength(1);
  });

  it('are one of each form', () => {
    expect(examples.map(([file]) => file)).toEqual(['costs.yaml', 'costs.csv']);
  });
});

describe('the codes of the language reference', () => {
  const [section = ''] = /^## Findings and their codes\n[\s\S]*?(?=^## )/m.exec(text) ?? [];
  const listed = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
  );

  it('are exactly those that rulebooks and cost files are found with', () => {
    const used = ['yaml', 'text', 'language', 'costs', 'commands/check', 'commands/test'].flatMap(codesOf);
    expect([...new Set(listed)].sort()).toEqual([...new Set(used)].sort());
  });

  it('are listed once', () => {
    expect(listed.filter((code, index) => listed.indexOf(code) !== index)).toEqual([]);
  });
});

/** The codes that the sources of a folder write into diagnostics. */
function codesOf(folder: string): readonly string[] {
  const path = join(import.meta.dirname, '../../src', folder);
  // What is wrong with a command line is no fault of a rulebook or a cost file.
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.ts') && !['command.ts', 'check-files.ts'].includes(file),
  );
  return files.flatMap(file =>
    [
      ...readFileSync(join(path, file), 'utf8').matchAll(
        /\bcode: (?:\w+ \? '([a-z0-9-]+)' : )?'([a-z0-9-]+)'|tableError\(\s*'([a-z0-9-]+)'/g,
      ),
    ].flatMap(([, first, second, third]) => [first, second, third].filter(code => code !== undefined)),
  );
}

/** A block under its first line, for the names of tests. */
function titled(block: string): readonly [title: string, block: string] {
  return [block.slice(0, block.indexOf('\n')), block];
}

function withoutSection(text: string, key: string): string {
  return text.replace(new RegExp(`^${key}:.*\\n(?: .*\\n)*`, 'm'), '');
}
