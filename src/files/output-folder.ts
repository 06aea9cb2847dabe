import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemFault } from '../lists/list-faults.ts';
import type { Checked } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { clearLeftovers, removeJournal, writeJournal } from './leftovers.ts';
import { checkName, checkNames, foreign, lost, prepareFolder, refusal, taken } from './output-checks.ts';
import { bestEffort, createTemporary, guarded, syncFolder, type TemporaryFile } from './output-file.ts';
import { type FolderLock, takeLock } from './output-lock.ts';
import { type EarlierFiles, type OutputRecords, readEarlier } from './output-records.ts';
import { type Owner, startWriter, type Writer } from './owner.ts';
import { renameAll } from './renames.ts';

/** A folder that a run holds alone: files in it appear under their names all together, or not at all. */
export interface OutputFolder {
  readonly path: string;
  /** Starts a file of the folder under a temporary name, be it of one list. Throws CannotRun where that cannot be. */
  create(name: string, list?: string): OutputFile;
  /**
   * Syncs and closes every file: what can fail for want of room fails here. Returns the paths that `commit` will give
   * them, in the order of `create`.
   */
  seal(options?: CommitOptions): readonly string[];
  /** What run.json is to say of the files so far, and of those of earlier runs that stay. Syncs the files. */
  records(options?: CommitOptions): OutputRecords;
  /** Gives every file its name, and lets the lock go. Throws CannotRun with nothing changed. */
  commit(options?: CommitOptions): Committed;
  /**
   * Removes every temporary file and the lock; the earlier output is as it was. Never fails. Does nothing after
   * `commit`, and returns whether it did anything.
   */
  discard(): boolean;
}

export interface CommitOptions {
  /** Whether the files go into `held/`, beside an earlier output that stays. */
  readonly held?: boolean;
  /** Lists of which files of earlier runs go that this one did not write, as far as nobody changed them. */
  readonly lists?: readonly string[];
}

/** What became of a folder's files, by their paths. */
export interface Committed {
  readonly written: readonly string[];
  /** Of earlier runs, and obsolete. */
  readonly removed: readonly string[];
  /** Obsolete too, but changed since they were written. */
  readonly kept: readonly string[];
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
  /** Replaces files too that no earlier run wrote. */
  readonly force?: boolean;
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
    refuseForeign(path, options);
    return {
      value: createFolder(path, { ...options, isNew, writer, lock: attempt.lock }),
      diagnostics: attempt.from !== undefined && attempt.isDoubtful ? [taken(path, attempt.from)] : [],
    };
  } catch (error) {
    lock.held?.release();
    writer.end();
    if (isNew) bestEffort(() => rmdirSync(path));
    if (error instanceof CannotRun) return { diagnostics: error.diagnostics };
    return { diagnostics: [systemFault(`the output folder ${path}`, error)] };
  }
}

/** Throws CannotRun where a file that no run wrote has one of the names. */
function refuseForeign(
  folder: string,
  { names, force = false }: Pick<OutputOptions, 'names' | 'force'>,
  earlier: EarlierFiles = readEarlier(folder),
): void {
  const theirs = force ? [] : names.filter(earlier.isForeign);
  if (theirs.length > 0) throw new CannotRun(theirs.map(name => foreign(join(folder, name))));
}

interface HeldFolder extends Pick<OutputOptions, 'inputs' | 'force'> {
  readonly isNew: boolean;
  readonly writer: Writer;
  readonly lock: FolderLock;
}

/** A file on its way. */
interface Draft {
  readonly name: string;
  readonly list: string | null;
  readonly file: TemporaryFile;
}

function createFolder(
  path: string,
  { inputs, force = false, isNew, writer, lock }: HeldFolder,
): OutputFolder {
  const files: Draft[] = [];
  const at = (name: string): string => join(path, name);
  let sealed = 0;
  let isOver = false;

  function create(name: string, list?: string): OutputFile {
    const faults = checkName(path, { name, inputs });
    if (faults.length > 0) throw new CannotRun(faults);
    guarded(path, () => refuseForeign(path, { names: [name], force }));
    const file = createTemporary(at(writer.temporary(files.length)), at(name));
    files.push({ name, list: list ?? null, file });
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
    for (const { file } of files.slice(sealed)) file.finish();
    sealed = files.length;
    return files.map(({ name }) => join(path, held ? join(HELD, name) : name));
  }

  /** Files of earlier runs that this one would have written anew, had it anything to write to them. */
  function obsolete(earlier: EarlierFiles, { lists = [] }: CommitOptions) {
    const names = earlier
      .ofLists(lists)
      .filter(
        name => !files.some(file => file.name === name) && checkName(path, { name, inputs }).length === 0,
      );
    return {
      removed: names.filter(earlier.isUnchanged),
      kept: names.filter(name => !earlier.isUnchanged(name)),
    };
  }

  function records(options: CommitOptions = {}): OutputRecords {
    seal();
    return guarded(path, () => {
      const earlier = readEarlier(options.held === true ? join(path, HELD) : path);
      const gone = new Set([...files.map(({ name }) => name), ...obsolete(earlier, options).removed]);
      const outputs = files.map(({ name, list, file }) => ({ file: name, list, ...file.state() }));
      return { outputs, earlier_outputs: earlier.without(gone) };
    });
  }

  function commit(options: CommitOptions = {}): Committed {
    const { held = false } = options;
    const written = seal(options);
    const place = (name: string): string => (held ? join(HELD, name) : name);
    const renames = files.map(({ name }, index) => ({
      from: writer.temporary(index),
      to: place(name),
      backup: writer.temporary(`${index}-old`),
    }));
    const { removed, kept } = guarded(path, () => {
      const target = join(path, place('.'));
      const earlier = readEarlier(target);
      refuseForeign(target, { names: files.map(({ name }) => name), force }, earlier);
      const old = obsolete(earlier, options);
      const removals = old.removed.map((name, index) => ({
        path: place(name),
        backup: writer.temporary(`${index}-gone`),
      }));
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
      return old;
    });
    end();
    return { written, removed: removed.map(place).map(at), kept: kept.map(place).map(at) };
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

  return Object.freeze({ path, create, seal, records, commit, discard });
}
