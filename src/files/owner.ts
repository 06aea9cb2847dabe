import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that writes: enough for another one, be it in another container or on another host, to tell it apart. */
export interface Owner {
  readonly host: string;
  /** Which start of the system it is; empty where the system does not say. */
  readonly boot: string;
  /** The namespace that `pid` counts in: containers have their own; empty where there are none. */
  readonly space: string;
  readonly pid: number;
  /** When the process was born, in ticks of the system, so that a pid given out again is not taken for it; may be empty. */
  readonly birth: string;
}

/** One piece of writing: its temporary files and its lock carry who does it. */
export interface Writer {
  readonly owner: Owner;
  /** Random, in hex. */
  readonly run: string;
  /** The name of a temporary file for one purpose, such as `0` or `0-old`. */
  temporary(purpose: string | number): string;
  /** The name of the file that says which renames this writer has begun. */
  readonly journal: string;
  /** To be called when nothing of it is left: from then on it counts as dead. */
  end(): void;
}

/** What the name of a temporary file says of its writer. */
export interface Mark {
  /** Hashes: a name in a folder need not tell what a host is called. */
  readonly host: string;
  readonly place: string;
  readonly pid: number;
  readonly birth: string;
  readonly run: string;
}

/** `unknown`: it may live where this process cannot see it. */
export type Life = 'alive' | 'dead' | 'unknown';

const NAME =
  /^\.leadsieve-([0-9a-f]{8})-([0-9a-f]{8})-([1-9]\d{0,9})-(\d*)-([0-9a-f]{12})-(?:[0-9a-z-]+\.part|renames)$/;
const JOURNAL = 'renames';
const RUN_BYTES = 6;
const HASH_LENGTH = 8;
const LARGEST_PID = 2 ** 31 - 1;

/** Writers of this process that are at work: its pid under another run is from an earlier life of the pid. */
const AT_WORK = new Set<string>();

let known: Owner | undefined;

/** Who this process is; asked of the system once. */
export function thisOwner(): Owner {
  known ??= {
    host: hostname(),
    boot: fromSystem(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    space: fromSystem(() => readlinkSync('/proc/self/ns/pid')),
    pid: process.pid,
    birth: birthOf(process.pid),
  };
  return known;
}

/** Starts a piece of writing. */
export function startWriter(owner: Owner = thisOwner()): Writer {
  const run = randomBytes(RUN_BYTES).toString('hex');
  const { host, place, pid, birth } = markOf(owner, run);
  const stem = `.leadsieve-${host}-${place}-${pid}-${birth}-${run}-`;
  AT_WORK.add(run);
  return {
    owner,
    run,
    temporary: purpose => `${stem}${purpose}.part`,
    journal: `${stem}${JOURNAL}`,
    end: () => void AT_WORK.delete(run),
  };
}

export function markOf({ host, boot, space, pid, birth }: Owner, run: string): Mark {
  return { host: hash(host), place: hash(`${boot}\0${space}`), pid, birth, run };
}

/** What a file name says of who wrote it; undefined for every name that leadsieve does not give. */
export function readMark(name: string): Mark | undefined {
  const [, host = '', place = '', pid = '', birth = '', run = ''] = NAME.exec(name) ?? [];
  return run === '' || !isPid(Number(pid)) ? undefined : { host, place, pid: Number(pid), birth, run };
}

export function isJournal(name: string): boolean {
  return NAME.test(name) && name.endsWith(`-${JOURNAL}`);
}

export function isPid(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= LARGEST_PID;
}

/** Whether a writer lives. `touched`: when its file was last changed, in milliseconds since 1970. */
export function lifeOf(
  mark: Mark,
  { touched, self = thisOwner() }: { readonly touched: number; readonly self?: Owner },
): Life {
  const mine = markOf(self, '');
  if (mark.host !== mine.host) return 'unknown';
  // Before this system was started nobody lived who still does.
  if (mark.place !== mine.place) return touched < systemStart() ? 'dead' : 'unknown';
  if (mark.pid === mine.pid) return AT_WORK.has(mark.run) ? 'alive' : 'dead';
  if (!isRunning(mark.pid)) return 'dead';
  const now = birthOf(mark.pid);
  if (mark.birth === '' || now === '') return 'unknown';
  return mark.birth === now ? 'alive' : 'dead';
}

/** A process that is not ours to ask lives too. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== 'ESRCH';
  }
}

/** A process's start in ticks since the system's, from Linux's /proc; empty elsewhere. */
function birthOf(pid: number): string {
  return fromSystem(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in parentheses, may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  });
}

/** In milliseconds since 1970; 0 where the system does not say. */
function systemStart(): number {
  const [, seconds = '0'] = /^btime (\d+)$/m.exec(fromSystem(() => readFileSync('/proc/stat', 'utf8'))) ?? [];
  return Number(seconds) * 1000;
}

function fromSystem(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}
