import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeList } from '../../../lists/reading.ts';
import { chunkSizes, regularLists, TRICKY_OPTIONS, trickyLists } from '../../../lists/tricky-lists.ts';
import { rulebookOf } from '../../answering.ts';
import { type RunInputs, runOn } from '../../running.ts';
import { threadsHere } from '../../threads-here.ts';

const RULEBOOK = rulebookOf(`
rulebook: demo
version: 1
fields:
  email: { type: email }
  name: { type: text }
  size: { type: number, min: 0 }
  source: { type: text, columns: [name], aliases: { acme: [a] } }
criteria:
  big: { when: { size: { gte: 10 } }, ask: "How many?" }
  known: { when: { email: { is: present } } }
  rival: { when: { email.domain: [rival.com] } }
frameworks:
  two: { criteria: [big, known], pass: 2 }
scores:
  fit:
    max: 40
    rules:
      - { id: size, per: size, points: 0.5, max: 20 }
      - { id: free, when: { email.domain: $free_mail }, points: -5 }
stages:
  - { stage: disqualified, when: { criterion: rival } }
  - { stage: SQL, when: { framework: two }, route: sales, follow_up: { days: 2 } }
  - { stage: MQL, when: { score: { total: { gte: 3 } } } }
  - { stage: lead }
dedupe: { keys: [[email], [name, size]] }
`);

const STOP = writeList('stop.csv', 'email,domain\nbob@acme.fr,\n,gmail.com\n');

const manner = fc.record({
  workers: fc.integer({ min: 2, max: 5 }),
  chunkSize: chunkSizes,
  turns: fc.array(fc.nat({ max: 4 }), { maxLength: 5 }),
});
type Manner = typeof manner extends fc.Arbitrary<infer T> ? T : never;

/** Of some 60 to 130 chunks that are taken, as chance has it: far fewer than any seed gives, and no property without them. */
const LEAST = 10;

/** Chunks whose rows came from a worker, and those that had to be judged again, over all runs of a property. */
const chunks = { taken: 0, dropped: 0 };
beforeEach(() => {
  chunks.taken = chunks.dropped = 0;
});

/** Runs with workers, and expects what one thread makes of the same. */
async function expectSame(inputs: RunInputs, { workers, chunkSize, turns }: Manner): Promise<void> {
  const threads = threadsHere(turns);
  const shared = await runOn(inputs, { workers, chunkSize, threads });
  // As many as the job asks for, and one that hashes.
  expect([threads.spawned(), threads.open()]).toEqual([workers + 1, 0]);
  chunks.taken += threads.asked('emit');
  chunks.dropped += threads.asked('drop');
  expect(shared).toEqual(await runOn(inputs, { workers: 1 }));
}

const fileOf = (content: string | Uint8Array, name = 'leads.csv') => ({
  path: writeList(name, content),
  options: TRICKY_OPTIONS,
});

describe('a run with workers gives what one thread gives', () => {
  it('of files', async () => {
    await fc.assert(
      fc.asyncProperty(trickyLists(40), fc.constantFrom('', '\ufeff'), manner, async (text, mark, how) => {
        const lists = [fileOf(mark + text)];
        await expectSame({ rulebook: RULEBOOK, lists, suppress: [STOP] }, how);
      }),
      { numRuns: 40 },
    );
    expect(chunks.taken).toBeGreaterThan(LEAST);
    expect(chunks.dropped).toBeGreaterThan(0);
  });

  it('of gzip, of a legacy encoding and of stdin', async () => {
    const encode = {
      gzip: (text: string) => fileOf(gzipSync(text), 'leads.csv.gz'),
      legacy: (text: string) => ({
        path: writeList('leads.csv', iconv.encode(text, 'windows-1252')),
        options: { ...TRICKY_OPTIONS, encoding: 'windows-1252' },
      }),
      stdin: (text: string) => ({ path: '-', stdin: Buffer.from(text), options: TRICKY_OPTIONS }),
    };
    const source = fc.constantFrom('gzip' as const, 'legacy' as const, 'stdin' as const);
    await fc.assert(
      fc.asyncProperty(trickyLists(40), source, manner, async (text, from, how) => {
        await expectSame({ rulebook: RULEBOOK, lists: [encode[from](text)], suppress: [STOP] }, how);
      }),
      { numRuns: 25 },
    );
    expect(chunks.taken).toBeGreaterThan(LEAST);
  });

  it('of two lists with duplicates across them, of which one may be JSON', async () => {
    const json = JSON.stringify([{ email: 'bob@acme.fr', name: 'É', size: 12 }, { email: 'cid@gmail.com' }]);
    const second = fc.oneof({ weight: 4, arbitrary: trickyLists(20) }, fc.constant(json));
    await fc.assert(
      fc.asyncProperty(trickyLists(40), second, manner, async (one, other, how) => {
        const lists = [fileOf(one, 'one.csv'), fileOf(other, other === json ? 'other.json' : 'other.csv')];
        await expectSame({ rulebook: RULEBOOK, lists, by: 'size' }, how);
      }),
      { numRuns: 25 },
    );
    expect(chunks.taken).toBeGreaterThan(LEAST);
  });

  it('as NDJSON, and without guards', async () => {
    await fc.assert(
      fc.asyncProperty(trickyLists(40), fc.constantFrom('csv', 'ndjson'), manner, async (text, to, how) => {
        await expectSame({ rulebook: RULEBOOK, lists: [fileOf(text)], to, guard: false }, how);
      }),
      { numRuns: 40 },
    );
    expect(chunks.taken).toBeGreaterThan(LEAST);
  });

  it('and its rows have the cells that csv-parse reads in regular lists', async () => {
    const read = (text: string): readonly (readonly string[])[] =>
      parse(text, { record_delimiter: ['\r\n', '\n'], skip_empty_lines: true });
    await fc.assert(
      fc.asyncProperty(regularLists(40), manner, async (text, { workers, chunkSize, turns }) => {
        const inputs = { rulebook: RULEBOOK, lists: [fileOf(text)], guard: false };
        const { lists } = await runOn(inputs, { workers, chunkSize, threads: threadsHere(turns) });
        const rows = read(lists[0]?.annotated ?? '');
        expect(rows.map(row => row.slice(0, 3))).toEqual(read(text));
      }),
      { numRuns: 30 },
    );
  });
});
