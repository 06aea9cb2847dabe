import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { nearestName } from '../values/nearest.ts';

/** What git said: its exit code, all of its output, and the first line that it complained with. */
interface Reply {
  readonly code: number;
  readonly out: Uint8Array;
  readonly complaint: string;
}

type Git = (args: readonly string[], input?: string) => Promise<Reply>;

/** The way without git; commands other than `diff` do less without a base. */
const WITHOUT_BASE = 'leave --base out; leadsieve diff OLD NEW compares two files';

const COMMIT = /^[0-9a-f]{40,64}$/;

/**
 * The bytes of a file as it was at a revision of the git repository that it stands in. The path is one of the working
 * tree, wherever the command runs; a symbolic link is followed within the repository.
 *
 * @throws CannotRun if git is not installed, the folder is in no repository, there is no such revision, or the file did
 * not exist there
 */
export async function readRevision(path: string, ref: string): Promise<Uint8Array> {
  const folder = nearestFolder(resolve(path));
  const git = await startGit(folder);
  const prefix = await findPrefix(git, path);
  const commit = await findCommit(git, ref);
  const name = `${prefix}${resolve(path).slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, '')}`;
  // A name with a line break would be two questions to git.
  const reply = /[\r\n]/.test(name)
    ? undefined
    : await git(['cat-file', '--batch', '--follow-symlinks'], `${commit}:${name}\n`);
  const content = reply && contentOf(reply.out);
  if (content === undefined) throw fault(await missingFile(git, { path, ref, commit, name }));
  return content;
}

/** The folder of a path, or the nearest above it that is still there. */
function nearestFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === path ? folder : nearestFolder(folder);
}

/** Git in a folder. What a hook says of its own repository is not passed on, for the file may be in another one. */
async function startGit(folder: string): Promise<Git> {
  const { execa } = await import('execa');
  return async (args, input) => {
    const result = await execa('git', ['-C', folder, ...args], {
      reject: false,
      encoding: 'buffer',
      env: {
        GIT_DIR: undefined,
        GIT_WORK_TREE: undefined,
        GIT_INDEX_FILE: undefined,
        GIT_PREFIX: undefined,
        GIT_COMMON_DIR: undefined,
        GIT_TERMINAL_PROMPT: '0',
        LC_ALL: 'C',
      },
      ...(input === undefined ? { stdin: 'ignore' } : { input }),
    });
    if (result.code === 'ENOENT') {
      throw fault({
        message: '--base needs git, and git is not installed',
        fix: `install git, or ${WITHOUT_BASE}`,
      });
    }
    const complaint = new TextDecoder().decode(result.stderr).split('\n')[0] ?? '';
    return { code: result.exitCode ?? 1, out: result.stdout, complaint };
  };
}

/** Where the folder stands in its repository, such as `rules/`; empty at the top. */
async function findPrefix(git: Git, path: string): Promise<string> {
  const { code, out, complaint } = await git(['rev-parse', '--show-prefix']);
  if (code === 0) return textOf(out).replace(/\n$/, '');
  if (/not a git repository/i.test(complaint)) {
    throw fault({
      message: `${path} is not in a git repository, so that it has no revisions`,
      fix: WITHOUT_BASE,
    });
  }
  throw fault({
    message: `git cannot read the repository of ${path}: ${complaint}`,
    fix: 'see what git says',
  });
}

/** The commit that a revision means. Git takes what starts with `-` for an option, and no revision starts so. */
async function findCommit(git: Git, ref: string): Promise<string> {
  const isOption = ref.startsWith('-');
  if (!isOption && !ref.includes('\0')) {
    const { out } = await git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
    const commit = textOf(out).trim();
    if (COMMIT.test(commit)) return commit;
  }
  const { out } = await git(['for-each-ref', '--format=%(refname:short)']);
  const near = nearestName(ref, textOf(out).split('\n').filter(Boolean));
  const fetch = isOption ? '' : '; a shallow clone must fetch it first: git fetch --unshallow';
  throw fault({
    message: `git knows no revision ${ref} here`,
    fix: near === undefined ? `name a branch, a tag or a commit${fetch}` : `did you mean ${near}?`,
  });
}

/** The content in a reply of `git cat-file --batch`, `<object> blob <size>` and a line break before it. */
function contentOf(reply: Uint8Array): Uint8Array | undefined {
  const end = reply.indexOf(0x0a);
  const [, size] = /^[0-9a-f]+ blob ([0-9]+)$/.exec(textOf(reply.subarray(0, end))) ?? [];
  return size === undefined ? undefined : reply.slice(end + 1, end + 1 + Number(size));
}

async function missingFile(
  git: Git,
  { path, ref, commit, name }: { path: string; ref: string; commit: string; name: string },
): Promise<Pick<Diagnostic, 'message' | 'fix'>> {
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const tree = await git([
    'ls-tree',
    '-z',
    '--full-tree',
    '--name-only',
    `${commit}:${folder.replace(/\/$/, '')}`,
  ]);
  const near = nearestName(basename(name), textOf(tree.out).split('\0').filter(Boolean));
  return {
    message: `${path} did not exist at revision ${ref}`,
    fix:
      near === undefined ? 'name a revision that has it' : `${ref} has ${folder}${near}; did you mean that?`,
  };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function fault({ message, fix }: Pick<Diagnostic, 'message' | 'fix'>): CannotRun {
  return new CannotRun([{ severity: 'error', code: 'revision', message, fix }]);
}
