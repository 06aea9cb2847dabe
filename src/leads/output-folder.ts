import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { systemFault } from './list-faults.ts';
import { checkName, checkNames, prepareFolder } from './output-checks.ts';
import { createTemporary, guarded, syncFolder, type TemporaryFile } from './output-file.ts';
import { LOCK_NAME, type LockHolder, recordRenames, releaseLock, takeLock } from './output-lock.ts';
import { endRenames, renameAll } from './renames.ts';

/** A folder that a run holds alone: files in it appear under their names all together, or not at all. */
export interface OutputFolder {
  readonly path: string;
  /** Starts a file of the folder under a temporary name. Throws CannotRun where that cannot be. */
  create(name: string): OutputFile;
  /**
   * Syncs and closes every file and gives it its name, in `held/` if `held`; the lock goes. Returns the paths in the
   * order of `create`. Files named in `obsolete` that an earlier run left and this one did not write are removed.
   */
  commit(options?: { readonly held?: boolean; readonly obsolete?: readonly string[] }): readonly string[];
  /** Removes every temporary file and the lock; the earlier output is as it was. Does nothing after `commit`. */
  discard(): void;
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
const LOCK_LEFTOVER = new RegExp(`^${LOCK_NAME.replaceAll('.', '\\.')}\\.`);

/**
 * Creates the folder with its parents, checks that it can be written to, takes its lock, and clears what a dead run
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
    if (attempt.kind === 'inherited') endDeadRun(path, attempt.from);
    return { value: createFolder(path, { ...options, isNew }), diagnostics: [] };
  } catch (error) {
    releaseLock(path);
    return { diagnostics: [systemFault(`the output folder ${path}`, error)] };
  }
}

/** Ends a commit that had begun when its run died, then removes its temporary files. */
function endDeadRun(path: string, holder: LockHolder | undefined): void {
  const renames = holder?.renames ?? [];
  const inside = renames.every(([from, to]) => [from, to].every(name => !name.includes('..')));
  if (inside) endRenames(renames.map(([from, to]) => ({ from: join(path, from), to: join(path, to) })));
  for (const name of readdirSync(path)) {
    if (TEMPORARY.test(name) || LOCK_LEFTOVER.test(name)) rmSync(join(path, name), { force: true });
  }
}

function createFolder(
  path: string,
  { inputs, startedAt, isNew }: OutputOptions & { readonly isNew: boolean },
): OutputFolder {
  const files: { readonly name: string; readonly file: TemporaryFile }[] = [];
  let isOver = false;

  function create(name: string): OutputFile {
    const faults = checkName(path, { name, inputs });
    if (faults.length > 0) throw new CannotRun(faults);
    const temporary = join(path, temporaryName(files.length));
    const file = createTemporary(temporary, join(path, name));
    files.push({ name, file });
    return { name, write: file.write };
  }

  function commit({
    held = false,
    obsolete = [],
  }: Parameters<OutputFolder['commit']>[0] = {}): readonly string[] {
    for (const { file } of files) file.finish();
    const names = files.map(({ name }) => (held ? join(HELD, name) : name));
    const renames = names.map((name, index) => [temporaryName(index), name] as const);
    guarded(path, () => {
      if (held) mkdirSync(join(path, HELD), { recursive: true });
      syncFolder(path);
      // From here on a run that dies is ended by the next one: all of the output appears, or none of it.
      recordRenames(path, startedAt, renames);
      renameAll(
        renames.map(([from, to], index) => ({
          from: join(path, from),
          to: join(path, to),
          backup: join(path, temporaryName(`${index}-old`)),
        })),
      );
      for (const name of obsolete) {
        if (!files.some(file => file.name === name))
          rmSync(join(path, held ? HELD : '', name), { force: true });
      }
      if (held) syncFolder(join(path, HELD));
      syncFolder(path);
    });
    isOver = true;
    releaseLock(path);
    return names.map(name => join(path, name));
  }

  function discard(): void {
    if (isOver) return;
    isOver = true;
    for (const { file } of files) file.discard();
    releaseLock(path);
    if (isNew) removeEmpty(path);
  }

  return Object.freeze({ path, create, commit, discard });
}

/** A run that wrote nothing leaves no folder; one that is not empty is somebody else's by now. */
function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    return;
  }
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
