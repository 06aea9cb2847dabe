import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CannotRun } from '../../src/model/errors.ts';
import { writeList } from '../lists/reading.ts';
import { TRICKY_HEADER, TRICKY_OPTIONS } from '../lists/tricky-lists.ts';
import { rulebookOf } from './answering.ts';
import { type RunInputs, type RunManner, runOn, watchRun } from './running.ts';
import { threadsHere } from './threads-here.ts';

const RULEBOOK = rulebookOf(`
rulebook: demo
version: 1
fields:
  email: { type: email }
  name: { type: text }
  size: { type: number, min: 0 }
criteria:
  big: { when: { size: { gte: 10 } }, ask: "How many?" }
stages:
  - { stage: SQL, when: { criterion: big } }
  - { stage: lead }
dedupe: { keys: [[email], [name]] }
`);

const LONG_ANNOTATIONS = rulebookOf(`
rulebook: demo
version: 1
fields: { email: { type: email }, size: { type: number } }
criteria: { big: { when: { size: { gt: 1 } }, ask: "${'How many? '.repeat(10)}" } }
stages: [{ stage: SQL, when: { criterion: big } }, { stage: lead }]
`);

const listOf = (rows: string, name = 'leads.csv') => ({
  path: writeList(name, `${TRICKY_HEADER}\n${rows}`),
  options: TRICKY_OPTIONS,
});
const inputsOf = (...rows: readonly string[]): RunInputs => ({
  rulebook: RULEBOOK,
  lists: rows.map((text, index) => listOf(text, `list-${index}.csv`)),
});
const rowsOf = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `${row(index)}\n`).join('');
const numbered = (count: number) => rowsOf(count, index => `lead-${index}@acme.fr,n${index},${index}`);

/** What runs of the same inputs give: with one worker, as by the plain engine, and with some. */
async function runTwice(inputs: RunInputs, manner: Partial<RunManner>) {
  const one = await runOn(inputs, { workers: 1 });
  expect(await runOn(inputs, { workers: 'plain' })).toEqual(one);
  return { one, some: await runOn(inputs, { workers: 3, ...manner }) };
}

describe('a run', () => {
  it('is the same with 1 to 16 workers', async () => {
    const inputs = inputsOf(numbered(60), `${numbered(30)}"x\ny",z,1\n"never closed,1\n${numbered(9)}`);
    const one = await runOn(inputs, { workers: 1 });
    expect(one.summary.rows).toEqual({ read: 101, judged: 61, duplicates: 39, empty: 0, rejected: 1 });
    for (let workers = 2; workers <= 16; workers++) {
      expect(await runOn(inputs, { workers, chunkSize: 50 })).toEqual(one);
    }
  });

  it('keeps every byte of every row, whatever its length beside that of its annotation', async () => {
    for (let length = 0; length < 120; length += 7) {
      const rows = Array.from(
        { length: 900 },
        (_, index) => `a${index}@b.fr,${'x'.repeat(length + (index % 5))},`,
      );
      const inputs = { ...inputsOf(`${rows.join('\n')}\n`), rulebook: LONG_ANNOTATIONS };
      for (const workers of [1, 2]) {
        const { lists } = await runOn(inputs, { workers, chunkSize: 5000 });
        const lines = lists[0]?.annotated.split('\n').slice(1, -1) ?? [];
        const kept = lines.map((line, index) => line.slice(0, (rows[index]?.length ?? 0) + 1));
        expect(kept).toEqual(rows.map(row => `${row},`));
        expect(new Set(lines.map((line, index) => line.slice(rows[index]?.length))).size).toBe(1);
      }
    }
  });

  it('names the first of more than 20 leads that share a value, wherever its chunk and list', async () => {
    const same = rowsOf(12, index => `ann@acme.fr,n${index},1`);
    const { one, some } = await runTwice(inputsOf(`b@c.fr,z,1\n${same}`, `${same}d@e.fr,z,2\n`), {
      chunkSize: 20,
    });
    expect(one.warnings).toEqual(['24 leads share the email of list-0:2; is it a placeholder?']);
    expect(some).toEqual(one);
  });

  it('doubts the locale of a list by its rows, not by what a worker took for rows', async () => {
    const inside = '\nx,y,1 500'.repeat(20);
    const { one, some } = await runTwice(inputsOf(`a,"${inside}",5\nb,c,7\n`), { chunkSize: 40 });
    expect(one.readings).toEqual(some.readings);
    expect(some.readings.flatMap(({ doubts }) => doubts)).toEqual([]);
    // Rows that workers judge are doubtful, and those at the end, which none of them does, are not.
    const doubtful = rowsOf(200, index => `a,n${index},1 500`) + rowsOf(90, index => `a,m${index},7`);
    const [reading] = (await runTwice(inputsOf(doubtful), { chunkSize: 800 })).some.readings;
    expect(reading?.fields).toContainEqual({ field: 'size', filled: 290, blank: 0, invalid: 200 });
    expect(reading?.doubts.map(({ message }) => message)).toEqual([
      'list-0: size: 200 more of 290 filled cells read as fr writes numbers: try --locale list-0=fr',
    ]);
  });

  it('counts each source as its earliest row spells it', async () => {
    const rulebook = rulebookOf(
      '{ rulebook: r, version: 1, fields: { source: { type: text, columns: [name] } }, stages: [{ stage: lead }] }',
    );
    const spellings = ['ACME', 'acme', 'Acme', 'aCME'];
    const lists = [
      listOf(`${'x,other,1\n'.repeat(3)}${rowsOf(40, index => `x,${spellings[(index >> 2) % 4]} ,1`)}`),
    ];
    const { one, some } = await runTwice(
      { rulebook, lists },
      { chunkSize: 64, threads: threadsHere([4, 1, 0]) },
    );
    expect(one.summary.sources).toMatchObject([
      { source: 'ACME', leads: 40 },
      { source: 'other', leads: 3 },
    ]);
    expect(some).toEqual(one);
  });

  it('tells how far it is, up to the last row and byte', async () => {
    const inputs = inputsOf(numbered(50), numbered(20));
    for (const workers of [1, 3]) {
      const { progress } = await watchRun(inputs, { workers, chunkSize: 100 });
      const rows = progress.map(now => now.rows);
      expect(rows).toEqual([...rows].sort((one, other) => one - other));
      expect(rows.at(-1)).toBe(70);
    }
  });

  it('starts no thread where none is worth it', async () => {
    const threads = threadsHere();
    const run = (inputs: RunInputs, manner: Partial<RunManner>) =>
      watchRun(inputs, { workers: 4, threads, ...manner });
    const few = inputsOf(numbered(3));
    const size = Buffer.byteLength(`${TRICKY_HEADER}\n${numbered(3)}`);
    expect((await run(few, { workers: 1 })).workers).toBe(1);
    expect((await run(few, { worthwhile: size + 1 })).workers).toBe(1);
    const json = { path: writeList('a.json', '[{"email":"a@b.fr"}]') };
    expect((await run({ rulebook: RULEBOOK, lists: [json] }, {})).workers).toBe(1);
    const withNul = `${numbered(200)}a\0b,c,1\n`;
    expect((await run(inputsOf(withNul), {})).workers).toBe(1);
    expect(threads.spawned()).toBe(0);
    expect((await run(few, { worthwhile: size })).workers).toBe(4);
    expect(threads.spawned()).toBe(5);
    expect(threads.open()).toBe(0);
  });
});

describe('a run with workers that cannot go on', () => {
  it('says that a list changed while it was read, and ends its threads', async () => {
    const inputs = inputsOf(numbered(50));
    const threads = threadsHere();
    const path = inputs.lists[0]?.path ?? '';
    let isFirst = true;
    const sink = {
      write() {
        if (isFirst) appendFileSync(path, 'one,more,1\n');
        isFirst = false;
      },
    };
    const run = runOn(inputs, { workers: 3, chunkSize: 100, threads, sink });
    await expect(run).rejects.toThrow('changed while it was read');
    expect([threads.spawned(), threads.open()]).toEqual([4, 0]);
  });

  it('says that an output cannot be written, whichever of its writes fails, and ends its threads', async () => {
    const fault = { severity: 'error', code: 'file-error', message: 'the disk is full', fix: '' } as const;
    let writes = 0;
    for (let nth = 1; nth <= 6; nth++) {
      const threads = threadsHere();
      writes = 0;
      const sink = {
        write() {
          writes++;
          if (writes === nth) throw new CannotRun([fault]);
        },
      };
      const run = runOn(inputsOf(numbered(40)), { workers: 2, chunkSize: 200, threads, sink });
      await expect(run).rejects.toThrow('the disk is full');
      expect([nth, threads.open()]).toEqual([nth, 0]);
    }
    expect(writes).toBe(6);
  });

  it('fails where a thread does', async () => {
    for (const turns of [0, 1, 5]) {
      const threads = threadsHere();
      const spawn = () => {
        const port = threads.spawn();
        const failing = (listener: (error: Error) => void) => {
          let left = turns;
          const wait = () => {
            if (left-- > 0) setImmediate(wait);
            else listener(new Error('out of memory'));
          };
          setImmediate(wait);
        };
        const on = (event: string, listener: never) => (event === 'error' ? failing(listener) : undefined);
        return { ...port, on };
      };
      const broken = { ...threads, spawn };
      const json = { path: writeList('a.json', JSON.stringify([{ email: 'a@b.fr' }])) };
      const lists = [json, ...inputsOf(numbered(50)).lists];
      const run = runOn({ rulebook: RULEBOOK, lists }, { workers: 2, chunkSize: 100, threads: broken });
      await expect(run, `after ${turns} turns`).rejects.toThrow('out of memory');
      expect(threads.open()).toBe(0);
    }
    // Should it be kept waiting, it need not be for long.
  }, 15_000);
});
