import { realpath } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { CannotRun } from '../model/errors.ts';

const LARGEST_OUTPUT = 256_000_000;

/** Which files of the working tree a revision has. Git is asked once for each repository, not for each file. */
export interface RevisionFiles {
  readonly holds: (path: string) => Promise<boolean>;
  /** Whether the revision has the file, and the file is another one now. */
  readonly isChanged: (path: string) => Promise<boolean>;
}

interface RepositoryFiles {
  readonly root: string;
  readonly held: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
}

/**
 * Compares the files of working trees with a revision. Its functions throw CannotRun where git is not there, a file is in no
 * repository, or the repository has no such revision.
 */
export function compareWithRevision(ref: string): RevisionFiles {
  const roots = new Map<string, Promise<string>>();
  const repositories = new Map<string, Promise<RepositoryFiles>>();
  const repositoryOf = async (folder: string) => {
    const root = await remembered(roots, folder, () => topLevel(folder, ref));
    return remembered(repositories, root, () => listFiles(root, ref));
  };
  const find = async (path: string) => {
    const folder = await realpath(dirname(resolve(path)));
    const repository = await repositoryOf(folder);
    return { ...repository, name: relative(repository.root, `${folder}/${basename(path)}`) };
  };
  return {
    holds: async path => {
      const { held, name } = await find(path);
      return held.has(name);
    },
    isChanged: async path => {
      const { held, changed, name } = await find(path);
      return held.has(name) && changed.has(name);
    },
  };
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

async function topLevel(folder: string, ref: string): Promise<string> {
  const root = await git(['rev-parse', '--show-toplevel'], { folder, ref });
  return root.replace(/\n$/, '');
}

async function listFiles(root: string, ref: string): Promise<RepositoryFiles> {
  const where = { folder: root, ref };
  if (ref.startsWith('-')) throw unusable({ isMissing: false, complaint: '' }, where);
  const commit = (await git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], where)).trim();
  const [held, changed] = await Promise.all([
    git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit], where),
    git(['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', commit, '--'], where),
  ]);
  return { root, held: new Set(held.split('\0')), changed: new Set(changed.split('\0')) };
}

interface Where {
  readonly folder: string;
  readonly ref: string;
}

/** What git says in a folder. What a hook says of its own repository is not passed on: the file may be in another. */
async function git(args: readonly string[], where: Where): Promise<string> {
  const { execa } = await import('execa');
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const env = { ...Object.fromEntries(own), LC_ALL: 'C' };
  const options = {
    cwd: where.folder,
    extendEnv: false,
    env,
    reject: false,
    maxBuffer: LARGEST_OUTPUT,
  } as const;
  const { failed, code, stdout, stderr } = await execa('git', args, { ...options, stripFinalNewline: false });
  if (failed) throw unusable({ isMissing: code === 'ENOENT', complaint: stderr }, where);
  return stdout;
}

interface Failure {
  /** Whether there is no git. */
  readonly isMissing: boolean;
  readonly complaint: string;
}

function unusable({ isMissing, complaint }: Failure, { folder, ref }: Where): CannotRun {
  const said = (message: string, fix: string) =>
    new CannotRun([{ severity: 'error', code: 'revision', message, fix }]);
  if (isMissing) return said('--base needs git, and git is not installed', 'install git');
  if (/not a git repository/i.test(complaint))
    return said(`${folder} is in no git repository, so that --base means nothing`, 'leave --base out');
  return said(`git knows no revision ${ref} here`, 'a branch, tag or commit; in CI, fetch it first');
}
