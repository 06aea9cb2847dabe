import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFlushBehind } from '../../src/files/flush-behind.ts';
import { createTemporary } from '../../src/files/output-file.ts';
import { CannotRun } from '../../src/model/errors.ts';
import { failAt, restore } from '../faults/failing-files.mjs';
import { newFolder } from '../lists/reading.ts';

/** Flushes that end when they are told to. */
function openFlushes() {
  const running: { readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const flush = () => new Promise<void>((resolve, reject) => running.push({ end: resolve, fail: reject }));
  const turn = () => new Promise<void>(resolve => setImmediate(resolve));
  return { running, flush, turn };
}

describe('flushing behind a writer', () => {
  it('never comes to a file of few bytes', () => {
    const { flush, running } = openFlushes();
    const behind = createFlushBehind('a', { every: 10, flush });
    for (const bytes of [3, 3, 3]) behind.wrote(bytes);
    expect(running).toHaveLength(0);
    behind.wrote(1);
    expect(running).toHaveLength(1);
  });

  it('is one flush at a time, and the next takes what was written meanwhile', async () => {
    const { flush, running, turn } = openFlushes();
    const behind = createFlushBehind('a', { every: 10, flush });
    for (const bytes of [10, 10, 10]) behind.wrote(bytes);
    expect(running).toHaveLength(1);
    running[0]?.end();
    await turn();
    behind.wrote(1);
    expect(running).toHaveLength(2);
    running[1]?.end();
    await turn();
    behind.wrote(9);
    expect(running).toHaveLength(2);
    behind.verify();
  });

  it('keeps its first error, and goes on', async () => {
    const { flush, running, turn } = openFlushes();
    const behind = createFlushBehind('a', { every: 10, flush });
    for (const message of ['first', 'second']) {
      behind.wrote(10);
      running.at(-1)?.fail(new Error(message));
      await turn();
    }
    expect(running).toHaveLength(2);
    expect(() => behind.verify()).toThrow('first');
  });
});

describe('a large file', () => {
  const PART = Buffer.alloc(1 << 23, 'a');
  const PARTS = 9;
  const PATIENCE = { timeout: 20_000 };

  /** A file of which a flush must begin, and its folder. */
  function writeLarge() {
    const folder = newFolder();
    const file = createTemporary(join(folder, 'a.part'), 'a.csv');
    for (let part = 0; part < PARTS; part++) file.write(PART);
    return { file, folder };
  }

  function isOpenFor(descriptor: string, path: string): boolean {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === path;
    } catch {
      return false;
    }
  }

  afterEach(restore);

  it('is whole when it is finished while a flush is under way', async () => {
    const { count } = await failAt(Number.POSITIVE_INFINITY, 'EIO', { only: 'handle.datasync' });
    const { file } = writeLarge();
    file.finish();
    expect(readFileSync(file.temporary).equals(Buffer.alloc(PARTS * PART.length, 'a'))).toBe(true);
    await expect.poll(count, PATIENCE).toBe(1);
    file.discard();
  });

  it('may be given up while a flush is under way', async () => {
    const { count } = await failAt(Number.POSITIVE_INFINITY, 'EIO', { only: 'handle.datasync' });
    const { file, folder } = writeLarge();
    await expect.poll(count, PATIENCE).toBe(1);
    file.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(!existsSync('/proc/self/fd'))('is open only once when its flush is over', async () => {
    const { count } = await failAt(Number.POSITIVE_INFINITY, 'EIO', { only: 'handle.datasync' });
    const { file } = writeLarge();
    const descriptors = () => readdirSync('/proc/self/fd').filter(name => isOpenFor(name, file.temporary));
    await expect.poll(count, PATIENCE).toBe(1);
    await expect.poll(descriptors, PATIENCE).toHaveLength(1);
    file.discard();
  });

  it('may be given up before a flush opens it', async () => {
    const { file, folder } = writeLarge();
    file.discard();
    await new Promise(resolve => setImmediate(resolve));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not finished where a flush has failed, though its own sync does not', async () => {
    const { which } = await failAt(1, 'ENOSPC', { only: 'handle.datasync' });
    const { file, folder } = writeLarge();
    await expect.poll(which, PATIENCE).toBe('handle.datasync');
    restore();
    expect(file.finish).toThrow(CannotRun);
    expect(file.finish).toThrow('a.csv cannot be written: the disk is full');
    file.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is finished where it cannot be opened a second time', async () => {
    const { which } = await failAt(1, 'EMFILE', { only: 'open' });
    const { file } = writeLarge();
    expect(which()).toBe('open');
    await new Promise(resolve => setImmediate(resolve));
    file.finish();
    file.discard();
  });

  it('of which its own sync fails is not finished', async () => {
    const { file, folder } = writeLarge();
    await failAt(1, 'EIO', { only: 'fsyncSync' });
    expect(file.finish).toThrow(CannotRun);
    file.discard();
    expect(readdirSync(folder)).toEqual([]);
  });
});
