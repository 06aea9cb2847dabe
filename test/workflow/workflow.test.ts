import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { COMMAND, leadsieve, openWorkshop, RULEBOOK } from '../commands/leadsieve.ts';

const HOOK = join(import.meta.dirname, 'pre-commit');
const WORKFLOW = join(import.meta.dirname, 'rules.yml');

interface Step {
  readonly run?: string;
  readonly shell?: string;
}
const workflow = parse(readFileSync(WORKFLOW, 'utf8')) as { jobs: { rules: { steps: readonly Step[] } } };
const step = workflow.jobs.rules.steps.at(-1);

/** What a test of the commands themselves waits for: they are built side by side with this one. */
const help = await Promise.all(['check', 'test', 'diff'].map(command => leadsieve([command, '--help'])));
const areThere = ['--base', '--coverage', '--base'].every((option, index) =>
  help[index]?.out.includes(option),
);

/** A stand-in that writes down what it is called with, and ends as it is told to. */
const STAND_IN = `#!/bin/sh
command=$1
shift
{ printf '%s' "$command"; for word in "$@"; do printf ' <%s>' "$word"; done; echo; } >> "$RECORD"
case $command in
  check) exit "$CHECK_ENDS" ;;
  test) exit "$TEST_ENDS" ;;
  *) echo "compared"; exit "$DIFF_ENDS" ;;
esac
`;

/** A repository with two rulebooks on main, and \`leadsieve\` on the path. */
async function openRepository({ real = false }: { real?: boolean } = {}) {
  const shop = openWorkshop();
  const at = (name: string) => join(shop.path, name);
  for (const folder of ['bin', 'temp', 'work/rules/more lists', 'work/costs'])
    mkdirSync(at(folder), { recursive: true });
  shop.write('bin/leadsieve', real ? `#!/bin/sh\nexec "${process.execPath}" "${COMMAND}" "$@"\n` : STAND_IN);
  chmodSync(at('bin/leadsieve'), 0o755);
  const env = {
    PATH: `${at('bin')}:${process.env.PATH ?? ''}`,
    RECORD: at('record'),
    GIT_CONFIG_GLOBAL: at('gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    GITHUB_BASE_REF: 'main',
    GITHUB_STEP_SUMMARY: at('summary.md'),
    RUNNER_TEMP: at('temp'),
    CHECK_ENDS: '0',
    TEST_ENDS: '0',
    DIFF_ENDS: '0',
    NO_COLOR: '1',
  };
  shop.write('gitconfig', '[user]\nname = Test\nemail = test@example.com\n[commit]\ngpgsign = false\n');
  const run = (command: string, args: readonly string[], more: Record<string, string> = {}) =>
    execa(command, args, { cwd: at('work'), env: { ...env, ...more }, reject: false, stdin: 'ignore' });
  const git = async (...args: string[]) => {
    const { exitCode, stderr } = await run('git', args);
    if (exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  };
  const write = (name: string, text: string) => {
    mkdirSync(dirname(at(`work/${name}`)), { recursive: true });
    shop.write(`work/${name}`, text);
  };
  await git('init', '--quiet', '--initial-branch=main');
  write('rules/one.yaml', RULEBOOK);
  write('rules/more lists/été two.yaml', RULEBOOK);
  write('costs/costs.yaml', 'currency: EUR\n');
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'rules');
  await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  await git('checkout', '--quiet', '-b', 'change');
  const commitWithHook = (more: Record<string, string>) => {
    copyFileSync(HOOK, at('work/.git/hooks/pre-commit'));
    return run('git', ['commit', '--quiet', '-m', 'change'], more);
  };
  return {
    write,
    remove: (name: string) => rmSync(at(`work/${name}`)),
    git,
    commit: async () => {
      await git('add', '-A');
      await git('commit', '--quiet', '-m', 'change', '--no-verify');
    },
    /** What the step of the workflow does, as its runner runs it. */
    runWorkflow: (more = {}) =>
      run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 99'], more),
    runCommit: async (more = {}) => {
      await git('add', '-A');
      return commitWithHook(more);
    },
    runStaged: () => commitWithHook({}),
    calls: () => (existsSync(at('record')) ? shop.read('record').trimEnd().split('\n') : []),
    summary: () => (existsSync(at('summary.md')) ? shop.read('summary.md') : ''),
  };
}

type Repository = Awaited<ReturnType<typeof openRepository>>;

const CHANGED = RULEBOOK.replace('version: 2', 'version: 3').replace('B: 10', 'B: 11');

/** Both ways to run the commands, and what each compares with. */
const WAYS = [
  {
    way: 'the workflow',
    base: 'origin/main',
    run: async (repository: Repository, more = {}) => {
      await repository.commit();
      return repository.runWorkflow(more);
    },
  },
  { way: 'the hook', base: 'HEAD', run: (repository: Repository, more = {}) => repository.runCommit(more) },
] as const;

describe.each(WAYS)('$way', ({ way, base, run }) => {
  const check =
    way === 'the workflow' ? `check <--format> <github> <--base> <${base}>` : `check <--base> <${base}>`;
  const coverage = way === 'the workflow' ? 'test <--coverage>' : 'test';
  const diff =
    way === 'the workflow' ? `diff <--base> <${base}> <--format> <markdown>` : `diff <--base> <${base}>`;

  test('runs nothing where no rule file changed', async () => {
    const repository = await openRepository();
    repository.write('costs/costs.yaml', 'currency: PLN\n');
    repository.write('notes.md', 'notes\n');
    expect((await run(repository)).exitCode).toBe(0);
    expect(repository.calls()).toEqual([]);
  });

  test('names the changed files, with spaces and accents', async () => {
    const repository = await openRepository();
    repository.write('rules/more lists/été two.yaml', CHANGED);
    repository.write('costs/costs.yaml', 'currency: PLN\n');
    expect((await run(repository)).exitCode).toBe(0);
    expect(repository.calls()).toEqual([
      `${check} <rules/more lists/été two.yaml>`,
      `${coverage} <rules/more lists/été two.yaml>`,
      `${diff} <rules/more lists/été two.yaml>`,
    ]);
  });

  test('compares only what was there before, and leaves out what is gone', async () => {
    const repository = await openRepository();
    repository.write('rules/new.yaml', RULEBOOK);
    repository.remove('rules/one.yaml');
    expect((await run(repository)).exitCode).toBe(0);
    expect(repository.calls()).toEqual([`${check} <rules/new.yaml>`, `${coverage} <rules/new.yaml>`]);
  });

  test('tests where only tests changed', async () => {
    const repository = await openRepository();
    repository.write('rules/one.test.yaml', 'tests: []\n');
    expect((await run(repository)).exitCode).toBe(0);
    expect(repository.calls()).toEqual([`${coverage} <rules/one.test.yaml>`]);
  });

  test.each([
    [{ CHECK_ENDS: '1' }, 1],
    [{ TEST_ENDS: '2' }, 2],
    [{ DIFF_ENDS: '1' }, 1],
    [{ CHECK_ENDS: '1', TEST_ENDS: '2', DIFF_ENDS: '1' }, 2],
    [{ CHECK_ENDS: '70' }, 70],
  ])('runs all three whatever they find, and ends with the worst: %o is %d', async (ends, worst) => {
    const repository = await openRepository();
    repository.write('rules/one.yaml', CHANGED);
    const { exitCode } = await run(repository, ends);
    // git itself ends with 1 where a hook fails.
    expect(exitCode).toBe(way === 'the hook' ? 1 : worst);
    expect(repository.calls().map(call => call.split(' ')[0])).toEqual(['check', 'test', 'diff']);
  });

  // Runs as soon as the three commands have the options that are used here.
  test.runIf(areThere)('takes a good change and stops a faulty one', async () => {
    const good = await openRepository({ real: true });
    good.write('rules/one.yaml', CHANGED);
    const { exitCode, stdout, stderr } = await run(good);
    expect([exitCode, stdout, stderr]).toEqual([0, expect.any(String), expect.any(String)]);
    const faulty = await openRepository({ real: true });
    faulty.write('rules/one.yaml', CHANGED.replace('route: sales', 'rout: sales'));
    const found = await run(faulty);
    expect(found.exitCode).not.toBe(0);
    expect(found.stdout + found.stderr).toContain('rout');
    const failing = await openRepository({ real: true });
    failing.write('rules/one.yaml', CHANGED.replace('expect: { stage: SQL', 'expect: { stage: MQL'));
    expect((await run(failing)).exitCode).toBe(1);
  });
});

test('the workflow puts the comparison into its summary', async () => {
  const repository = await openRepository();
  repository.write('rules/one.yaml', CHANGED);
  repository.write('rules/more lists/été two.yaml', CHANGED);
  await repository.commit();
  await repository.runWorkflow();
  expect(repository.summary()).toBe('compared\ncompared\n');
});

test('the workflow does not pass where the base is not there', async () => {
  const repository = await openRepository();
  repository.write('rules/one.yaml', CHANGED);
  await repository.commit();
  expect((await repository.runWorkflow({ GITHUB_BASE_REF: 'elsewhere' })).exitCode).not.toBe(0);
  expect(repository.calls()).toEqual([]);
});

test('the hook asks for what is to be committed, not for what lies beside it', async () => {
  const repository = await openRepository();
  repository.write('rules/one.yaml', CHANGED);
  await repository.git('add', '-A');
  repository.write('rules/one.yaml', RULEBOOK);
  const { exitCode, stderr } = await repository.runStaged();
  expect([exitCode, stderr]).toEqual([1, 'these rule files have changes that are not staged']);
  expect(repository.calls()).toEqual([]);
});

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

// Runs as soon as README shows them.
test.runIf(README.includes('pre-commit'))('README shows both as they are here', () => {
  for (const file of [HOOK, WORKFLOW]) expect(README).toContain(readFileSync(file, 'utf8').trimEnd());
});
