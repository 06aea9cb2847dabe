import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { countWorkers, WORTHWHILE } from '../../../src/engines/threads/count-workers.ts';
import { startThreadsEarly } from '../../../src/engines/threads/early-threads.ts';
import type { ThreadPort } from '../../../src/engines/threads/worker-thread.ts';

function listOf(bytes: number, name = 'a.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-early-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), Buffer.alloc(bytes, 'a'));
  return join(folder, name);
}

/** Threads that only say what happens to them. */
function openThreads() {
  const events: string[] = [];
  const failures: (() => void)[] = [];
  let started = 0;
  const spawn = (): ThreadPort & { readonly number: number } => {
    const number = ++started;
    return {
      number,
      on: (event: string, listener: unknown) => {
        if (event === 'error') failures[number] = listener as () => void;
      },
      postMessage: () => undefined,
      terminate: async () => events.push(`end ${number}`),
    };
  };
  const numberOf = (port: ThreadPort) => (port as ThreadPort & { readonly number: number }).number;
  return { spawn, numberOf, events, started: () => started, fail: (number: number) => failures[number]?.() };
}

test('a list of a few megabytes is judged by one thread, a long one by as many as it is worth', () => {
  expect(countWorkers([WORTHWHILE - 1], 8)).toBe(1);
  expect(countWorkers([WORTHWHILE], undefined)).toBe(1);
  expect(countWorkers([WORTHWHILE], 8)).toBe(8);
  expect(countWorkers([32 << 20], undefined)).toBe(Math.min(availableParallelism(), 2));
  expect(countWorkers([200 << 20, 50 << 20], undefined)).toBe(Math.min(availableParallelism(), 3));
});

test('threads start before they are needed, one more than judge; those that nobody took are ended', async () => {
  const { spawn, numberOf, events, started } = openThreads();
  const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, spawn);
  expect(started()).toBe(3);
  expect([threads.spawn(), threads.spawn()].map(numberOf)).toEqual([1, 2]);
  await threads.dismiss();
  expect(events).toEqual(['end 3']);
  expect(numberOf(threads.spawn())).toBe(4);
});

test('one that cannot load is left out', () => {
  const { spawn, numberOf, fail } = openThreads();
  const threads = startThreadsEarly([listOf(WORTHWHILE)], 2, spawn);
  fail(1);
  expect(numberOf(threads.spawn())).toBe(2);
});

test.each([
  ['a short list', () => listOf(1000)],
  ['a compressed one', () => listOf(WORTHWHILE, 'a.csv.gz')],
  ['one that is not there', () => 'nowhere.csv'],
  ['a folder', () => tmpdir()],
  ['stdin', () => '-'],
])('none starts for %s', (_, pathOf) => {
  const { spawn, started } = openThreads();
  startThreadsEarly([pathOf()], 4, spawn);
  expect(started()).toBe(0);
});
