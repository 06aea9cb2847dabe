import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { removeQuietly } from './output-file.ts';

/** What the lock file of an output folder says of the run that holds it. */
export interface LockHolder {
  readonly pid: number;
  /** ISO 8601. */
  readonly started: string;
  /** When the process was born by the system's own clock, so that a pid given out again is not taken for it. */
  readonly birth: string;
  /** Renames of a commit that has begun, from temporary to final path inside the folder. */
  readonly renames?: readonly (readonly [from: string, to: string])[];
}

export type LockAttempt =
  | { readonly kind: 'taken' }
  /** A run that lives holds it. */
  | { readonly kind: 'held'; readonly holder: LockHolder }
  /** The lock is taken, and this run left it when it died. */
  | { readonly kind: 'inherited'; readonly from: LockHolder | undefined };

export const LOCK_NAME = '.leadsieve.lock';
/** What a process writes before its lock is there, and what it takes away of a dead run's. */
const DRAFT = /^\.leadsieve\.lock\.(?:dead\.)?([0-9]+)$/;
const PRIVATE = 0o600;
const ATTEMPTS = 5;

/**
 * Locks that this process holds, by the folder as it was named: a lock with its pid that is not among them is from an
 * earlier life of the pid.
 */
const OWN = new Map<string, string>();

/** Takes a folder's lock, also from a run that is dead. Throws the system's errors. */
export function takeLock(folder: string, started: Date): LockAttempt {
  const path = lockPath(folder);
  const mine: LockHolder = { pid: process.pid, started: started.toISOString(), birth: birthOf(process.pid) };
  let inherited: { readonly from: LockHolder | undefined } | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (createLock(path, mine)) {
      OWN.set(folder, path);
      return inherited === undefined ? { kind: 'taken' } : { kind: 'inherited', ...inherited };
    }
    const text = readLock(path);
    if (text === undefined) continue;
    const holder = parseHolder(text);
    if (holder !== undefined && isAlive(holder, path)) return { kind: 'held', holder };
    if (removeDead(path, text)) inherited = { from: holder };
  }
  return { kind: 'held', holder: parseHolder(readLock(path) ?? '') ?? mine };
}

/** Writes into the lock what a commit is about to do, so that the next run can end it. */
export function recordRenames(folder: string, started: Date, renames: LockHolder['renames'] = []): void {
  const path = OWN.get(folder) ?? lockPath(folder);
  const holder: LockHolder = {
    pid: process.pid,
    started: started.toISOString(),
    birth: birthOf(process.pid),
    renames,
  };
  const draft = `${path}.${process.pid}`;
  try {
    const file = openSync(draft, 'w', PRIVATE);
    try {
      writeFileSync(file, JSON.stringify(holder));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    removeQuietly(draft);
    throw error;
  }
}

/** One spelling for each folder, however it was named. */
function lockPath(folder: string): string {
  return join(realpathSync(folder), LOCK_NAME);
}

/**
 * Gives a folder's lock back; does nothing where this process does not hold it. Never fails: a lock that cannot be
 * removed is that of a dead run once this process has ended.
 */
export function releaseLock(folder: string): void {
  const path = OWN.get(folder);
  if (path === undefined) return;
  OWN.delete(folder);
  removeQuietly(path);
}

/** Removes drafts of locks that processes left when they died before their lock was there. */
export function clearDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = DRAFT.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) removeQuietly(join(folder, name));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== 'ESRCH';
  }
}

/** A link appears with its whole content at once, so that no other run reads half a lock. */
function createLock(path: string, holder: LockHolder): boolean {
  const draft = `${path}.${process.pid}`;
  const text = JSON.stringify(holder);
  try {
    writeFileSync(draft, text, { mode: PRIVATE });
    linkSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    return createWithoutLink(path, text);
  } finally {
    removeQuietly(draft);
  }
}

/** For file systems without links. */
function createWithoutLink(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: PRIVATE });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead run's lock away; if another run was quicker and it is that one's, puts it back. */
function removeDead(path: string, text: string): boolean {
  const aside = `${path}.dead.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return false;
    throw error;
  }
  const isSame = readLock(aside) === text;
  if (!isSame) {
    try {
      linkSync(aside, path);
    } catch {
      // A third run holds it by now: then its lock is the one that counts.
    }
  }
  removeQuietly(aside);
  return isSame;
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isHolder(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, started, birth, renames } = value as Partial<Record<keyof LockHolder, unknown>>;
  return (
    Number.isInteger(pid) &&
    typeof started === 'string' &&
    typeof birth === 'string' &&
    (renames === undefined || (Array.isArray(renames) && renames.every(isPairOfNames)))
  );
}

function isPairOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(name => typeof name === 'string');
}

function isAlive({ pid, birth }: LockHolder, path: string): boolean {
  if (pid === process.pid) return [...OWN.values()].includes(path);
  if (!isRunning(pid)) return false;
  const now = birthOf(pid);
  return birth === '' || now === '' || now === birth;
}

/** A process's start in ticks since the system's, from Linux's /proc; empty elsewhere. */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
