import { expect, it } from 'vitest';
import type { Job } from '../../src/engine/job.ts';
import { openLane } from '../../src/engine/list-lane.ts';
import { startRun } from '../../src/engine/run.ts';
import { createSettler } from '../../src/engine/settler.ts';
import { AS_OF, rulebookOf, scanBatches } from './answering.ts';
import { demandPlan } from './judged-lists.ts';

const RULEBOOK = rulebookOf(
  '{ rulebook: demo, version: 1, fields: { email: { type: email } }, stages: [{ stage: lead }], dedupe: { keys: [[email]] } }',
);

it('lets go of what a batch was answered with once it is written', () => {
  const rules = { rulebook: RULEBOOK, asOf: AS_OF, dedupe: true };
  const columns = new Map([['email', [0]]]);
  const planned = demandPlan({ rules, header: ['email'], columns, batches: () => [] });
  const written: string[] = [];
  const sink = { write: (bytes: Uint8Array) => void written.push(Buffer.from(bytes).toString()) };
  const output = { annotated: sink, reject: () => undefined };
  const job: Job = { ...rules, lists: [planned, planned], outputs: [output, output] };
  const run = startRun(rules);
  const settler = createSettler(job);
  for (const index of [0, 1]) {
    const lane = openLane(run, settler, { job, index });
    const rows = ['ann@acme.fr', 'bob@acme.fr', 'ann@acme.fr'];
    for (const batch of scanBatches(rows, { columns: 1, sizes: [2, 1] })) lane.qualify(batch);
  }
  expect(run.parts.take().users).toBe(1);
  expect(
    written
      .join('')
      .split('\n')
      .filter(line => line.includes('duplicate,')),
  ).toHaveLength(4);
});
