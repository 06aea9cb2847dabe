import { createHash } from 'node:crypto';
import { lstat, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { CannotRun } from '../model/errors.ts';
import { nearestName } from '../values/nearest.ts';
import { fault, type Git, type Place, placeOf, startGit } from './git.ts';

const COMMIT = /^[0-9a-f]{40,64}$/;
const LINK = '120000';

/** A file in the tree of a commit: its mode such as `100644`, and the id of its blob. */
interface Entry {
  readonly mode: string;
  readonly id: string;
}

/** Which files of the working tree a revision has. Git is asked once for each repository, not for each file. */
export interface RevisionFiles {
  readonly holds: (path: string) => Promise<boolean>;
  /** Whether the revision has the file, and the file is another one now. Line ends that git made are no change. */
  readonly isChanged: (path: string) => Promise<boolean>;
}

/**
 * The bytes of a file as it was at a revision of the git repository that it stands in. The path is one of the working
 * tree, wherever the command runs; a symbolic link is followed within the repository. No command that the repository
 * names is run.
 *
 * @throws CannotRun if git is not installed, the folder is in no repository, there is no such revision, the file did not
 * exist there, or the clone does not have it
 */
export async function readRevision(path: string, ref: string): Promise<Uint8Array> {
  const place = await placeOf(path);
  const git = await startGit(place, path);
  const commit = await findCommit(git, ref);
  const { name } = place;
  // A name with a line break would be two questions to git.
  const reply = /[\r\n]/.test(name)
    ? undefined
    : await git(['cat-file', '--batch', '--follow-symlinks'], `${commit}:${name}\n`);
  const content = reply && contentOf(reply.out);
  if (content !== undefined) return content;
  const entry = (await listTree(git, { ref, args: [commit, '--', name] })).get(name);
  const isFile = entry?.mode.startsWith('100');
  if (isFile || (reply !== undefined && reply.code !== 0)) throw notHere(ref);
  throw fault(await missingFile(git, { path, ref, commit, name }));
}

/**
 * Compares the files of working trees with a revision, byte by byte: no filter is run. Its functions throw CannotRun where
 * git is not there, a file is in no repository, or the repository has no such revision or not all of its files.
 */
export function compareWithRevision(ref: string): RevisionFiles {
  const trees = new Map<string, Promise<ReadonlyMap<string, Entry>>>();
  const find = async (path: string) => {
    const place = await placeOf(path);
    const tree = trees.get(place.top ?? '') ?? listRevision(place, { path, ref });
    trees.set(place.top ?? '', tree);
    return (await tree).get(place.name);
  };
  return {
    holds: async path => (await find(path)) !== undefined,
    isChanged: async path => {
      const entry = await find(path);
      return entry !== undefined && !(await isSame(path, entry));
    },
  };
}

async function listRevision(
  place: Place,
  { path, ref }: { path: string; ref: string },
): Promise<ReadonlyMap<string, Entry>> {
  const git = await startGit(place, path);
  return listTree(git, { ref, args: ['-r', await findCommit(git, ref)] });
}

async function isSame(path: string, { mode, id }: Entry): Promise<boolean> {
  const isLink = (await lstat(path)).isSymbolicLink();
  if (isLink !== (mode === LINK)) return false;
  if (isLink) return blobId(Buffer.from(await readlink(path)), id.length) === id;
  const bytes = await readFile(path);
  if (blobId(bytes, id.length) === id) return true;
  const withoutReturns = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return blobId(withoutReturns, id.length) === id;
}

/** The id that git gives to content, in SHA-1 or SHA-256 by the length of its ids in digits. */
function blobId(bytes: Uint8Array, digits: number): string {
  const hash = createHash(digits === 40 ? 'sha1' : 'sha256');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
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

/** The files of a tree by their names from the top; `args` are those of `git ls-tree`. */
async function listTree(
  git: Git,
  { ref, args }: { readonly ref: string; readonly args: readonly string[] },
): Promise<ReadonlyMap<string, Entry>> {
  const { code, out } = await git(['ls-tree', '-z', '--full-tree', ...args]);
  if (code !== 0) throw notHere(ref);
  const lines = textOf(out).split('\0').filter(Boolean);
  return new Map(
    lines.map(line => {
      const tab = line.indexOf('\t');
      const [mode = '', , id = ''] = line.slice(0, tab).split(' ');
      return [line.slice(tab + 1), { mode, id }];
    }),
  );
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

/** Nothing is fetched here, for a repository names the commands that fetch. */
function notHere(ref: string): CannotRun {
  return fault({
    message: `this clone does not have all the files of revision ${ref}`,
    fix: 'fetch them first: git fetch --refetch --no-filter',
  });
}
