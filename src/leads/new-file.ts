import { existsSync, linkSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { createTemporary, guarded, syncFolder } from './output-file.ts';

/**
 * Writes a file that is not there yet, whole or not at all. What a dead run of the same name left is cleared.
 *
 * @throws CannotRun if there is such a file, or if it cannot be written
 */
export function writeNewFile(path: string, bytes: Uint8Array): void {
  if (existsSync(path)) throw new CannotRun([exists(path)]);
  const folder = dirname(path);
  clearDead(path);
  const file = createTemporary(join(folder, temporaryName(path, process.pid)), path);
  try {
    file.write(bytes);
    file.finish();
    guarded(path, () => appear(file.temporary, path));
    syncFolder(folder);
  } finally {
    file.discard();
  }
}

/** Two runs may come to this point at once: a link is given only where there is nothing yet. */
function appear(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EEXIST') throw new CannotRun([exists(path)]);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    if (existsSync(path)) throw new CannotRun([exists(path)]);
    renameSync(temporary, path);
  }
}

/** Temporary files of this name whose process is gone. */
function clearDead(path: string): void {
  const folder = dirname(path);
  const [before = '', after = ''] = temporaryName(path, '*').split('*');
  try {
    for (const name of readdirSync(folder)) {
      const pid = Number(name.slice(before.length, name.length - after.length));
      const isOurs = name.startsWith(before) && name.endsWith(after) && Number.isInteger(pid);
      if (isOurs && !isAlive(pid)) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // A folder that cannot be listed may still be written to.
  }
}

function temporaryName(path: string, pid: number | '*'): string {
  return `.leadsieve-${basename(path).replaceAll('*', '_')}-${pid}.part`;
}

/** A process of this number that is not ours to ask lives too. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== 'ESRCH';
  }
}

function exists(path: string): Diagnostic {
  return {
    severity: 'error',
    code: 'file-exists',
    message: `${path} exists already`,
    fix: 'name another file, or move it away',
  };
}
