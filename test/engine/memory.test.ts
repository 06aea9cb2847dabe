import { expect, it } from 'vitest';
import { writeList } from '../lists/reading.ts';
import { rulebookOf } from './answering.ts';
import { runOn } from './running.ts';
import { usedBytes } from './used-bytes.ts';

const RULEBOOK = rulebookOf(`
rulebook: demo
version: 1
fields:
  email: { type: email }
  size: { type: number }
criteria:
  big: { when: { size: { gte: 10 } }, ask: "How many people are there in your company today?" }
  known: { when: { email: { is: present } }, ask: "Which address may we write to, in case of questions?" }
stages:
  - { stage: SQL, when: { all: [{ criterion: big }, { criterion: known }] } }
  - { stage: lead }
`);

const CHUNK = 2048;
const WORKERS = 2;
/** Rows of so few bytes come to no more than this with their annotations, for each chunk that may be under way. */
const LARGEST_OUTPUT = 1 << 18;
const UNDER_WAY = 5 * WORKERS;

/** The most bytes of buffers that are in use at some time of a run over so many chunks, beyond those before it. */
async function mostBytes(chunks: number, row: string): Promise<number> {
  const text = `email,size,notes\n${row.repeat((chunks * CHUNK) / row.length)}`;
  const lists = [{ path: writeList('leads.csv', text), options: { delimiter: ',', headerRow: 1 } }];
  const before = usedBytes();
  let most = 0;
  let told = 0;
  const onProgress = () => {
    if (told++ % 50 === 0) most = Math.max(most, usedBytes() - before);
  };
  const sink = { write: () => undefined };
  await runOn({ rulebook: RULEBOOK, lists }, { workers: WORKERS, chunkSize: CHUNK, sink, onProgress });
  return most;
}

it.each([
  ['shorter than their annotations', 'a,1,\n'],
  ['longer than their annotations', `a@b.example,12,${'x'.repeat(800)}\n`],
])('memory does not grow with a list of rows %s', async (_, row) => {
  // The first run makes what stays for all others.
  await mostBytes(50, row);
  const few = await mostBytes(100, row);
  const many = await mostBytes(600, row);
  expect(many).toBeLessThan(few + UNDER_WAY * LARGEST_OUTPUT);
});
