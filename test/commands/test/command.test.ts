import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUILT_IN_NAMES } from '../../../src/language/built-in.ts';
import { FIXTURES, leadsieve, openWorkshop, RULEBOOK } from '../leadsieve.ts';

const RULES = RULEBOOK.slice(0, RULEBOOK.indexOf('tests:'));
const FAILING = `tests:
  - name: a decider with a need   # and no budget
    as_of: 2026-11-01
    lead: { title: CEO, need: true, seen: 2026-10-30 }
    expect: { stage: MQL, trio: 2, score: { total: 40 }, unknown: [] }
`;
const DRAFT = 'tests:\n  - { name: a draft, as_of: 2026-11-01, lead: { title: CTO } }  # yet\n';

function prepare(files: Readonly<Record<string, string>>) {
  const shop = openWorkshop();
  for (const [name, content] of Object.entries(files)) shop.write(name, content);
  const run = (...args: readonly string[]) => leadsieve(['test', ...args], { cwd: shop.path });
  return { shop, run };
}

describe('leadsieve test', () => {
  test('shows what was expected, what came and why, within 100 columns and without colour', async () => {
    const { run } = prepare({ 'rules.yaml': RULES + FAILING });
    const { code, out, err } = await run('rules.yaml');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "✗ a decider with a need
          rules.yaml:35:5, as of 2026-11-01
          stage        expected MQL     got SQL
          score.total  expected 40      got 35
          unknown      expected (none)  got budget_set

          stage        SQL
          reasons      trio  total>=20  fit.decider+20  interest.need+15
          score        fit 20 + interest 15 = 35
          met          decider  needy
          unknown      budget_set

      1 test: 0 passed, 1 failed
      "
    `);
  });

  test('runs the tests of files beside a rulebook under their names, and one of them alone', async () => {
    const { run } = prepare({
      'rules.yaml': RULEBOOK,
      'rules.test.yaml':
        'as_of: 2026-11-01\ntests: [{ name: nobody, lead: {}, expect: { stage: lead, could_be: SQL } }]\n',
    });
    const both = await run('rules.yaml');
    expect(both).toMatchObject({ code: 0, err: '' });
    expect(both.out).toMatchInlineSnapshot(`
      "rules.yaml
      ✓ a decider with a need

      rules.test.yaml
      ✓ nobody

      2 tests: all passed
      "
    `);
    expect((await run('rules.test.yaml')).out).toBe('✓ nobody\n\n1 test: all passed\n');
  });

  test('finds quoted patterns itself, and says when nothing matches', async () => {
    const { run } = prepare({ 'a.yaml': RULEBOOK, 'b.yaml': RULEBOOK, 'b.test.yaml': DRAFT });
    expect((await run('[a]*.yaml')).out).toContain('1 test: all passed');
    const { code, out, err } = await run('nothing/*.yaml', 'c.yaml', '*.yaml');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('error[no-file]: no file matches nothing/*.yaml');
    expect(err).toContain('error[cannot-read]: the rulebook `c.yaml` cannot be read: there is no such file');
    expect(err).toContain('b.test.yaml:2:5: error[missing-key]: a test needs the key `expect`');
    expect(err).toContain('`leadsieve test --update` write what comes out now');
    expect(err).toContain('3 errors');
  });

  test('without a file, without tests or with a bad flag it cannot start', async () => {
    const { run } = prepare({ 'rules.yaml': RULES, 'ok.yaml': RULEBOOK });
    expect((await run()).code).toBe(2);
    expect(await run('rules.yaml', 'ok.yaml')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('error[no-tests]: rulebook rules.yaml has no tests'),
    });
    expect((await run('ok.yaml', '--min-coverage', '101')).err).toContain(
      'error[bad-option]: --min-coverage 101 is not a percentage',
    );
    expect((await run('ok.yaml', '--format', 'xml')).code).toBe(2);
  });

  test('all built-ins and the demo rulebook pass, and are covered from end to end', async () => {
    const demo = join(FIXTURES, 'rulebook.yaml');
    const { code, out, err } = await leadsieve([
      'test',
      ...BUILT_IN_NAMES,
      demo,
      '--coverage',
      '--min-coverage',
      '100',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^TOTAL .* 100\.0$/m);
    expect(out).not.toContain('no test shows');
  });
});

describe('leadsieve test --coverage', () => {
  test('shows a table and what no test shows', async () => {
    const { run } = prepare({ 'rules.yaml': RULEBOOK });
    const { code, out } = await run('rules.yaml', '--coverage');
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "✓ a decider with a need

      1 test: all passed

      coverage    criteria  score rules  stages  could be   all     %
      rules.yaml       3/9          2/4     1/3       0/2  6/18  33.3

      no test shows
        rules.yaml:12  criterion budget_set met
        rules.yaml:12  criterion budget_set unmet
        rules.yaml:13  criterion decider unmet
        rules.yaml:13  criterion decider unknown
        rules.yaml:14  criterion needy unmet
        rules.yaml:14  criterion needy unknown
        rules.yaml:21  rule fit.size met
        rules.yaml:23  rule fit.free met
        rules.yaml:31  stage MQL
        rules.yaml:32  stage lead
        rules.yaml:30  could_be SQL
        rules.yaml:31  could_be MQL
      "
    `);
  });

  test('too little of one rulebook ends with 1 and says so', async () => {
    const { run } = prepare({ 'rules.yaml': RULEBOOK });
    expect(await run('rules.yaml', '--min-coverage', '20%')).toMatchObject({ code: 0, err: '' });
    const { code, out, err } = await run('rules.yaml', 'bant', '--min-coverage', '90');
    expect(code).toBe(1);
    expect(out).not.toContain('coverage');
    expect(err).toMatchInlineSnapshot(`
      "error[low-coverage]: the tests of rules.yaml show 33.3 % of it (6 of 18), less than --min-coverage 90
        fix: --coverage lists what no test shows

      1 error
      "
    `);
  });
});

describe('leadsieve test --update', () => {
  test('rewrites what fails, adds what is missing, and says what it changed', async () => {
    const { shop, run } = prepare({ 'rules.yaml': RULES + FAILING, 'rules.test.yaml': DRAFT });
    const { code, out, err } = await run('rules.yaml', '--update');
    expect(code).toBe(0);
    expect(out).toContain('2 tests: all passed');
    expect(err).toMatchInlineSnapshot(`
      "rules.yaml:35: a decider with a need
          stage: MQL → SQL
          score.total: 40 → 35
          unknown: (none) → budget_set
      rules.test.yaml:2: a draft
          new, stage MQL
      1 expectation rewritten, 1 expectation added
      "
    `);
    expect(shop.read('rules.yaml')).toBe(
      RULES +
        FAILING.replace('stage: MQL', 'stage: SQL')
          .replace('total: 40', 'total: 35')
          .replace('unknown: []', 'unknown: [budget_set]'),
    );
    expect(shop.read('rules.test.yaml')).toBe(
      DRAFT.replace(
        ' }  # yet',
        ', expect: { stage: MQL, could_be: SQL, score: { total: 20, fit: 20, interest: 0 }, unknown: [budget_set, needy] } }  # yet',
      ),
    );
    expect(readdirSync(shop.path).sort()).toEqual(['rules.test.yaml', 'rules.yaml']);

    const before = [shop.read('rules.yaml'), shop.read('rules.test.yaml')];
    expect((await run('*.yaml', '--update')).err).toBe('every expectation holds: nothing to update\n');
    expect([shop.read('rules.yaml'), shop.read('rules.test.yaml')]).toEqual(before);
    expect((await run('rules.yaml')).code).toBe(0);
  });

  test('writes nothing where anything is at fault', async () => {
    const { shop, run } = prepare({
      'a.yaml': RULES + FAILING,
      'b.yaml': RULES.replace('version: 2', 'version: x'),
    });
    expect((await run('a.yaml', 'b.yaml', '--update')).code).toBe(2);
    expect(shop.read('a.yaml')).toBe(RULES + FAILING);
  });
});

describe('leadsieve test --format', () => {
  test('json is data alone on stdout', async () => {
    const { run } = prepare({ 'rules.yaml': RULES + FAILING });
    const { code, out } = await run('rules.yaml', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        file: 'rules.yaml',
        line: RULES.split('\n').length + 1,
        name: 'a decider with a need',
        passed: false,
        as_of: '2026-11-01',
        differences: [
          { key: 'stage', expected: 'MQL', got: 'SQL' },
          { key: 'score.total', expected: '40', got: '35' },
          { key: 'unknown', expected: '(none)', got: 'budget_set' },
        ],
      },
    ]);
    const covered = JSON.parse((await run('rules.yaml', '--format', 'json', '--coverage')).out);
    expect(covered).toMatchObject({
      tests: JSON.parse(out),
      coverage: [{ rulebook: 'rules.yaml', total: 18 }],
    });
  });

  test('junit has a suite for each file', async () => {
    const { run } = prepare({ 'rules.yaml': RULES + FAILING, 'b.yaml': RULEBOOK });
    const { code, out } = await run('rules.yaml', 'b.yaml', '--format', 'junit', '--min-coverage', '1');
    expect(code).toBe(1);
    expect(out.match(/<testsuite name="[^"]*" tests="\d+" failures="\d+"/g)).toEqual([
      '<testsuite name="rules.yaml" tests="1" failures="1"',
      '<testsuite name="b.yaml" tests="1" failures="0"',
      '<testsuite name="coverage" tests="2" failures="0"',
    ]);
    expect(out).toContain('<failure message="stage: expected MQL, got SQL; ');
  });
});
