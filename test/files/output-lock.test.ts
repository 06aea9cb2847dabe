import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type OutputFolder, type OutputOptions, openOutputFolder } from '../../src/files/output-folder.ts';
import { LOCK_NAME } from '../../src/files/output-lock.ts';
import { type Owner, thisOwner } from '../../src/files/owner.ts';
import { newFolder } from '../lists/reading.ts';

const startedAt = new Date('2026-11-01T08:00:00Z');
const ELSEWHERE: Owner = { host: 'far.example', boot: 'b', space: 'pid:[1]', pid: 1, birth: '7' };
/** The same host, but a container of its own, in which every first process is 1. */
const CONTAINER: Owner = { ...thisOwner(), space: 'pid:[1]', pid: 1 };

function open(path: string, more: Partial<OutputOptions> = {}) {
  return openOutputFolder(path, { inputs: [], names: [], startedAt, force: true, ...more });
}

function opened(path: string, more: Partial<OutputOptions> = {}): OutputFolder {
  const { value, diagnostics } = open(path, more);
  if (value === undefined) throw new Error(diagnostics[0]?.message);
  return value;
}

/** A run that has written a file, but not ended; beside the file of an earlier run. */
function begin(out: string, more: Partial<OutputOptions> = {}): OutputFolder {
  writeFileSync(join(out, 'a.csv'), 'earlier');
  const folder = opened(out, more);
  folder.create('a.csv').write(Buffer.from('new'));
  return folder;
}

function publish(out: string, text: string, more: Partial<OutputOptions> = {}): void {
  const folder = opened(out, more);
  folder.create('a.csv').write(Buffer.from(text));
  folder.commit();
}

/** Lets the last sign of life of whoever holds the lock be so many seconds ago. */
function age(out: string, seconds: number): void {
  const then = Date.now() / 1000 - seconds;
  utimesSync(join(out, LOCK_NAME), then, then);
}

const read = (out: string) => readFileSync(join(out, 'a.csv'), 'utf8');

describe.each([
  ['on another host', ELSEWHERE],
  ['in another container', CONTAINER],
  ['of another start of the system', { ...thisOwner(), boot: 'another' }],
  ['whose birth is not known', { ...thisOwner(), pid: process.ppid, birth: '' }],
])('a run %s', (_, owner) => {
  it('keeps its lock as long as it gives signs of life, and is named', () => {
    const out = newFolder();
    const first = begin(out, { owner });
    const { value, diagnostics } = open(out);
    expect(value).toBeUndefined();
    expect(diagnostics).toEqual([
      {
        severity: 'error',
        code: 'output-held',
        message: `another run writes to ${out}: process ${owner.pid} of host ${owner.host}, started 2026-11-01T08:00:00.000Z`,
        fix: 'wait for it to end, or name another folder with --out; if it no longer runs, say --break-lock, or try again in two minutes',
      },
    ]);
    age(out, 100);
    expect(open(out).value).toBeUndefined();
    first.commit();
    expect([readdirSync(out), read(out)]).toEqual([['a.csv'], 'new']);
  });

  it('loses it after two minutes without one, and then changes nothing', () => {
    const out = newFolder();
    const first = begin(out, { owner });
    age(out, 130);
    publish(out, 'second');
    expect(() => first.commit()).toThrow();
    first.discard();
    expect([readdirSync(out), read(out)]).toEqual([['a.csv'], 'second']);
  });

  it('loses it to --break-lock, which is said', () => {
    const out = newFolder();
    const first = begin(out, { owner });
    const { value: second, diagnostics } = open(out, { breakLock: true });
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'lock-broken' }]);
    // Its temporary file is gone, but even with it in place the lock is not its own.
    expect(() => first.commit()).toThrow('removed or replaced');
    first.discard();
    second?.create('a.csv').write(Buffer.from('second'));
    second?.commit();
    expect([readdirSync(out), read(out)]).toEqual([['a.csv'], 'second']);
  });
});

describe('a run that ends', () => {
  it('publishes nothing where its lock is another file, be it of the same content', () => {
    const out = newFolder();
    const first = begin(out);
    const lock = join(out, LOCK_NAME);
    copyFileSync(lock, join(out, 'copy'));
    renameSync(join(out, 'copy'), lock);
    expect(() => first.commit()).toThrow('another run took the lock');
    expect(first.discard()).toBe(true);
    expect([readdirSync(out), read(out)]).toEqual([[LOCK_NAME, 'a.csv'], 'earlier']);
  });

  it.each([
    ['written anew', (lock: string) => writeFileSync(lock, 'x')],
    ['gone', (lock: string) => rmSync(lock)],
  ])('publishes nothing where its lock is %s', (_, disturb) => {
    const out = newFolder();
    const first = begin(out);
    disturb(join(out, LOCK_NAME));
    expect(() => first.commit()).toThrow('another run took the lock');
    first.discard();
    expect([readdirSync(out).filter(name => name !== LOCK_NAME), read(out)]).toEqual([['a.csv'], 'earlier']);
  });

  it.each(['while it is written', 'once it is complete'])(
    'publishes nothing where its temporary file is replaced %s',
    when => {
      const out = newFolder();
      const first = begin(out);
      if (when === 'once it is complete') first.seal();
      const temporary = readdirSync(out).find(name => name.endsWith('.part')) ?? '';
      rmSync(join(out, temporary));
      writeFileSync(join(out, temporary), 'new');
      expect(() => first.commit()).toThrow('removed or replaced');
      first.discard();
      expect([readdirSync(out), read(out)]).toEqual([['a.csv'], 'earlier']);
    },
  );
});

describe('a lock', () => {
  it.each([
    ['0', { pid: 0 }],
    ['-1', { pid: -1 }],
    ['1e300', { pid: 1e300 }],
    ['1.5', { pid: 1.5 }],
    ['text', { pid: '1' }],
    ['no host', { host: undefined }],
  ])('that makes no sense is that of nobody: %s', (_, more) => {
    const out = newFolder();
    const lock = { ...thisOwner(), run: '0123456789ab', started: 'x', pid: process.ppid, ...more };
    writeFileSync(join(out, LOCK_NAME), JSON.stringify(lock));
    publish(out, 'new');
    expect(readdirSync(out)).toEqual(['a.csv']);
  });

  it('of an earlier start of this system is that of a dead run', () => {
    const out = newFolder();
    const lock = { ...thisOwner(), boot: 'earlier', run: '0123456789ab', started: 'x' };
    writeFileSync(join(out, LOCK_NAME), JSON.stringify(lock));
    utimesSync(join(out, LOCK_NAME), 1, 1);
    publish(out, 'new');
    expect(readdirSync(out)).toEqual(['a.csv']);
  });

  it.each([
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('that is %s is refused at once, and stays', (_, make) => {
    const out = newFolder();
    make(join(out, LOCK_NAME));
    for (const breakLock of [false, true])
      expect(open(out, { breakLock }).diagnostics).toMatchObject([
        {
          message: expect.stringMatching(/the lock of the output folder, .*\.leadsieve\.lock, is not a file/),
          fix: 'remove it, or name another folder with --out',
        },
      ]);
    expect(readdirSync(out)).toEqual([LOCK_NAME]);
  });
});
