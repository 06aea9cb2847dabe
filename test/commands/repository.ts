import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';

/** A git repository that is removed when the test is over. */
export interface Repository {
  readonly path: string;
  write(name: string, content: string | Uint8Array): string;
  git(...args: readonly string[]): Promise<string>;
  /** Commits everything and gives the commit's id. */
  commit(): Promise<string>;
}

/** Settings of whoever runs the tests are left out: no signing, no hooks, no other name of the first branch. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'tester',
  GIT_AUTHOR_EMAIL: 'tester@example.test',
  GIT_COMMITTER_NAME: 'tester',
  GIT_COMMITTER_EMAIL: 'tester@example.test',
};

export async function openRepository(): Promise<Repository> {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'leadsieve-git-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const git = async (...args: readonly string[]) =>
    (await execa('git', ['-C', path, ...args], { env: ENVIRONMENT })).stdout;
  await git('init', '--quiet', '--initial-branch=main');
  return {
    path,
    git,
    write(name, content) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    async commit() {
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message=step');
      return git('rev-parse', 'HEAD');
    },
  };
}
