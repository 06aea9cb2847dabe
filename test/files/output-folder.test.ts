import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type OutputFolder, openOutputFolder } from '../../src/files/output-folder.ts';
import { LOCK_NAME } from '../../src/files/output-lock.ts';
import { findClash, safeName } from '../../src/files/output-name.ts';
import { markOf, type Owner, thisOwner } from '../../src/files/owner.ts';
import { newFolder } from '../lists/reading.ts';

const startedAt = new Date('2026-11-01T08:00:00Z');

function open(
  path: string,
  { inputs = [], names = [] }: { inputs?: readonly string[]; names?: readonly string[] } = {},
) {
  // What lies there is of these tests, not of a run.
  return openOutputFolder(path, { inputs, names, startedAt, force: true });
}

function opened(path: string, options = {}): OutputFolder {
  const { value, diagnostics } = open(path, options);
  if (value === undefined) throw new Error(diagnostics[0]?.message);
  return value;
}

const messages = (path: string, options = {}) =>
  open(path, options).diagnostics.map(({ message }) => message.replaceAll(path, 'OUT'));
const write = (folder: OutputFolder, name: string, text: string) =>
  folder.create(name).write(Buffer.from(text));
/** A pid that no process has: above the largest that Linux gives out. */
const DEAD_PID = 2 ** 22 + 1;
const RUN = '0123456789ab';
const ownerOf = (pid: number, birth = '1'): Owner => ({ ...thisOwner(), pid, birth });
const lockOf = (owner: Owner, run = RUN) =>
  JSON.stringify({ ...owner, run, started: '2026-10-31T00:00:00.000Z' });
/** The name that a dead run's temporary file has. */
function leftName(owner: Owner, what: string): string {
  const { host, place, pid, birth } = markOf(owner, RUN);
  return `.leadsieve-${host}-${place}-${pid}-${birth}-${RUN}-${what}`;
}

describe('an output folder', () => {
  it('shows its files under their names only once all are there', () => {
    const out = join(newFolder(), 'a');
    const folder = opened(out);
    const big = 'x'.repeat(600_000);
    write(folder, 'one.csv', 'old');
    const file = folder.create('two.csv');
    file.write(Buffer.from('head,'));
    file.write(Buffer.from(big));
    expect(readdirSync(out).filter(name => !name.startsWith('.'))).toEqual([]);
    expect(folder.commit().written).toEqual([join(out, 'one.csv'), join(out, 'two.csv')]);
    expect(readdirSync(out)).toEqual(['one.csv', 'two.csv']);
    expect(readFileSync(join(out, 'two.csv'), 'utf8')).toBe(`head,${big}`);
    expect(statSync(join(out, 'one.csv')).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it('keeps the earlier output where the new one is held', () => {
    const out = newFolder();
    writeFileSync(join(out, 'a.csv'), 'earlier');
    const folder = opened(out);
    write(folder, 'a.csv', 'new');
    expect(folder.commit({ held: true }).written).toEqual([join(out, 'held', 'a.csv')]);
    expect(readFileSync(join(out, 'a.csv'), 'utf8')).toBe('earlier');
    expect(readFileSync(join(out, 'held', 'a.csv'), 'utf8')).toBe('new');
  });

  it('is as it was after discard', () => {
    const out = newFolder();
    writeFileSync(join(out, 'a.csv'), 'earlier');
    const folder = opened(out);
    write(folder, 'a.csv', 'new');
    folder.discard();
    folder.discard();
    expect(readdirSync(out)).toEqual(['a.csv']);
    expect(readFileSync(join(out, 'a.csv'), 'utf8')).toBe('earlier');
  });

  it('takes all names back where one cannot be given', () => {
    const out = newFolder();
    writeFileSync(join(out, 'a.csv'), 'earlier');
    const folder = opened(out);
    for (const name of ['a.csv', 'b.csv', 'c.csv']) write(folder, name, 'new');
    mkdirSync(join(out, 'c.csv'));
    expect(() => folder.commit()).toThrow();
    expect(readFileSync(join(out, 'a.csv'), 'utf8')).toBe('earlier');
    expect(existsSync(join(out, 'b.csv'))).toBe(false);
    folder.discard();
    expect(readdirSync(out)).toEqual(['a.csv', 'c.csv']);
  });

  it('belongs to one run at a time', () => {
    const out = newFolder();
    const first = opened(out);
    expect(messages(`${out}/.`)).toEqual([
      `another run writes to OUT: process ${process.pid}, started 2026-11-01T08:00:00.000Z`,
    ]);
    first.commit();
    expect(messages(out)).toEqual([]);
  });

  it('is held by a process that lives, and not by one that has only its number', () => {
    const out = newFolder();
    const birth = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
    writeFileSync(join(out, LOCK_NAME), lockOf(ownerOf(process.ppid, birth)));
    expect(messages(out)).toEqual([
      `another run writes to OUT: process ${process.ppid}, started 2026-10-31T00:00:00.000Z`,
    ]);
    writeFileSync(join(out, LOCK_NAME), lockOf(ownerOf(process.ppid, '1')));
    expect(messages(out)).toEqual([]);
  });

  it.each([
    ['a dead run', lockOf(ownerOf(DEAD_PID))],
    ['an earlier process of this number', lockOf(ownerOf(process.pid))],
    ['nobody knows whom', ''],
  ])('is cleared of what %s left', (_, lock) => {
    const out = newFolder();
    writeFileSync(join(out, LOCK_NAME), lock);
    writeFileSync(join(out, leftName(ownerOf(DEAD_PID), '0.part')), 'half');
    writeFileSync(join(out, 'mine.part'), 'mine');
    opened(out).discard();
    expect(readdirSync(out)).toEqual(['mine.part']);
  });

  it('ends the commit of a run that died in the middle of it', () => {
    const out = newFolder();
    const dead = ownerOf(DEAD_PID);
    const left = (what: string) => leftName(dead, what);
    const renames = [
      [left('0.part'), 'a.csv'],
      [left('1.part'), 'b.csv'],
    ];
    writeFileSync(join(out, LOCK_NAME), lockOf(dead));
    writeFileSync(join(out, left('renames')), JSON.stringify({ folders: ['.'], renames }));
    writeFileSync(join(out, 'a.csv'), 'new a');
    writeFileSync(join(out, 'b.csv'), 'old b');
    writeFileSync(join(out, left('1.part')), 'new b');
    opened(out).discard();
    expect(readdirSync(out)).toEqual(['a.csv', 'b.csv']);
    expect(readFileSync(join(out, 'b.csv'), 'utf8')).toBe('new b');
  });

  it('does not write over an input, by whatever name', () => {
    const out = newFolder();
    const input = join(newFolder(), 'leads.csv');
    writeFileSync(input, 'a\n1\n');
    linkSync(input, join(out, 'hard.csv'));
    symlinkSync(input, join(out, 'soft.csv'));
    for (const name of ['hard.csv', 'soft.csv']) {
      expect(messages(out, { inputs: ['/nowhere', input], names: [name] })).toEqual([
        `the output OUT/${name} is the input ${input}`,
      ]);
      const folder = opened(out, { inputs: [input] });
      expect(() => folder.create(name)).toThrow('is the input');
      folder.discard();
    }
  });

  it('refuses names that clash, folders and what cannot be a folder', () => {
    const out = newFolder();
    mkdirSync(join(out, 'a.csv'));
    writeFileSync(join(out, 'file'), '');
    expect(messages(out, { names: ['Leads.csv', 'leads.CSV'] })).toEqual([
      'two outputs would have one name: Leads.csv and leads.CSV',
    ]);
    expect(messages(out, { names: ['a.csv'] })).toEqual(['OUT/a.csv is a folder']);
    expect(messages(out, { names: ['../x.csv', '.hidden'] })).toHaveLength(2);
    expect(
      openOutputFolder(join(out, 'file'), { inputs: [], names: [], startedAt }).diagnostics,
    ).toMatchObject([{ code: 'not-a-folder' }]);
    expect(
      openOutputFolder(join(out, 'file', 'x'), { inputs: [], names: [], startedAt }).diagnostics,
    ).toMatchObject([{ code: 'output-not-writable' }]);
    expect(readdirSync(out)).toEqual(['a.csv', 'file']);
  });
});

describe('names of outputs', () => {
  it.each([
    ['leads 2026_été-1', 'leads 2026_été-1'],
    ['a/b\\c:d', 'a_b_c_d'],
    ['../../etc', '__._etc'],
    ['.hidden', '_hidden'],
    ['-rf', '_rf'],
    ['con', '_con'],
    ['a\u202eb\x1b', 'a_b_'],
    ['', '_'],
    ['...', '_'],
  ])('%j becomes %j', (text, name) => {
    expect(safeName(text)).toBe(name);
  });

  it('are short enough for any file system', () => {
    expect(Buffer.byteLength(safeName('é'.repeat(500)))).toBe(200);
  });

  it('clash ignoring case', () => {
    expect(findClash(['a', 'b', 'A'])).toEqual(['a', 'A']);
    expect(findClash(['é', 'e\u0301'])).toEqual(['é', 'e\u0301']);
    expect(findClash(['a', 'b'])).toBeUndefined();
  });
});
