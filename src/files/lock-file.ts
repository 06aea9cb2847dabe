import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { isPid, type Owner } from './owner.ts';

/** What the lock file of an output folder says of the run that holds it. */
export interface LockHolder extends Owner {
  readonly run: string;
  /** ISO 8601. */
  readonly started: string;
}

/** A lock as it was found. */
export interface FoundLock {
  readonly text: string;
  /** In milliseconds since 1970, by the clock of the file system. */
  readonly touched: number;
}

/** How long a lock that makes no sense may still be on its way onto the disk. */
const GRACE_MS = 100;
const LONGEST_LOCK = 1 << 16;

/** Reads a lock; one that makes no sense once more, for it may be on its way. */
export function readSettled(path: string): FoundLock | 'no-file' | undefined {
  const found = readLock(path);
  if (typeof found !== 'object' || parseHolder(found.text) !== undefined) return found;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, GRACE_MS);
  return readLock(path);
}

/** Never waits: a pipe of the lock's name has perhaps nobody who writes to it. */
export function readLock(path: string): FoundLock | 'no-file' | undefined {
  try {
    if (!lstatSync(path).isFile()) return 'no-file';
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      const { size, mtimeMs } = fstatSync(file);
      return { text: size > LONGEST_LOCK ? '' : readFileSync(file, 'utf8'), touched: mtimeMs };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What a lock's text says; undefined where it makes no sense. */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isHolder(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false;
  const holder = value as Partial<Record<keyof LockHolder, unknown>>;
  const texts = [holder.host, holder.boot, holder.space, holder.birth, holder.run, holder.started];
  return isPid(holder.pid) && texts.every(text => typeof text === 'string');
}
