import { DUPLICATE } from '../costs/tally.ts';
import type { RecordBatch } from '../leads/record-batch.ts';
import { Defect } from '../model/errors.ts';
import type { Engine } from './job.ts';
import { createLeadReader } from './lead-reader.ts';
import { createListWriter } from './list-writer.ts';
import { type Run, startRun } from './run.ts';

/** Judges the lists in this process, on one thread, batch by batch. */
export const runLocal: Engine = async (job, onProgress) => {
  const run = startRun(job);
  const read = { rows: 0, bytes: 0 };
  for (const [index, { list }] of job.lists.entries()) {
    const qualify = startList(run, index);
    for await (const batch of list.records()) {
      qualify(batch);
      read.rows += batch.count + batch.rejects.length;
      read.bytes += batch.count === 0 ? 0 : (batch.nexts[batch.count - 1] ?? 0);
      onProgress(read);
    }
  }
  return { tally: run.tally.finish(), warnings: run.warnings() };
};

/** What to do with each batch of one list: answer, settle (in the order of the run), write. */
function startList(run: Run, index: number): (batch: RecordBatch) => void {
  const { job, tally } = run;
  const planned = job.lists[index];
  const output = job.outputs[index];
  if (planned === undefined || output === undefined) throw new Defect(`list ${index} is not planned`);
  const reader = createLeadReader(run.fields, { planned, rulebook: job.rulebook });
  const writer = createListWriter(run, { list: index, writer: planned.writer, output });
  const judgeRecord = (batch: RecordBatch, record: number) => {
    const lead = reader.read(batch, record);
    const row = batch.row[record] ?? 0;
    const duplicateOf = run.findEarlier(lead, { list: index, row });
    const remembered = run.memory.recall(lead.judged, run.isSuppressed(lead));
    writer.write({ batch, record, lead, remembered, duplicateOf });
    tally.add({
      list: index,
      row,
      source: run.sourceOf(lead),
      group: run.groupOf(lead),
      verdict: duplicateOf === undefined ? remembered.slot : DUPLICATE,
      inside: run.isInside(lead),
    });
  };
  writer.flush();
  return batch => {
    for (let record = 0; record < batch.count; record += 1) judgeRecord(batch, record);
    writer.flush();
    output.reject(batch.rejects);
    tally.reject(batch.rejects.length);
  };
}
