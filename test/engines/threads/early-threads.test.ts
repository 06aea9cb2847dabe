import { EventEmitter } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { countWorkers, WORTHWHILE } from '../../../src/engines/threads/count-workers.ts';
import { startThreadsEarly } from '../../../src/engines/threads/early-threads.ts';
import type { ThreadPort } from '../../../src/engines/threads/worker-thread.ts';
import { threadsHere } from '../threads-here.ts';

function listOf(bytes: number, name = 'a.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-early-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), Buffer.alloc(bytes, 'a'));
  return join(folder, name);
}

/** Threads that only say what happens to them. */
function openThreads() {
  const events: string[] = [];
  const errors = new EventEmitter();
  let started = 0;
  const spawn = (): ThreadPort => {
    const number = ++started;
    return {
      on: (event: string, listener: (...given: never[]) => void) =>
        event === 'error' && errors.on(`${number}`, listener as () => void),
      postMessage: ({ content }) => events.push(`${number} ${content.kind}`),
      terminate: async () => events.push(`end ${number}`),
    };
  };
  const fail = (number: number) => errors.emit(`${number}`, new Error('it cannot load'));
  return { spawn, events, started: () => started, fail };
}

test('a list of a few megabytes is judged by one thread, a long one by as many as it is worth', () => {
  expect(countWorkers([WORTHWHILE - 1], 8)).toBe(1);
  expect(countWorkers([WORTHWHILE], undefined)).toBe(1);
  expect(countWorkers([WORTHWHILE], 8)).toBe(8);
  expect(countWorkers([32 << 20], undefined)).toBe(Math.min(availableParallelism(), 2));
  expect(countWorkers([200 << 20, 50 << 20], undefined)).toBe(Math.min(availableParallelism(), 3));
});

test('threads start before they are needed, one more than judge; those that nobody took are ended', async () => {
  const { spawn, events, started } = openThreads();
  const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, spawn);
  expect(started()).toBe(3);
  for (const worker of [threads.spawn(), threads.spawn()]) void worker.ask({ kind: 'finish' });
  await threads.dismiss();
  void threads.spawn().ask({ kind: 'finish' });
  expect(events).toEqual(['1 finish', '2 finish', 'end 3', '4 finish']);
});

test('one that cannot load is left out', () => {
  const { spawn, events, fail } = openThreads();
  const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, spawn);
  fail(1);
  void threads.spawn().ask({ kind: 'finish' });
  expect(events).toEqual(['2 finish']);
});

test.each([
  ['a short list', () => listOf(1000)],
  ['a compressed one', () => listOf(WORTHWHILE, 'a.csv.gz')],
  ['one that is not there', () => 'nowhere.csv'],
  ['a folder', () => tmpdir()],
  ['stdin', () => '-'],
])('none starts for %s', async (_, pathOf) => {
  const { spawn, started } = openThreads();
  const threads = startThreadsEarly([pathOf()], 4, spawn);
  expect(started()).toBe(0);
  expect(await threads.isClean({ descriptor: -1, size: WORTHWHILE })).toBe(false);
});

describe('the question whether a file is clean', () => {
  const LONG = Buffer.from('zażółć gęślą jaźń\n'.repeat(900_000));

  function openFile(content: Uint8Array) {
    const path = listOf(0);
    writeFileSync(path, content);
    const descriptor = openSync(path, 'r');
    onTestFinished(() => closeSync(descriptor));
    return { descriptor, size: content.length };
  }

  test('is shared among the threads that wait', async () => {
    for (const turns of [[], [3, 0, 9]]) {
      const here = threadsHere(turns);
      const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, here.spawn);
      expect(await threads.isClean(openFile(LONG))).toBe(true);
      expect(here.asked('is-clean')).toBe(Math.ceil(LONG.length / (1 << 23)));
      await threads.dismiss();
      expect([here.spawned(), here.open()]).toEqual([3, 0]);
    }
  });

  test('is answered with no wherever a byte is wrong', async () => {
    const here = threadsHere([0, 2]);
    const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, here.spawn);
    for (const at of [0, (1 << 23) - 1, 1 << 23, (1 << 23) + 1, LONG.length - 1]) {
      for (const byte of [0, 0xff]) {
        const damaged = Buffer.from(LONG);
        damaged[at] = byte;
        expect([at, byte, await threads.isClean(openFile(damaged))]).toEqual([at, byte, false]);
      }
    }
    await threads.dismiss();
  });

  test('is answered with no where the file cannot be read, and the threads judge all the same', async () => {
    const here = threadsHere();
    const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, here.spawn);
    const folder = openSync(tmpdir(), 'r');
    onTestFinished(() => closeSync(folder));
    expect(await threads.isClean({ descriptor: folder, size: LONG.length })).toBe(false);
    expect(await threads.isClean(openFile(LONG))).toBe(true);
    expect(here.spawned()).toBe(3);
    await threads.dismiss();
  });

  test('is answered with no where a thread fails over it, and nobody is kept waiting', async () => {
    const { spawn, events, fail } = openThreads();
    const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, spawn);
    const answer = threads.isClean({ descriptor: -1, size: 100 << 20 });
    for (const number of [1, 2, 3]) fail(number);
    expect(await answer).toBe(false);
    expect(events).toEqual(['1 is-clean', '2 is-clean', '3 is-clean']);
  });

  test('is not asked about a short file', async () => {
    const here = threadsHere();
    const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, here.spawn);
    expect(await threads.isClean(openFile(LONG.subarray(0, 1000)))).toBe(false);
    expect(here.asked('is-clean')).toBe(0);
    await threads.dismiss();
  });
});
