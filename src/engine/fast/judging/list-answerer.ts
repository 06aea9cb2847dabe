import type { RecordBatch } from '../../../records/record-batch.ts';
import { emptyRecords } from '../../../records/record-batch.ts';
import type { ListPlan } from '../../job.ts';
import type { Run } from '../../run.ts';
import { compileDoubtCount } from '../reading/doubt-counts.ts';
import { createLeadReader } from '../reading/lead-reader.ts';
import { type AnsweredBatch, makeRoom } from './answered-batch.ts';
import { createBatchJudge } from './batch-judge.ts';

const NOTHING_LOOKED_UP = new Float64Array(0);

/** The first of a batch's three steps, which may be taken in any order and on any thread. */
export type AnswerBatch = (batch: RecordBatch, into: AnsweredBatch) => void;

export function createAnswerer(run: Run, plan: ListPlan): AnswerBatch {
  const { rules, judge, fields, tally, kernel, parts, dedupe } = run;
  const { rulebook, asOf } = rules;
  const reader = createLeadReader(kernel, fields, { plan, rulebook });
  const countDoubts = compileDoubtCount(reader);
  const judgeBatch = createBatchJudge({ rulebook, asOf, judge, fields, tally, reader });

  function tellApart(into: AnsweredBatch): void {
    const { count, keys, inside } = into;
    const { isInside } = run;
    run.slotSources(reader, count, into.sources);
    run.slotGroups(reader, count, into.byGroups);
    if (isInside === undefined) inside.fill(1, 0, count);
    if (isInside === undefined && dedupe.length === 0) return;
    for (let record = 0; record < count; record++) {
      const read = { reader, record };
      if (isInside !== undefined) inside[record] = isInside(read);
      for (let key = 0; key < dedupe.length; key++) {
        (dedupe[key] as Run['dedupe'][number])(read, keys, (record * dedupe.length + key) * 2);
      }
    }
    const words = dedupe.length * 2;
    for (const record of into.empty) keys.fill(0, record * words, (record + 1) * words);
  }

  return (batch, into) => {
    releaseBatch(run, into);
    into.parts = parts.take();
    into.count = batch.count;
    into.rejected = batch.rejects.length;
    makeRoom(into, batch.count, dedupe.length);
    reader.read(batch, into.memory);
    into.row = batch.row.slice(0, batch.count);
    into.empty = emptyRecords(batch);
    run.suppression?.takeCounts();
    judgeBatch(into, into.parts, run.suppression?.isListed);
    into.lookedUp = run.suppression?.takeCounts() ?? NOTHING_LOOKED_UP;
    tellApart(into);
    into.doubts = countDoubts(into);
  };
}

/** Lets go of what a batch was answered with, once it is written or dropped. */
export function releaseBatch({ parts }: Run, answered: AnsweredBatch): void {
  if (answered.parts === undefined) return;
  parts.release(answered.parts);
  answered.parts = undefined;
}
