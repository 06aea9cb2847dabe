import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { LEADS, leadsieve, RULEBOOK } from '../commands/leadsieve.ts';
import { openRepository, type Repository } from '../commands/repository.ts';

const HOOKS = ['post-index-change', 'reference-transaction', 'post-checkout', 'pre-auto-gc'];

/** What a case did to a project: where its git folder is, and what of git alone runs a command of it. */
interface Trap {
  readonly alone: { readonly folder: string; readonly args: readonly string[] };
  /** Whether the blob of the rulebook is not here, so that --base must refuse. */
  readonly isMissing?: boolean;
}

interface Project {
  readonly repository: Repository;
  /** A shell command that leaves a mark. */
  readonly command: string;
}

/** A config in which every setting that names a command names this one. */
function configOf(command: string, more = ''): string {
  const quoted = `"${command}; false"`;
  return `[core]
  repositoryformatversion = 1
  bare = false
  fsmonitor = ${quoted}
  sshCommand = ${quoted}
  gitProxy = ${quoted}
  pager = ${quoted}
  editor = ${quoted}
  askPass = ${quoted}
  alternateRefsCommand = ${quoted}
[diff]
  external = ${quoted}
[diff "trap"]
  textconv = ${quoted}
  command = ${quoted}
[filter "trap"]
  clean = ${quoted}
  smudge = ${quoted}
  required = true
[filter "trap-process"]
  process = ${quoted}
  required = true
[pager]
  rev-parse = ${quoted}
  ls-tree = ${quoted}
  cat-file = ${quoted}
  for-each-ref = ${quoted}
[alias]
  rev-parse = "!${command}"
  ls-tree = "!${command}"
  cat-file = "!${command}"
[credential]
  helper = "!${command}"
[gpg]
  program = ${quoted}
[protocol]
  allow = always
[protocol "file"]
  allow = always
[protocol "ext"]
  allow = always
${more}`;
}

function promisor(settings: string): string {
  return `[extensions]\n  partialClone = origin\n[remote "origin"]\n  promisor = true\n${settings}`;
}

const withUploadPack = (command: string) =>
  promisor(`  url = .\n  uploadpack = "${command}; git-upload-pack"\n`);
const withHelper = (command: string) => promisor(`  url = "ext::sh -c ${command.replaceAll(' ', '% ')}"\n`);

/** A bare repository in a folder of rulebooks, with a rulebook and a branch `main` of its own. */
async function bringBare({ repository, command }: Project, more: string): Promise<string> {
  const folder = join(repository.path, 'rules/vendor');
  const inner = await openRepository();
  inner.write('b.yaml', RULEBOOK);
  await inner.commit();
  cpSync(join(inner.path, '.git'), folder, { recursive: true });
  rmSync(join(folder, 'hooks'), { recursive: true, force: true });
  writeFileSync(join(folder, 'b.yaml'), RULEBOOK);
  writeFileSync(join(folder, 'config'), configOf(command, `[core]\n  worktree = .\n${more}`));
  return folder;
}

async function removeObject(git: string, id: string): Promise<void> {
  rmSync(join(git, 'objects', id.slice(0, 2), id.slice(2)));
}

function bringHooks({ repository, command }: Project): string {
  const folder = join(repository.path, 'rules/hooks');
  mkdirSync(folder, { recursive: true });
  for (const name of HOOKS) writeFileSync(join(folder, name), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
  return `[core]\n  hooksPath = ${folder}\n`;
}

const STATUS = ['status', '--short'];

const TRAPS: Readonly<Record<string, (project: Project) => Promise<Trap>>> = {
  'a bare folder with fsmonitor': async project => {
    const folder = await bringBare(project, '');
    return { alone: { folder, args: STATUS } };
  },
  'a bare folder with a promisor': async project => {
    const folder = await bringBare(project, withUploadPack(project.command));
    const { stdout } = await execa('git', ['--git-dir', folder, 'rev-parse', 'main']);
    await removeObject(folder, stdout);
    return { alone: { folder, args: ['rev-parse', '--verify', 'main^{commit}'] } };
  },
  'a .git file that points into the tree': async project => {
    const { path } = project.repository;
    renameSync(join(path, '.git'), join(path, 'gitdir'));
    writeFileSync(join(path, '.git'), 'gitdir: ./gitdir\n');
    writeFileSync(join(path, 'gitdir/config'), configOf(project.command));
    return { alone: { folder: path, args: STATUS } };
  },
  'filters, textconv and an external diff': async project => {
    const { path } = project.repository;
    const attributes = '*.yaml filter=trap diff=trap\n*.csv filter=trap-process diff=trap\n';
    writeFileSync(join(path, '.gitattributes'), attributes);
    writeFileSync(join(path, '.git/config'), configOf(project.command));
    return { alone: { folder: path, args: ['-c', 'core.fsmonitor=false', 'diff', 'HEAD'] } };
  },
  hooks: async project => {
    const { path } = project.repository;
    writeFileSync(join(path, '.git/config'), configOf(project.command, bringHooks(project)));
    return {
      alone: { folder: path, args: ['-c', 'core.fsmonitor=false', 'update-ref', 'refs/heads/x', 'HEAD'] },
    };
  },
  'a promisor with an uploadpack': project => bringPromisor(project, withUploadPack(project.command)),
  'a promisor with a helper': project => bringPromisor(project, withHelper(project.command)),
};

async function bringPromisor({ repository, command }: Project, more: string): Promise<Trap> {
  const { path } = repository;
  await removeObject(join(path, '.git'), await repository.git('rev-parse', 'main:rules/own.yaml'));
  writeFileSync(join(path, '.git/config'), configOf(command, more));
  return { alone: { folder: path, args: ['cat-file', '-p', 'main:rules/own.yaml'] }, isMissing: true };
}

async function prepare(bring: (project: Project) => Promise<Trap>) {
  const repository = await openRepository();
  const outside = await openRepository();
  const mark = join(outside.path, 'mark');
  repository.write('rules/own.yaml', RULEBOOK);
  repository.write('leads.csv', LEADS);
  await repository.commit();
  const trap = await bring({ repository, command: `touch ${mark}` });
  repository.write('rules/own.yaml', `${RULEBOOK}# changed\n`);
  const isSprung = () => existsSync(mark);
  return { repository, trap, isSprung };
}

describe.each(Object.entries(TRAPS))('%s', (name, bring) => {
  test(`git alone would run the command of ${name}`, async () => {
    const { trap, isSprung } = await prepare(bring);
    const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    await execa('git', ['-C', trap.alone.folder, ...trap.alone.args], { env, reject: false });
    expect(isSprung()).toBe(true);
  });

  test(`--base runs no command that is named by ${name}`, async () => {
    const { repository, trap, isSprung } = await prepare(bring);
    const run = async (...args: string[]) => {
      const { code, err } = await leadsieve(args, { cwd: repository.path });
      expect([args, isSprung()]).toEqual([args, false]);
      return { code, err };
    };
    const missing = expect.stringContaining('this clone does not have all the files of revision main');
    const refused = { code: 2, err: missing };
    const fine = { code: 0, err: expect.any(String) };
    const expected = trap.isMissing ? refused : fine;
    expect(await run('check', 'rules', '--base', 'main')).toEqual(expected);
    expect(await run('check', '--format', 'github', '--base', 'main', 'rules/own.yaml')).toEqual(expected);
    expect(await run('diff', '--base', 'main', 'rules/own.yaml', 'leads.csv')).toEqual(expected);
    const vendored = 'rules/vendor/b.yaml';
    if (existsSync(join(repository.path, vendored))) {
      expect(await run('check', '--format', 'github', '--base', 'main', vendored)).toEqual(fine);
      const { code, err } = await run('diff', '--base', 'main', vendored, 'leads.csv');
      expect([code, err]).toEqual([2, expect.stringContaining('did not exist at revision main')]);
    }
    await run('test', 'rules/own.yaml');
    await run('qualify', 'leads.csv', '-r', 'rules/own.yaml', '-o', 'out');
  });
});
