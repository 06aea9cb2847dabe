import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { compareWithRevision, readRevision } from '../../src/files/revision.ts';
import { CannotRun } from '../../src/model/errors.ts';
import { openRepository } from '../commands/repository.ts';

async function textAt(path: string, ref: string): Promise<string> {
  return Buffer.from(await readRevision(path, ref)).toString('utf8');
}

/** What is said where a file cannot be read at a revision. */
async function refusal(path: string, ref: string): Promise<string> {
  const error: unknown = await readRevision(path, ref).catch((thrown: unknown) => thrown);
  if (!(error instanceof CannotRun)) throw new Error(`did not refuse: ${String(error)}`);
  return error.diagnostics.map(({ message, fix }) => `${message} · ${fix}`).join('\n');
}

afterEach(() => vi.unstubAllEnvs());

describe('a file at a revision', () => {
  test('is read by branch, tag, commit and its relatives, wherever the file stands', async () => {
    const repository = await openRepository();
    const file = repository.write('rules/deep/own.yaml', 'one\n');
    const first = await repository.commit();
    await repository.git('tag', 'v1');
    await repository.git('branch', 'feature/x');
    repository.write('rules/deep/own.yaml', 'two\n');
    await repository.commit();
    repository.write('rules/deep/own.yaml', 'three, not committed\n');
    for (const ref of ['v1', first, first.slice(0, 8), 'HEAD~1', 'feature/x', 'refs/tags/v1']) {
      expect([ref, await textAt(file, ref)]).toEqual([ref, 'one\n']);
    }
    expect(await textAt(file, 'HEAD')).toBe('two\n');
  });

  test('is given byte for byte', async () => {
    const repository = await openRepository();
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0, 10, 13, 10, 0xff, 10, 10]);
    const file = repository.write('x y é.yaml', bytes);
    const empty = repository.write('empty.yaml', '');
    await repository.commit();
    expect(Buffer.from(await readRevision(file, 'HEAD')).equals(bytes)).toBe(true);
    expect(await textAt(empty, 'HEAD')).toBe('');
  });

  test('is found though its folder is gone, and through a link', async () => {
    const repository = await openRepository();
    const file = repository.write('old/rules/own.yaml', 'there\n');
    const link = join(repository.path, 'link.yaml');
    symlinkSync('old/rules/own.yaml', link);
    await repository.commit();
    rmSync(join(repository.path, 'old'), { recursive: true });
    expect(await textAt(file, 'HEAD')).toBe('there\n');
    expect(await textAt(link, 'HEAD')).toBe('there\n');
  });

  test('is read of its own repository, also under a hook of another', async () => {
    const repository = await openRepository();
    const file = repository.write('own.yaml', 'own\n');
    await repository.commit();
    const other = await openRepository();
    vi.stubEnv('GIT_DIR', join(other.path, '.git'));
    vi.stubEnv('GIT_WORK_TREE', other.path);
    vi.stubEnv('GIT_INDEX_FILE', join(other.path, '.git/index'));
    expect(await textAt(file, 'main')).toBe('own\n');
  });
});

describe('files compared with a revision', () => {
  test('line ends that git made are no change; bytes, links and files that came are', async () => {
    const repository = await openRepository();
    const names = ['same.yaml', 'returns.yaml', 'other.yaml', 'now-a-link.yaml'];
    const files = names.map(name => repository.write(name, 'one\ntwo\n'));
    const link = join(repository.path, 'link.yaml');
    symlinkSync('same.yaml', link);
    await repository.commit();
    repository.write('returns.yaml', 'one\r\ntwo\r\n');
    repository.write('other.yaml', 'one\ntwo \n');
    rmSync(join(repository.path, 'now-a-link.yaml'));
    symlinkSync('same.yaml', join(repository.path, 'now-a-link.yaml'));
    const added = repository.write('new.yaml', 'one\n');
    const revision = compareWithRevision('HEAD');
    const changed = await Promise.all([...files, link, added].map(file => revision.isChanged(file)));
    expect(changed).toEqual([false, false, true, true, false, false]);
    expect(await Promise.all([...files, link, added].map(file => revision.holds(file)))).toEqual([
      ...Array(5).fill(true),
      false,
    ]);
  });

  test('ids of SHA-256 are computed too', async () => {
    const repository = await openRepository();
    rmSync(join(repository.path, '.git'), { recursive: true });
    await repository.git('init', '--quiet', '--object-format=sha256');
    const file = repository.write('own.yaml', 'one\n');
    await repository.commit();
    expect(await compareWithRevision('HEAD').isChanged(file)).toBe(false);
    repository.write('own.yaml', 'two\n');
    expect(await compareWithRevision('HEAD').isChanged(file)).toBe(true);
  });
});

describe('what cannot be read', () => {
  test('names the nearest revision or file, and what a shallow clone has to fetch', async () => {
    const repository = await openRepository();
    const file = repository.write('rules/own.yaml', 'one\n');
    await repository.commit();
    expect(await refusal(file, 'mian')).toBe('git knows no revision mian here · did you mean main?');
    expect(await refusal(file, 'origin/develop')).toBe(
      'git knows no revision origin/develop here · name a branch, a tag or a commit; a shallow clone must fetch it first: git fetch --unshallow',
    );
    const renamed = repository.write('rules/owns.yaml', 'two\n');
    expect(await refusal(renamed, 'HEAD')).toBe(
      `${renamed} did not exist at revision HEAD · HEAD has rules/own.yaml; did you mean that?`,
    );
    expect(await refusal(repository.write('new/quite-another.yaml', ''), 'HEAD')).toContain(
      'name a revision that has it',
    );
    expect(await refusal(join(repository.path, 'rules'), 'HEAD')).toContain('did not exist at revision HEAD');
  });

  test('refs that git would take for options, or for something else than a commit', async () => {
    const repository = await openRepository();
    const file = repository.write('own.yaml', 'one\n');
    await repository.commit();
    for (const ref of [
      '--help',
      '-n1',
      '--output=x',
      '',
      'HEAD:own.yaml',
      'a\0b',
      'main own.yaml',
      'HEAD\nmain',
    ]) {
      expect(await refusal(file, ref)).toContain(`git knows no revision ${ref} here`);
    }
  });

  test('no repository, and no git', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leadsieve-nogit-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(await refusal(join(folder, 'own.yaml'), 'HEAD')).toBe(
      `${join(folder, 'own.yaml')} is not in a git repository, so that it has no revisions · leave --base out; leadsieve diff OLD NEW compares two files`,
    );
    vi.stubEnv('PATH', folder);
    expect(await refusal(join(folder, 'own.yaml'), 'HEAD')).toBe(
      '--base needs git, and git is not installed · install git, or leave --base out; leadsieve diff OLD NEW compares two files',
    );
  });

  test('a repository without a commit', async () => {
    const repository = await openRepository();
    expect(await refusal(repository.write('own.yaml', ''), 'HEAD')).toContain(
      'git knows no revision HEAD here',
    );
  });
});
