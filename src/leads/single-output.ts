import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { systemFault } from './list-faults.ts';
import { checkName, prepareFolder } from './output-checks.ts';
import { createTemporary, guarded, syncFolder } from './output-file.ts';

/** One file that appears under its name when it is complete, or not at all. */
export interface SingleOutput {
  write(bytes: Uint8Array): void;
  /** Syncs the file and gives it its name. Throws CannotRun where that cannot be. */
  commit(): void;
  /** Removes what was written. Does nothing after `commit`. */
  discard(): void;
}

const TEMPORARY = /^\.leadsieve-single-(\d+)\.part$/;
const OTHER_FILE = 'name another file';

/**
 * Starts a file beside its final name; folders above it are created, and what dead runs left there is cleared. Errors:
 * not writable, a folder, one of `inputs` (by file, not by spelling).
 */
export function openSingleOutput(
  path: string,
  { inputs }: { readonly inputs: readonly string[] },
): Checked<SingleOutput> {
  const folder = dirname(path);
  const name = basename(path);
  const faults = checkName(folder, { name, inputs });
  if (faults.length > 0) return { diagnostics: faults.map(fault => ({ ...fault, fix: OTHER_FILE })) };
  const unusable = prepareFolder(folder);
  if (unusable !== undefined) return { diagnostics: [{ ...unusable, fix: OTHER_FILE }] };
  try {
    clearDead(folder);
    return { value: createOutput(path, folder), diagnostics: [] };
  } catch (error) {
    return { diagnostics: [outputFault(path, error)] };
  }
}

function createOutput(path: string, folder: string): SingleOutput {
  const temporary = join(folder, `.leadsieve-single-${process.pid}.part`);
  const file = createTemporary(temporary, path);
  let isOver = false;

  function commit(): void {
    file.finish();
    guarded(path, () => {
      renameSync(temporary, path);
      syncFolder(folder);
    });
    isOver = true;
  }

  function discard(): void {
    if (isOver) return;
    isOver = true;
    file.discard();
  }
  return Object.freeze({ write: file.write, commit, discard });
}

/** Removes files of processes that are gone, and what an earlier life of this process's number left. */
function clearDead(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(TEMPORARY.exec(name)?.[1] ?? 0);
    if (pid > 0 && (pid === process.pid || !isAlive(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

function outputFault(path: string, error: unknown): Diagnostic {
  return { ...systemFault(path, error), fix: OTHER_FILE };
}
