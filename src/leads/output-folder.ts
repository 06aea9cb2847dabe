import { existsSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { clearLeftovers, removeJournal, writeJournal } from './leftovers.ts';
import { systemFault } from './list-faults.ts';
import type { LockHolder } from './lock-file.ts';
import { checkName, checkNames, prepareFolder } from './output-checks.ts';
import { bestEffort, createTemporary, guarded, syncFolder, type TemporaryFile } from './output-file.ts';
import { type FolderLock, type LockAttempt, takeLock } from './output-lock.ts';
import { type Owner, startWriter, type Writer } from './owner.ts';
import { renameAll } from './renames.ts';

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
  /** Takes the folder also from a run that lives, which then ends without changing anything. */
  readonly breakLock?: boolean;
  /** Who writes, where that is not this process as it is. */
  readonly owner?: Owner;
}

const HELD = 'held';

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
  const { startedAt, breakLock = false, owner } = options;
  const writer = startWriter(owner);
  const lock: { held?: FolderLock } = {};
  try {
    const attempt = takeLock(path, writer, { started: startedAt, breakLock });
    if (attempt.kind !== 'taken') {
      writer.end();
      return { diagnostics: [refusal(path, attempt)] };
    }
    lock.held = attempt.lock;
    clearLeftovers(path, attempt.from?.run);
    const value = createFolder(path, { ...options, isNew, writer, lock: attempt.lock });
    return {
      value,
      diagnostics: attempt.from !== undefined && attempt.isDoubtful ? [taken(path, attempt.from)] : [],
    };
  } catch (error) {
    lock.held?.release();
    writer.end();
    if (isNew) bestEffort(() => rmdirSync(path));
    return { diagnostics: [systemFault(`the output folder ${path}`, error)] };
  }
}

interface HeldFolder extends Pick<OutputOptions, 'inputs'> {
  readonly isNew: boolean;
  readonly writer: Writer;
  readonly lock: FolderLock;
}

function createFolder(path: string, { inputs, isNew, writer, lock }: HeldFolder): OutputFolder {
  const files: { readonly name: string; readonly file: TemporaryFile }[] = [];
  let isSealed = false;
  let isOver = false;

  function create(name: string): OutputFile {
    const faults = checkName(path, { name, inputs });
    if (faults.length > 0) throw new CannotRun(faults);
    const temporary = join(path, writer.temporary(files.length));
    const file = createTemporary(temporary, join(path, name));
    files.push({ name, file });
    return {
      name,
      write(bytes) {
        // The timer has no turn as long as this thread is busy.
        lock.beat();
        file.write(bytes);
      },
    };
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
    const isObsolete = (name: string): boolean =>
      isThere(join(path, place(name))) &&
      !files.some(file => file.name === name) &&
      checkName(path, { name, inputs }).length === 0;
    const renames = files.map(({ name }, index) => ({
      from: writer.temporary(index),
      to: place(name),
      backup: writer.temporary(`${index}-old`),
    }));
    guarded(path, () => {
      const removals = obsolete
        .filter(isObsolete)
        .map((name, index) => ({ path: place(name), backup: writer.temporary(`${index}-gone`) }));
      if (held) mkdirSync(join(path, HELD), { recursive: true });
      for (const { file } of files) file.close();
      try {
        // From here on a run that dies is ended by the next one: all of the output appears, or none of it.
        writeJournal(path, writer, {
          folders: ['.'],
          renames: [
            ...removals.map(({ path: from, backup }) => [from, backup] as const),
            ...renames.map(({ from, to }) => [from, to] as const),
          ],
        });
        if (!lock.isOwn()) throw new CannotRun([lost(path)]);
        const at = (name: string): string => join(path, name);
        renameAll(
          renames.map(({ from, to, backup }) => ({ from: at(from), to: at(to), backup: at(backup) })),
          {
            removals: removals.map(({ path: name, backup }) => ({ path: at(name), backup: at(backup) })),
            last() {
              if (held) syncFolder(join(path, HELD));
              syncFolder(path);
            },
          },
        );
      } finally {
        removeJournal(path, writer);
      }
    });
    end();
    return paths;
  }

  function end(): void {
    isOver = true;
    lock.release();
    writer.end();
  }

  function discard(): boolean {
    if (isOver) return false;
    for (const { file } of files) file.discard();
    end();
    if (isNew) bestEffort(() => rmdirSync(path));
    return true;
  }

  return Object.freeze({ path, create, seal, commit, discard });
}

/** Whether something has this name, be it a link to nothing. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function refusal(path: string, attempt: Exclude<LockAttempt, { readonly kind: 'taken' }>): Diagnostic {
  if (attempt.kind === 'no-file') {
    const message = `the lock of the output folder, ${attempt.path}, is not a file`;
    return {
      severity: 'error',
      code: 'output-held',
      message,
      fix: 'remove it, or name another folder with --out',
    };
  }
  const wait = 'wait for it to end, or name another folder with --out';
  return {
    severity: 'error',
    code: 'output-held',
    message: `another run writes to ${path}: ${describe(attempt.holder, attempt.isElsewhere)}`,
    fix: attempt.isElsewhere
      ? `${wait}; if it no longer runs, say --break-lock, or try again in two minutes`
      : wait,
  };
}

function describe({ pid, host, started }: LockHolder, isElsewhere: boolean): string {
  return `process ${pid}${isElsewhere ? ` of host ${host}` : ''}, started ${started}`;
}

function taken(path: string, holder: LockHolder): Diagnostic {
  const message = `the lock of ${path} was taken from ${describe(holder, true)}`;
  return {
    severity: 'warning',
    code: 'lock-broken',
    message,
    fix: 'if that run goes on, it ends with 2 and writes nothing',
  };
}

function lost(path: string): Diagnostic {
  const message = `another run took the lock of ${path}; the output of this run is not written`;
  return {
    severity: 'error',
    code: 'lock-lost',
    message,
    fix: 'name another folder with --out, or run again later',
  };
}
