import { DUPLICATE } from '../costs/tally.ts';
import type { RecordBatch } from '../leads/record-batch.ts';
import { Defect } from '../model/errors.ts';
import type { Engine } from './job.ts';
import { createLeadReader } from './lead-reader.ts';
import { createListWriter } from './list-writer.ts';
import { createLocaleDoubt } from './locale-doubt.ts';
import { type Run, startRun } from './run.ts';

/** Judges the lists in this process, on one thread, batch by batch. */
export const runLocal: Engine = async (job, onProgress) => {
  const run = startRun(job);
  const read = { rows: 0, bytes: 0 };
  const warnings: string[] = [];
  for (const [index, { list }] of job.lists.entries()) {
    const pass = startList(run, index);
    for await (const batch of list.records()) {
      pass.qualify(batch);
      read.rows += batch.count + batch.rejects.length;
      read.bytes += batch.count === 0 ? 0 : (batch.nexts[batch.count - 1] ?? 0);
      onProgress(read);
    }
    warnings.push(...pass.warnings());
  }
  return { tally: run.tally.finish(), warnings: [...warnings, ...run.warnings()] };
};

/** One list on its way through a run. */
interface ListPass {
  /** Takes each batch through its three steps: answer, settle (in the order of the run), write. */
  qualify(batch: RecordBatch): void;
  warnings(): readonly string[];
}

function startList(run: Run, index: number): ListPass {
  const { job, tally, fields } = run;
  const planned = job.lists[index];
  const output = job.outputs[index];
  if (planned === undefined || output === undefined) throw new Defect(`list ${index} is not planned`);
  const reader = createLeadReader(fields, { planned, rulebook: job.rulebook });
  const writer = createListWriter(run, { list: index, writer: planned.writer, output });
  const { locale, list } = planned;
  const read = fields.classes.map(({ field }) => field);
  const doubt = createLocaleDoubt(read, { list: list.name, locale });

  function judge(batch: RecordBatch, record: number): void {
    const lead = reader.read(batch, record);
    doubt.count(lead.cells);
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
  }

  // The header is written even where no row follows it.
  writer.flush();
  return {
    qualify(batch) {
      for (let record = 0; record < batch.count; record += 1) judge(batch, record);
      writer.flush();
      output.reject(batch.rejects);
      tally.reject(batch.rejects.length);
    },
    warnings: doubt.warnings,
  };
}
