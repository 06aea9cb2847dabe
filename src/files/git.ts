import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';

/**
 * Settings that a repository cannot overrule. Only commands that read objects and refs are run: these touch no index,
 * filter, textconv, hook or alias; the settings hold for what they might start on their own.
 */
const SETTINGS = [
  'safe.bareRepository=explicit',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'protocol.allow=never',
  'submodule.recurse=false',
  'maintenance.auto=false',
  'gc.auto=0',
].flatMap(setting => ['-c', setting]);

/** Settings that the user's environment makes, such as safe.directory. No other variable of git is passed on. */
const KEPT = /^GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS|COUNT|KEY_\d+|VALUE_\d+)$/i;

/** `protocol.NAME.allow` of a repository overrules `protocol.allow`, but nothing overrules GIT_ALLOW_PROTOCOL. */
const ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: '',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_LITERAL_PATHSPECS: '1',
  LC_ALL: 'C',
};

const LARGEST_OUTPUT = 256_000_000;

/** The way without git; commands other than `diff` do less without a base. */
const WITHOUT_BASE = 'leave --base out; leadsieve diff OLD NEW compares two files';

/** What git said: its exit code, all of its output, and the first line that it complained with. */
interface Reply {
  readonly code: number;
  readonly out: Uint8Array;
  readonly complaint: string;
}

export type Git = (args: readonly string[], input?: string) => Promise<Reply>;

/** Where a path stands: the top of its repository, if it is in one, and its name from there with `/`. */
export interface Place {
  readonly top: string | undefined;
  readonly name: string;
}

/** Finds the repository of a path, whose file and folder need not be there any more. */
export async function placeOf(path: string): Promise<Place> {
  const folder = nearestFolder(resolve(path));
  const real = await realpath(folder);
  const top = findTop(real);
  const full = join(real, relative(folder, resolve(path)));
  return { top, name: relative(top ?? real, full).replaceAll('\\', '/') };
}

/** The folder of a path, or the nearest above it that is still there. */
function nearestFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === path ? folder : nearestFolder(folder);
}

/** Only a folder with `.git` counts: git itself also takes one that looks like a bare repository, and a clone can bring that. */
function findTop(folder: string): string | undefined {
  const git = statSync(join(folder, '.git'), { throwIfNoEntry: false });
  if (git?.isFile() || (git?.isDirectory() && existsSync(join(folder, '.git', 'HEAD')))) return folder;
  return folder === dirname(folder) ? undefined : findTop(dirname(folder));
}

/**
 * Git at the top of a repository; it runs no command that the repository names, and fetches nothing. What a hook says of its own repository is not passed on, for the file may be
 * in another one.
 *
 * @throws CannotRun if git is not installed, the path is in no repository, or git refuses it
 */
export async function startGit({ top }: Place, path: string): Promise<Git> {
  const program = findGit();
  if (program === undefined) {
    throw fault({
      message: '--base needs git, and git is not installed',
      fix: `install git, or ${WITHOUT_BASE}`,
    });
  }
  const outside = fault({
    message: `${path} is not in a git repository, so that it has no revisions`,
    fix: WITHOUT_BASE,
  });
  if (top === undefined) throw outside;
  const { execa } = await import('execa');
  const own = Object.entries(process.env).filter(
    ([name]) => !name.toUpperCase().startsWith('GIT_') || KEPT.test(name),
  );
  const env = { ...Object.fromEntries(own), ...ENVIRONMENT, GIT_CEILING_DIRECTORIES: dirname(top) };
  const git: Git = async (args, input) => {
    const result = await execa(program, ['--no-pager', ...SETTINGS, '-C', top, ...args], {
      reject: false,
      encoding: 'buffer',
      extendEnv: false,
      env,
      maxBuffer: LARGEST_OUTPUT,
      ...(input === undefined ? { stdin: 'ignore' } : { input }),
    });
    const complaint = new TextDecoder().decode(result.stderr).split('\n')[0] ?? '';
    return { code: result.exitCode ?? 1, out: result.stdout, complaint };
  };
  const { code, complaint } = await git(['rev-parse', '--git-dir']);
  if (code === 0) return git;
  if (/not a git repository/i.test(complaint)) throw outside;
  throw fault({
    message: `git cannot read the repository of ${path}: ${complaint}`,
    fix: 'see what git says',
  });
}

/** Git by the absolute folders of PATH only: a `git` in the folder of the rulebooks is not run, on Windows neither. */
function findGit(): string | undefined {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return folders.map(folder => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What keeps a revision from being read. */
export function fault({ message, fix }: Pick<Diagnostic, 'message' | 'fix'>): CannotRun {
  return new CannotRun([{ severity: 'error', code: 'revision', message, fix }]);
}
