import { chmodSync, closeSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { CannotRun } from '../model/errors.ts';
import { createFlushBehind } from './flush-behind.ts';
import { systemFault } from './list-faults.ts';

/** A file under its temporary name. */
export interface TemporaryFile {
  readonly temporary: string;
  write(bytes: Uint8Array): void;
  /** Puts everything on the disk and gives the file the mode that files have by default. */
  finish(): void;
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
    finish: () =>
      guarded(shown, () => {
        flush();
        fsyncSync(file);
        behind.verify();
        close();
        chmodSync(temporary, DEFAULT & ~process.umask());
      }),
    discard() {
      bestEffort(close);
      removeQuietly(temporary);
    },
  };
}

/** Makes renames in a folder last; systems that cannot sync a folder need not. */
export function syncFolder(path: string): void {
  bestEffort(() => {
    // Windows and some network file systems refuse to open or sync a folder.
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  });
}

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
