import {
  closeSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { systemFault } from '../lists/list-faults.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { createFlushBehind } from './flush-behind.ts';

export interface FileState {
  readonly bytes: number;
  /** When it was last written to, ISO 8601. */
  readonly modified: string;
}

/** A file under its temporary name. */
export interface TemporaryFile {
  readonly temporary: string;
  write(bytes: Uint8Array): void;
  /** Puts everything on the disk and gives the file its mode: without one, that which files have by default. */
  finish(mode?: number): void;
  /** Of the finished file. */
  state(): FileState;
  /**
   * To be called after `finish`, once it is to get its name. Throws CannotRun if the file is no longer what its temporary
   * name names: that is not to be published.
   */
  close(): void;
  /** Never fails: a file that cannot be removed is left to the next run. */
  discard(): void;
}

const BUFFER = 1 << 18;
const PRIVATE = 0o600;
const DEFAULT = 0o666;

/** Creates a file that does not exist yet; nobody else may read it until it is finished. `shown` is for messages. */
export function createTemporary(temporary: string, shown: string): TemporaryFile {
  const file = guarded(shown, () => openSync(temporary, 'wx', PRIVATE));
  const buffer = Buffer.allocUnsafeSlow(BUFFER);
  const behind = createFlushBehind(temporary);
  let filled = 0;
  let isOpen = true;

  function writeOut(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(file, bytes, written, bytes.length - written);
    }
    behind.wrote(bytes.length);
  }

  function flush(): void {
    writeOut(buffer.subarray(0, filled));
    filled = 0;
  }

  function close(): void {
    if (!isOpen) return;
    // A close that fails has closed the file all the same.
    isOpen = false;
    closeSync(file);
  }

  return {
    temporary,
    write: bytes =>
      guarded(shown, () => {
        if (filled + bytes.length > BUFFER) flush();
        if (bytes.length > BUFFER) writeOut(bytes);
        else {
          buffer.set(bytes, filled);
          filled += bytes.length;
        }
      }),
    finish: (mode = DEFAULT & ~process.umask()) =>
      guarded(shown, () => {
        flush();
        fsyncSync(file);
        behind.verify();
        fchmodSync(file, mode);
      }),
    state: () =>
      guarded(shown, () => {
        const { size, mtime } = fstatSync(file);
        return { bytes: size, modified: mtime.toISOString() };
      }),
    close: () =>
      guarded(shown, () => {
        if (!isNamed(file, temporary)) throw new CannotRun([replaced(shown)]);
        close();
      }),
    discard() {
      bestEffort(close);
      removeQuietly(temporary);
    },
  };
}

/** An open file keeps its inode, so that no other can have it. */
function isNamed(file: number, path: string): boolean {
  const [open, named] = [
    fstatSync(file, { bigint: true }),
    lstatSync(path, { bigint: true, throwIfNoEntry: false }),
  ];
  return named?.dev === open.dev && named.ino === open.ino;
}

function replaced(shown: string): Diagnostic {
  const message = `the temporary file of ${shown} was removed or replaced while it was written`;
  return { severity: 'error', code: 'output-disturbed', message, fix: 'see what else works in this folder' };
}

/** Makes renames in a folder last; systems that cannot sync a folder need not. Throws where the disk fails. */
export function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    // Windows and some network file systems refuse to open or sync a folder.
    if (DISK_FAILS.has((error as { code?: string }).code ?? '')) throw error;
  }
}

const DISK_FAILS: ReadonlySet<string> = new Set(['EIO', 'ENOSPC', 'EDQUOT', 'EROFS']);

/** Removes a file that nobody needs; where that fails, the next run clears it. */
export function removeQuietly(path: string): void {
  bestEffort(() => unlinkSync(path));
}

/** Runs what may fail without harm. */
export function bestEffort(operation: () => void): void {
  try {
    operation();
  } catch {
    // Whatever it was: what matters is done, or is given up already.
  }
}

/** Runs a file operation; what the system refuses becomes CannotRun. */
export function guarded<T>(shown: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw new CannotRun([systemFault(shown, error)]);
  }
}
