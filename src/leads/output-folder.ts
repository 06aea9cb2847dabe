import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { systemFault } from './list-faults.ts';
import { checkName, checkNames, prepareFolder } from './output-checks.ts';
import {
  bestEffort,
  createTemporary,
  guarded,
  removeQuietly,
  syncFolder,
  type TemporaryFile,
} from './output-file.ts';
import { clearDrafts, type LockHolder, recordRenames, releaseLock, takeLock } from './output-lock.ts';
import { endRenames, renameAll } from './renames.ts';

/** A folder that a run holds alone: files in it appear under their names all together, or not at all. */
export interface OutputFolder {
  readonly path: string;
  /** Starts a file of the folder under a temporary name. Throws CannotRun where that cannot be. */
  create(name: string): OutputFile;
  /**
   * Syncs and closes every file: what can fail for want of room fails here. Returns the paths that `commit` will give
   * them, in the order of `create`.
   */
  seal(options?: CommitOptions): readonly string[];
  /** Gives every file its name, and lets the lock go. Returns what `seal` does. Throws CannotRun with nothing changed. */
  commit(options?: CommitOptions): readonly string[];
  /**
   * Removes every temporary file and the lock; the earlier output is as it was. Never fails. Does nothing after
   * `commit`, and returns whether it did anything.
   */
  discard(): boolean;
}

export interface CommitOptions {
  /** Whether the files go into `held/`, beside an earlier output that stays. */
  readonly held?: boolean;
  /** Files that an earlier run left: those that this one neither wrote nor read are removed. */
  readonly obsolete?: readonly string[];
}

export interface OutputFile {
  readonly name: string;
  /** Appends bytes, which may be reused afterwards. Throws CannotRun if the disk is full or the like. */
  write(bytes: Uint8Array): void;
}

export interface OutputOptions {
  /** Files that the run reads: none of them may be written over, also not by way of a link. */
  readonly inputs: readonly string[];
  /** The names that the run will give to `create`, as far as they are known. */
  readonly names: readonly string[];
  /** When the run started, for the message of a second run. */
  readonly startedAt: Date;
}

const HELD = 'held';
const TEMPORARY = /^\.leadsieve-.*\.part$/;

/**
 * Creates the folder if only itself is missing, checks that it can be written to, takes its lock, and clears what a dead run
 * left. Errors: not writable, held by another run, a name that is an input, names that clash ignoring case.
 */
export function openOutputFolder(path: string, options: OutputOptions): Checked<OutputFolder> {
  const faults = checkNames(path, options);
  if (faults.length > 0) return { diagnostics: faults };
  const isNew = !existsSync(path);
  const unusable = prepareFolder(path);
  if (unusable !== undefined) return { diagnostics: [unusable] };
  try {
    const attempt = takeLock(path, options.startedAt);
    if (attempt.kind === 'held') return { diagnostics: [heldBy(path, attempt.holder)] };
    if (attempt.kind === 'inherited') endCommit(path, attempt.from);
    clearLeftovers(path);
    return { value: createFolder(path, { ...options, isNew }), diagnostics: [] };
  } catch (error) {
    releaseLock(path);
    if (isNew) bestEffort(() => rmdirSync(path));
    return { diagnostics: [systemFault(`the output folder ${path}`, error)] };
  }
}

/** Ends a commit that had begun when its run died. */
function endCommit(path: string, holder: LockHolder | undefined): void {
  const renames = holder?.renames ?? [];
  const inside = renames.every(([from, to]) => [from, to].every(name => !name.includes('..')));
  if (inside) endRenames(renames.map(([from, to]) => ({ from: join(path, from), to: join(path, to) })));
}

/** Removes what dead runs left: nobody else writes temporary files here while this run holds the lock. */
function clearLeftovers(path: string): void {
  for (const name of readdirSync(path)) if (TEMPORARY.test(name)) removeQuietly(join(path, name));
  clearDrafts(path);
}

function createFolder(
  path: string,
  { inputs, startedAt, isNew }: OutputOptions & { readonly isNew: boolean },
): OutputFolder {
  const files: { readonly name: string; readonly file: TemporaryFile }[] = [];
  let isSealed = false;
  let isOver = false;

  function create(name: string): OutputFile {
    const faults = checkName(path, { name, inputs });
    if (faults.length > 0) throw new CannotRun(faults);
    const temporary = join(path, temporaryName(files.length));
    const file = createTemporary(temporary, join(path, name));
    files.push({ name, file });
    return { name, write: file.write };
  }

  function seal({ held = false }: CommitOptions = {}): readonly string[] {
    if (!isSealed) for (const { file } of files) file.finish();
    isSealed = true;
    return files.map(({ name }) => join(path, held ? join(HELD, name) : name));
  }

  function commit(options: CommitOptions = {}): readonly string[] {
    const { held = false, obsolete = [] } = options;
    const paths = seal(options);
    const place = (name: string): string => (held ? join(HELD, name) : name);
    const renames = files.map(({ name }, index) => [temporaryName(index), place(name)] as const);
    const isObsolete = (name: string): boolean =>
      isThere(join(path, place(name))) &&
      !files.some(file => file.name === name) &&
      checkName(path, { name, inputs }).length === 0;
    const gone = guarded(path, () => obsolete.filter(isObsolete));
    const removals = gone.map((name, index) => [place(name), temporaryName(`${index}-gone`)] as const);
    guarded(path, () => {
      if (held) mkdirSync(join(path, HELD), { recursive: true });
      syncFolder(path);
      try {
        // From here on a run that dies is ended by the next one: all of the output appears, or none of it.
        recordRenames(path, startedAt, [...removals, ...renames]);
        renameAll(
          renames.map(([from, to], index) => ({
            from: join(path, from),
            to: join(path, to),
            backup: join(path, temporaryName(`${index}-old`)),
          })),
          removals.map(([from, to]) => ({ path: join(path, from), backup: join(path, to) })),
        );
      } catch (error) {
        // All names are as they were, and nobody is to end what was given up.
        bestEffort(() => recordRenames(path, startedAt));
        throw error;
      }
    });
    isOver = true;
    if (held) syncFolder(join(path, HELD));
    syncFolder(path);
    releaseLock(path);
    return paths;
  }

  function discard(): boolean {
    if (isOver) return false;
    isOver = true;
    for (const { file } of files) file.discard();
    releaseLock(path);
    if (isNew) bestEffort(() => rmdirSync(path));
    return true;
  }

  return Object.freeze({ path, create, seal, commit, discard });
}

/** Whether something has this name, be it a link to nothing. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The lock keeps other runs away, so that a number is enough to tell the files of this one. */
function temporaryName(index: number | string): string {
  return `.leadsieve-${index}.part`;
}

function heldBy(path: string, { pid, started }: LockHolder): Diagnostic {
  const message = `another run writes to ${path}: process ${pid}, started ${started}`;
  return {
    severity: 'error',
    code: 'output-held',
    message,
    fix: 'wait for it to end, or name another folder with --out',
  };
}
