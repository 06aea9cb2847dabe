import fs, { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openOutputFolder } from '../../src/files/output-folder.ts';
import { CannotRun } from '../../src/model/errors.ts';
import { newFolder } from '../lists/reading.ts';

/** The file operations by which an output comes to be. */
const OPERATIONS = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'fchmodSync',
  'renameSync',
  'linkSync',
  'writeFileSync',
  'closeSync',
] as const;
const originals = Object.fromEntries(OPERATIONS.map(name => [name, fs[name]]));

function restore(): void {
  Object.assign(fs, originals);
  syncBuiltinESMExports();
}

/** Lets the nth of the operations fail, and tells whether there was one. */
function failAt(nth: number): () => boolean {
  let count = 0;
  for (const name of OPERATIONS) {
    const original = originals[name] as (...parameters: unknown[]) => unknown;
    const failing = (...parameters: unknown[]): unknown => {
      if (++count === nth) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      return original(...parameters);
    };
    Object.assign(fs, { [name]: failing });
  }
  syncBuiltinESMExports();
  return () => count >= nth;
}

afterEach(restore);

/** A run that writes two files; true if it came to its end. */
function run(out: string): boolean {
  const { value: folder } = openOutputFolder(out, {
    inputs: [],
    names: [],
    startedAt: new Date(0),
    force: true,
  });
  if (folder === undefined) return false;
  try {
    for (const name of ['a.csv', 'b.csv']) folder.create(name).write(Buffer.from('new'));
    folder.commit();
    return true;
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    folder.discard();
    return false;
  }
}

describe('an output folder on a disk that fails', () => {
  it('holds the old output or the new, whichever operation fails', () => {
    let nth = 1;
    for (; ; nth++) {
      const out = newFolder();
      for (const name of ['a.csv', 'b.csv']) writeFileSync(join(out, name), 'old');
      const hasFailed = failAt(nth);
      const isDone = run(out);
      restore();
      const contents = ['a.csv', 'b.csv'].map(name => readFileSync(join(out, name), 'utf8'));
      expect([nth, ...contents]).toEqual([nth, ...(isDone ? ['new', 'new'] : ['old', 'old'])]);
      expect(run(out)).toBe(true);
      expect(readdirSync(out)).toEqual(['a.csv', 'b.csv']);
      if (!hasFailed()) break;
      expect(nth).toBeLessThan(100);
    }
    // Two files opened, written, synced, given their mode, kept, renamed; the lock written, linked, renamed.
    expect(nth).toBeGreaterThan(15);
  });

  it('is not there by half where there was none before', () => {
    for (let nth = 1; ; nth++) {
      const out = newFolder();
      const hasFailed = failAt(nth);
      const isDone = run(out);
      restore();
      expect([nth, existsSync(join(out, 'a.csv')), existsSync(join(out, 'b.csv'))]).toEqual([
        nth,
        isDone,
        isDone,
      ]);
      if (!hasFailed()) break;
    }
  });
});
