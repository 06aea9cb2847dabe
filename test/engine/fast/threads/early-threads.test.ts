import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { countWorkers, WORTHWHILE } from '../../../../src/engine/fast/threads/count-workers.ts';
import { startThreadsEarly } from '../../../../src/engine/fast/threads/early-threads.ts';
import type { ThreadPort } from '../../../../src/engine/fast/threads/worker-thread.ts';
import { threadsHere } from '../../threads-here.ts';

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

test('threads start before they are needed, and one more to hash; those that nobody took are ended', async () => {
  const { spawn, events, started } = openThreads();
  const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, spawn);
  expect(started()).toBe(2);
  threads.hash();
  expect(started()).toBe(3);
  for (const worker of [threads.spawn(), threads.spawn()]) void worker.ask({ kind: 'finish' });
  await threads.dismiss();
  void threads.spawn().ask({ kind: 'finish' });
  const looks = ['1 look-through', '2 look-through'];
  expect(events).toEqual([...looks, '1 finish', '2 finish', 'end 3', '4 finish']);
});

test('one that cannot load is left out', () => {
  const { spawn, events, fail } = openThreads();
  const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, spawn);
  fail(1);
  void threads.spawn().ask({ kind: 'finish' });
  expect(events.at(-1)).toBe('2 finish');
});

test.each([
  ['a short list', () => listOf(1000)],
  ['a compressed one', () => listOf(WORTHWHILE, 'a.csv.gz')],
  ['JSON', () => listOf(WORTHWHILE, 'a.ndjson')],
  ['one that is not there', () => 'nowhere.csv'],
  ['a folder', () => tmpdir()],
  ['stdin', () => '-'],
])('none starts for %s', async (_, pathOf) => {
  const { spawn, started } = openThreads();
  const threads = startThreadsEarly([pathOf()], 4, spawn);
  expect(started()).toBe(0);
  const file = openFile(listOf(WORTHWHILE));
  threads.hash();
  expect(started()).toBe(0);
  expect(await threads.isClean(file)).toBe(false);
  expect(threads.fingerprint(file)).toBe(undefined);
});

function openFile(path: string) {
  const descriptor = openSync(path, 'r');
  onTestFinished(() => closeSync(descriptor));
  return { descriptor, size: statSync(path).size };
}

describe('the look at a list before it is opened', () => {
  const LONG = Buffer.from('zażółć gęślą jaźń\n'.repeat(900_000));

  function listWith(content: Uint8Array): string {
    const path = listOf(0);
    writeFileSync(path, content);
    return path;
  }

  test('tells that it is clean, and its fingerprint', async () => {
    for (const turns of [[], [3, 0, 9]]) {
      const path = listWith(LONG);
      const here = threadsHere(turns);
      const threads = startThreadsEarly([path], 2, here.spawn);
      const file = openFile(path);
      expect(threads.fingerprint(file)).toBe(undefined);
      threads.hash();
      expect(await threads.isClean(file)).toBe(true);
      const sha256 = createHash('sha256').update(LONG).digest('hex');
      expect(await threads.fingerprint(file)).toEqual({ sha256, bytes: LONG.length });
      expect([here.asked('look-through'), here.asked('fingerprint')]).toEqual([2, 1]);
      await threads.dismiss();
      expect([here.spawned(), here.open()]).toEqual([3, 0]);
    }
  });

  test('tells wherever a byte is wrong', async () => {
    for (const at of [0, (1 << 23) - 1, 1 << 23, (1 << 23) + 1, LONG.length - 1]) {
      for (const byte of [0, 0xff]) {
        const damaged = Buffer.from(LONG);
        damaged[at] = byte;
        const path = listWith(damaged);
        const threads = startThreadsEarly([path], 2, threadsHere([0, 2]).spawn);
        threads.hash();
        const file = openFile(path);
        expect([at, byte, await threads.isClean(file)]).toEqual([at, byte, false]);
        expect(threads.fingerprint(file)).toBe(undefined);
        await threads.dismiss();
      }
    }
  });

  test('tells nothing of another file, nor of what the file has become', async () => {
    const path = listWith(LONG);
    const threads = startThreadsEarly([path], 2, threadsHere().spawn);
    threads.hash();
    expect(await threads.isClean(openFile(listWith(LONG)))).toBe(false);
    writeFileSync(path, 'a,b\n', { flag: 'a' });
    const file = openFile(path);
    expect(await threads.isClean(file)).toBe(false);
    expect(threads.fingerprint(file)).toBe(undefined);
    await threads.dismiss();
  });

  test('is taken at each list that is long enough', async () => {
    const paths = [listWith(LONG), listOf(1000), listWith(LONG.subarray(19))];
    const threads = startThreadsEarly(paths, 2, threadsHere().spawn);
    threads.hash();
    const answers = await Promise.all(paths.map(path => threads.isClean(openFile(path))));
    expect(answers).toEqual([true, false, true]);
    await threads.dismiss();
  });

  test('hashes the list first that is read first', async () => {
    const paths = [listWith(LONG), listWith(LONG.subarray(0, WORTHWHILE))];
    const threads = startThreadsEarly(paths, 2, threadsHere().spawn);
    threads.hash();
    const files = paths.map(openFile);
    for (const file of files) await threads.isClean(file);
    const order: number[] = [];
    await Promise.all(files.map(async file => order.push((await threads.fingerprint(file))?.bytes ?? 0)));
    expect(order).toEqual([LONG.length, WORTHWHILE]);
    await threads.dismiss();
  });

  test('tells nothing where a thread fails over it, and nobody is kept waiting', async () => {
    const { spawn, events, fail } = openThreads();
    const path = listWith(LONG);
    const threads = startThreadsEarly([path], 2, spawn);
    const file = openFile(path);
    threads.hash();
    const answer = threads.isClean(file);
    for (const number of [1, 2]) fail(number);
    expect(await answer).toBe(false);
    expect(threads.fingerprint(file)).toBe(undefined);
    expect(events).toEqual(['1 look-through', '2 look-through']);
  });
});
