import { linkSync, lstatSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemFault } from '../lists/list-faults.ts';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { clearLeftovers } from './leftovers.ts';
import { checkName, prepareFolder } from './output-checks.ts';
import { bestEffort, createTemporary, guarded, removeQuietly, syncFolder } from './output-file.ts';
import { startWriter, type Writer } from './owner.ts';
import { renameAll } from './renames.ts';

/** One file that appears under its name when it is complete, or not at all. */
export interface SingleOutput {
  write(bytes: Uint8Array): void;
  /** Syncs the file and gives it its name. Throws CannotRun where that cannot be. */
  commit(): void;
  /** Removes what was written. Returns whether it did: not after `commit`, and only once. */
  discard(): boolean;
}

const OTHER_FILE = 'name another file';
const MOVE_AWAY = 'name another file, or move it away';

/**
 * Starts a file beside its final name; its folder is created, and what dead runs left there is cleared. Errors: not
 * writable, a folder, one of `inputs` (by file, not by spelling), there already without `force`.
 */
export function openSingleOutput(
  path: string,
  { inputs, force }: { readonly inputs: readonly string[]; readonly force: boolean },
): Checked<SingleOutput> {
  const folder = dirname(path);
  const name = basename(path);
  const faults = checkName(folder, { name, inputs });
  if (faults.length > 0) return { diagnostics: faults.map(fault => ({ ...fault, fix: OTHER_FILE })) };
  const unusable = prepareFolder(folder);
  if (unusable !== undefined) return { diagnostics: [{ ...unusable, fix: OTHER_FILE }] };
  if (!force && isThere(path)) return { diagnostics: [exists(path, `${MOVE_AWAY}, or say --force`)] };
  try {
    return { value: createOutput(path, force ? replace : appear), diagnostics: [] };
  } catch (error) {
    return { diagnostics: [{ ...systemFault(path, error), fix: OTHER_FILE }] };
  }
}

/**
 * Writes a file that is not there yet, whole or not at all.
 *
 * @throws CannotRun if there is such a file, or if it cannot be written
 */
export function writeNewFile(path: string, bytes: Uint8Array): void {
  if (isThere(path)) throw new CannotRun([exists(path)]);
  const output = createOutput(path, appear);
  try {
    output.write(bytes);
    output.commit();
  } finally {
    output.discard();
  }
}

/** How a finished file gets its name: for good, or not at all. */
type Naming = (temporary: string, path: string, writer: Writer) => void;

function createOutput(path: string, name: Naming): SingleOutput {
  const folder = dirname(path);
  // A folder that cannot be listed may still be written to.
  bestEffort(() => clearLeftovers(folder));
  const writer = startWriter();
  const file = createTemporary(join(folder, writer.temporary(0)), path);
  let isOver = false;

  function commit(): void {
    file.finish();
    file.close();
    guarded(path, () => name(file.temporary, path, writer));
    // A file that got its name by a link has another one still.
    file.discard();
    isOver = true;
    writer.end();
  }

  function discard(): boolean {
    if (isOver) return false;
    isOver = true;
    file.discard();
    writer.end();
    return true;
  }
  return Object.freeze({ write: file.write, commit, discard });
}

function replace(temporary: string, path: string, writer: Writer): void {
  const folder = dirname(path);
  const backup = join(folder, writer.temporary('0-old'));
  renameAll([{ from: temporary, to: path, backup }], { last: () => syncFolder(folder) });
}

function appear(temporary: string, path: string): void {
  giveName(temporary, path);
  try {
    syncFolder(dirname(path));
  } catch (error) {
    removeQuietly(path);
    throw error;
  }
}

/** Two runs may come to this point at once: a link is given only where there is nothing yet. */
function giveName(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EEXIST') throw new CannotRun([exists(path)]);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    if (isThere(path)) throw new CannotRun([exists(path)]);
    renameSync(temporary, path);
  }
}

/** Also a link to nothing. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function exists(path: string, fix = MOVE_AWAY): Diagnostic {
  return { severity: 'error', code: 'file-exists', message: `${path} exists already`, fix };
}
