import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type FoundLock, type LockHolder, parseHolder, readLock, readSettled } from './lock-file.ts';
import { bestEffort, removeQuietly } from './output-file.ts';
import { lifeOf, markOf, type Writer } from './owner.ts';

/** A folder's lock that this process holds. */
export interface FolderLock {
  readonly path: string;
  /** Shows that this run lives, where that was last shown some seconds ago; a timer does the same. Never fails. */
  beat(): void;
  /** Whether the lock is still this run's own: the very file that it made, with what it wrote into it. */
  isOwn(): boolean;
  /** Gives the lock back; does nothing where it is no longer this run's. Never fails. */
  release(): void;
}

export type LockAttempt =
  | {
      readonly kind: 'taken';
      readonly lock: FolderLock;
      /** Whose lock was taken over. */
      readonly from?: LockHolder;
      /** Whether that run may live still. */
      readonly isDoubtful: boolean;
    }
  /** A run that lives, or may live, holds it. */
  | { readonly kind: 'held'; readonly holder: LockHolder; readonly isElsewhere: boolean }
  /** Something else than a file has the lock's name. */
  | { readonly kind: 'no-file'; readonly path: string };

export interface LockOptions {
  readonly started: Date;
  /** Takes the lock whoever holds it. */
  readonly breakLock?: boolean;
}

export const LOCK_NAME = '.leadsieve.lock';
const PRIVATE = 0o600;
const ATTEMPTS = 5;
const BEAT_MS = 10_000;
/** A holder that is out of sight counts as dead after so long without a beat. */
const OLD_MS = 120_000;

/** Takes a folder's lock, also from a run that is dead. Throws the system's errors. */
export function takeLock(
  folder: string,
  writer: Writer,
  { started, breakLock = false }: LockOptions,
): LockAttempt {
  // One spelling for each folder, however it was named.
  const path = join(realpathSync(folder), LOCK_NAME);
  const mine: LockHolder = { ...writer.owner, run: writer.run, started: started.toISOString() };
  const aside = join(realpathSync(folder), writer.temporary('dead'));
  const draft = createDraft(join(realpathSync(folder), writer.temporary('lock')), JSON.stringify(mine));
  let inherited: { readonly from?: LockHolder; readonly isDoubtful: boolean } = { isDoubtful: false };
  let isTaken = false;
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const file = createLock(path, draft);
      if (file !== undefined) {
        isTaken = true;
        return { kind: 'taken', lock: holdLock(path, { ...draft, file }), ...inherited };
      }
      const found = readSettled(path);
      if (found === 'no-file') return { kind: 'no-file', path };
      if (found === undefined) continue;
      const holder = parseHolder(found.text);
      const life = holder === undefined ? 'dead' : judge(holder, found, { now: draft.now(), writer });
      if (holder !== undefined && life !== 'dead' && !breakLock)
        return { kind: 'held', holder, isElsewhere: life === 'unknown' };
      if (removeDead(path, aside, found))
        inherited = { ...(holder === undefined ? {} : { from: holder }), isDoubtful: life !== 'dead' };
    }
    const holder = readLock(path);
    const text = typeof holder === 'object' ? holder.text : '';
    return { kind: 'held', holder: parseHolder(text) ?? mine, isElsewhere: false };
  } finally {
    if (!isTaken) bestEffort(() => closeSync(draft.file));
    removeQuietly(draft.path);
  }
}

/** A lock's text in a file of its own, which becomes the lock by a link: so nobody reads half a lock. */
interface Draft {
  readonly path: string;
  readonly file: number;
  readonly text: string;
  /** What the clock of the file system says: those of two hosts may differ. */
  now(): number;
}

function createDraft(path: string, text: string): Draft {
  const file = openSync(path, 'wx', PRIVATE);
  try {
    writeSync(file, text, 0);
  } catch (error) {
    closeSync(file);
    removeQuietly(path);
    throw error;
  }
  return {
    path,
    file,
    text,
    now() {
      writeSync(file, text, 0);
      fsyncSync(file);
      return fstatSync(file).mtimeMs;
    },
  };
}

/** Gives the draft the lock's name; returns the lock's open file, or undefined if there is a lock. */
function createLock(path: string, draft: Draft): number | undefined {
  try {
    linkSync(draft.path, path);
    return draft.file;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EEXIST') return undefined;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    return createWithoutLink(path, draft);
  }
}

/** For file systems without links. */
function createWithoutLink(path: string, { file: draft, text }: Draft): number | undefined {
  try {
    const file = openSync(path, 'wx', PRIVATE);
    writeSync(file, text, 0);
    closeSync(draft);
    return file;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return undefined;
    throw error;
  }
}

/** The file stays open, so that no other can have its inode. */
function holdLock(path: string, { file, text }: Pick<Draft, 'file' | 'text'>): FolderLock {
  let lastBeat = performance.now();
  let isReleased = false;

  function beat(): void {
    if (isReleased || performance.now() - lastBeat < BEAT_MS) return;
    lastBeat = performance.now();
    // Writing the same again sets the time by the file system's clock, not by this host's.
    bestEffort(() => writeSync(file, text, 0));
  }
  const timer = setInterval(beat, BEAT_MS);
  timer.unref();

  function isOwn(): boolean {
    if (isReleased) return false;
    try {
      const [open, named] = [fstatSync(file, { bigint: true }), lstatSync(path, { bigint: true })];
      if (open.ino !== named.ino || open.dev !== named.dev) return false;
      const found = readLock(path);
      return typeof found === 'object' && found.text === text;
    } catch {
      return false;
    }
  }

  function release(): void {
    if (isReleased) return;
    const isMine = isOwn();
    isReleased = true;
    clearInterval(timer);
    bestEffort(() => closeSync(file));
    // What cannot be removed is the lock of a dead run from now on.
    if (isMine) removeQuietly(path);
  }
  return Object.freeze({ path, beat, isOwn, release });
}

function judge(
  holder: LockHolder,
  { touched }: FoundLock,
  { now, writer }: { readonly now: number; readonly writer: Writer },
) {
  const life = lifeOf(markOf(holder, holder.run), { touched, self: writer.owner });
  return life === 'unknown' && now - touched > OLD_MS ? 'dead' : life;
}

/** Moves a dead run's lock away; if another run was quicker and it is that one's, puts it back. */
function removeDead(path: string, aside: string, dead: FoundLock): boolean {
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return false;
    throw error;
  }
  const moved = readLock(aside);
  const isSame = typeof moved === 'object' && moved.text === dead.text && moved.touched === dead.touched;
  if (!isSame) {
    // Where a third run holds it by now, its lock is the one that counts: the run that lost its own will see it.
    bestEffort(() => linkSync(aside, path));
  }
  bestEffort(() => unlinkSync(aside));
  return isSame;
}
