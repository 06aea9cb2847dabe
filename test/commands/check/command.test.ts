import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { FIXTURES, leadsieve, openWorkshop } from '../leadsieve.ts';

const CLEAN = `rulebook: demo
version: 1
fields:
  job_title: { type: text }
  source: { type: text, values: [linkedin, webinar] }
criteria:
  boss: { when: { job_title: { has_word: [ceo] } }, ask: "Who signs?" }
stages:
  - { stage: MQL, when: { criterion: boss } }
  - { stage: lead }
tests:
  - { name: a boss, lead: { job_title: CEO }, expect: { stage: MQL } }
  - { name: a clerk, lead: { job_title: Clerk }, expect: { stage: lead } }
  - { name: nobody, lead: {}, expect: { could_be: MQL } }
`;
const FAULTY = CLEAN.replace('criterion: boss }', 'criterion: bos }').replace('type: text }', 'type: txt }');
const DOUBTFUL = CLEAN.replace('version: 1\n', 'version: 1\nreview_by: 2020-03-31\n');
const COSTS = 'currency: EUR\nsources:\n  linkdin: { spend: 5 }\n';

function prepare(files: Readonly<Record<string, string>> = {}) {
  const shop = openWorkshop();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(shop.path, name, '..'), { recursive: true });
    shop.write(name, text);
  }
  return { shop, check: (...args: string[]) => leadsieve(['check', ...args], { cwd: shop.path }) };
}

describe('leadsieve check', () => {
  test('says every fault of a rulebook at once, each at its token', async () => {
    const folder = join(import.meta.dirname, '../../language/golden');
    const { code, out, err } = await leadsieve(['check', 'ten-faults-at-once.yaml'], { cwd: folder });
    expect(code).toBe(1);
    expect(err).toBe('');
    await expect(out).toMatchFileSnapshot('golden/check-ten-faults.txt');
    expect(new Set(out.match(/(?<=error\[)[a-z-]+/g)).size).toBeGreaterThanOrEqual(10);
  });

  test('has nothing to say of the built-in rulebooks and the fixtures', async () => {
    const names = ['bant', 'champ', 'faint', 'anum', 'gpct', 'prospect', 'inbound', 'purchased-list'];
    const fixtures = ['rulebook.yaml', 'costs.yaml', 'costs.csv'].map(name => join(FIXTURES, name));
    const { code, out } = await leadsieve(['check', ...names, ...fixtures, '--max-warnings', '0']);
    expect(out).toBe('no findings in 11 files\n');
    expect(code).toBe(0);
  });

  test('exit codes: 1 for errors, and for more warnings than allowed; else 0', async () => {
    const { check } = prepare({ 'clean.yaml': CLEAN, 'faulty.yaml': FAULTY, 'doubtful.yaml': DOUBTFUL });
    expect((await check('clean.yaml', '--max-warnings', '0')).code).toBe(0);
    expect((await check('clean.yaml', 'faulty.yaml')).code).toBe(1);
    expect((await check('doubtful.yaml')).code).toBe(0);
    expect((await check('doubtful.yaml', '--max-warnings', '1')).code).toBe(0);
    const over = await check('doubtful.yaml', '--max-warnings', '0');
    expect(over.code).toBe(1);
    expect(over.out).toContain('doubtful.yaml:3:12: warning[stale]: ');
    expect(over.err).toContain('--max-warnings');
  });

  test.each([
    [['nothing.yaml'], 'there is no file nothing.yaml'],
    [['rules/*.yaml'], 'no file matches rules/*.yaml'],
    [['bannt'], 'did you mean bant?'],
    [['empty'], 'the folder empty has no YAML files'],
    [[], "missing required argument 'file'"],
    [['clean.yaml', '--max-warnings', 'few'], '--max-warnings few is no number'],
    [['clean.yaml', '--format', 'sarf'], 'sarf'],
    [['--explain', 'unknwon-key'], 'did you mean unknown-key?'],
    [['other'], 'none of the 1 YAML files there is a rulebook or a cost file'],
  ])('%j could not start: exit code 2', async (args, said) => {
    const { shop, check } = prepare({ 'clean.yaml': CLEAN, 'other/compose.yaml': 'services: {}\n' });
    mkdirSync(join(shop.path, 'empty'));
    const { code, out, err } = await check(...args);
    expect(err).toContain(said);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('takes folders, patterns in quotes and built-in names, each file once', async () => {
    const { check } = prepare({
      'rules/a.yaml': DOUBTFUL,
      'rules/b/c.yml': DOUBTFUL,
      'rules/b/c.test.yaml': 'tests:\n  - { name: nobody, lead: {}, expect: { stage: lead } }\n',
      'rules/compose.yaml': 'version: 3\nservices: {}\n',
      'rules/.hidden/d.yaml': FAULTY,
      'rules/node_modules/d.yaml': FAULTY,
    });
    const folder = await check('rules', 'rules/a.yaml', 'bant');
    expect(folder.out.match(/^.*warning\[stale\]/gm)).toEqual([
      'rules/a.yaml:3:12: warning[stale]',
      'rules/b/c.yml:3:12: warning[stale]',
    ]);
    expect(folder.err).toBe('1 other YAML file skipped: neither a rulebook nor a cost file\n');
    expect(folder.code).toBe(0);
    expect((await check('rules/**/*.{yaml,yml}')).out).toContain('error[unknown-file]');
    expect((await check('rules/b/*.yml')).out).toContain('1 warning in 1 file');
  });

  test('a file that is neither is an error that says so', async () => {
    const { check } = prepare({ 'compose.yaml': '# a stack\nservices:\n  web: {}\n' });
    const { code, out } = await check('compose.yaml');
    expect(code).toBe(1);
    expect(out).toBe(
      [
        'compose.yaml:2:1: error[unknown-file]: this is neither a rulebook nor a cost file',
        '  2 | services:',
        '    | ^~~~~~~~~',
        '  fix: a rulebook has the keys `rulebook` and `stages`, a cost file `currency` and `sources`',
        '',
        '1 error in 1 file',
        '',
      ].join('\n'),
    );
  });

  test('reads cost files as the rulebooks beside them do', async () => {
    const { check } = prepare({
      'rules.yaml': CLEAN,
      'costs.yaml': COSTS,
      'costs.csv': 'source,amount\nx,1\n',
    });
    expect((await check('costs.yaml')).out).toBe('no findings in 1 file\n');
    const { code, out } = await check('rules.yaml', 'costs.yaml', 'costs.csv');
    expect(code).toBe(0);
    expect(out).toContain('costs.yaml:3:3: warning[cost-unmatched]: `linkdin`');
    expect(out).toContain('did you mean `linkedin`?');
    expect(out).toContain('costs.csv:2:1: warning[cost-unmatched]: `x`');
  });

  test('the faults of a base are told once, however many extend it', async () => {
    const own = (name: string) => `rulebook: ${name}\nversion: 1\nextends: ./base.yaml\n`;
    const { check } = prepare({ 'base.yaml': FAULTY, 'one.yaml': own('one'), 'two.yaml': own('two') });
    const { out } = await check('one.yaml', 'two.yaml', 'base.yaml');
    expect(out.match(/base\.yaml:.*error\[undefined-reference\]/g)).toHaveLength(1);
  });

  test('--explain prints the page of a code', async () => {
    const { code, out } = await leadsieve(['check', '--explain', 'cost-unmatched']);
    expect(code).toBe(0);
    expect(out).toMatch(/^cost-unmatched\n\nThe rulebook says .*\n/);
    expect(out).toContain('    rulebook: demo\n');
  });

  test('--format writes what machines read to stdout, and nothing else', async () => {
    const { check } = prepare({ 'faulty.yaml': FAULTY, 'clean.yaml': CLEAN });
    const run = async (format: string) => {
      const { code, out, err } = await check('faulty.yaml', 'clean.yaml', '--format', format);
      expect([code, err]).toEqual([1, '']);
      return out;
    };
    expect(JSON.parse(await run('json'))).toEqual([
      {
        file: 'faulty.yaml',
        line: 4,
        column: 22,
        severity: 'error',
        code: 'unknown-value',
        message: expect.stringContaining('`txt`'),
        fix: 'did you mean `text`?',
      },
      expect.objectContaining({ line: 9, column: 38, code: 'undefined-reference' }),
    ]);
    expect(JSON.parse(await run('sarif'))).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'unknown-value' }, { ruleId: 'undefined-reference' }] }],
    });
    expect(await run('junit')).toContain(
      '<testsuites name="leadsieve check" tests="3" failures="2" errors="0">',
    );
    expect(await run('github')).toMatch(
      /^::error file=faulty\.yaml,line=4,col=22,title=unknown-value::.*`txt`.*%0Afix: did you mean `text`\?\n/,
    );
  });
});

test('so many rulebooks that threads share them are told as one by one', async () => {
  const names = Array.from({ length: 240 }, (_, index) => `r${String(index).padStart(3, '0')}.yaml`);
  const texts = names.map((name, index) => [name, [DOUBTFUL, FAULTY, CLEAN][index % 3] ?? ''] as const);
  const { check } = prepare({ ...Object.fromEntries(texts), 'costs.yaml': COSTS });
  const { code, out } = await check('.', '--format', 'json');
  const found = JSON.parse(out) as readonly { readonly file: string; readonly code: string }[];
  expect(code).toBe(1);
  expect(found.map(({ file, code: found }) => `${file} ${found}`)).toEqual([
    'costs.yaml cost-unmatched',
    ...names.flatMap((name, index) =>
      [['stale'], ['unknown-value', 'undefined-reference'], []][index % 3]?.map(each => `${name} ${each}`),
    ),
  ]);
});

describe('leadsieve check --base', () => {
  async function repository(files: Readonly<Record<string, string>>) {
    const { shop, check } = prepare(files);
    const git = (...args: string[]) =>
      execa('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { cwd: shop.path });
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'as it was');
    return { shop, check: (...args: string[]) => check(...args, '--base', 'HEAD') };
  }

  test('finds rules that changed under the same version', async () => {
    const { shop, check } = await repository({ 'rules.yaml': CLEAN });
    expect((await check('rules.yaml')).out).toBe('no findings in 1 file\n');
    shop.write('rules.yaml', `# a comment\n${CLEAN}`);
    expect((await check('rules.yaml')).out).toBe('no findings in 1 file\n');
    shop.write('rules.yaml', CLEAN.replace('[ceo]', '[ceo, cto]'));
    const { code, out } = await check('rules.yaml');
    expect(code).toBe(0);
    expect(out).toContain('rules.yaml:2:10: warning[version-unchanged]');
    expect(out).toContain('fix: write `version: 2`');
    shop.write('rules.yaml', CLEAN.replace('[ceo]', '[ceo, cto]').replace('version: 1', 'version: 2'));
    expect((await check('rules.yaml')).out).toBe('no findings in 1 file\n');
  });

  test('a base that changed changes what extends it; a new rulebook has nothing to compare with', async () => {
    const own = CLEAN.replace('version: 1', 'version: 1\nextends: ./base.yaml').replace(
      /criteria:\n.*\n/,
      '',
    );
    const base = CLEAN.replace('rulebook: demo', 'rulebook: base');
    const { shop, check } = await repository({ 'rules/own.yaml': own, 'rules/base.yaml': base });
    expect((await check('rules/own.yaml')).out).toBe('no findings in 1 file\n');
    shop.write('rules/base.yaml', base.replace('[ceo]', '[ceo, cto]').replace('version: 1', 'version: 2'));
    shop.write('rules/new.yaml', CLEAN);
    const { out } = await check('rules');
    expect(out.match(/^.*version-unchanged/gm)).toEqual(['rules/own.yaml:2:10: warning[version-unchanged']);
  });

  test('a revision that is none, and a folder without a repository: exit code 2', async () => {
    const { shop } = await repository({ 'rules.yaml': CLEAN });
    const there = await leadsieve(['check', 'rules.yaml', '--base', 'nope'], { cwd: shop.path });
    expect([there.code, there.err]).toEqual([2, expect.stringContaining('git knows no revision nope')]);
    const { check } = prepare({ 'rules.yaml': CLEAN });
    const nowhere = await check('rules.yaml', '--base', 'HEAD');
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('is not in a git repository')]);
  });
});
