import { Defect } from '../model/errors.ts';
import type { RecordBatch, Reject } from '../records/record-batch.ts';
import { createAnsweredBatch } from './fast/judging/answered-batch.ts';
import { releaseBatch } from './fast/judging/list-answerer.ts';
import type { EmittedBytes } from './fast/threads/worker-messages.ts';
import type { EmittedRows } from './fast/writing/list-emitter.ts';
import { type ListSinks, openSinks } from './fast/writing/list-sinks.ts';
import type { Job } from './job.ts';
import { createListJudge, type ListJudge } from './list-judge.ts';
import type { Run } from './run.ts';
import type { Duplicates, Settler, Unsettled } from './settler.ts';

/** One list on its way through the calling thread, which settles every batch in the order of the run. */
export interface ListLane {
  readonly judge: ListJudge;
  readonly sinks: ListSinks;
  /** Takes a batch through all three steps and writes it. */
  qualify(batch: RecordBatch): void;
  /** Takes a batch through all three steps; its rows are yet to be written. */
  judgeBatch(batch: RecordBatch): EmittedBytes;
  /** Settles what another thread has answered. */
  settle(answered: Unsettled, rowsBefore: number): Duplicates;
  reject(rejects: readonly Reject[]): void;
}

export function openLane(run: Run, settler: Settler, { job, index }: { job: Job; index: number }): ListLane {
  const plan = job.lists[index];
  const output = job.outputs[index];
  if (plan === undefined || output === undefined) throw new Defect(`list ${index} is not planned`);
  const { writer } = plan;
  const judge = createListJudge(run, { index, plan, writer, split: output.stage !== undefined });
  const sinks = openSinks(output, writer.header);
  const answered = createAnsweredBatch(run.kernel, run.judge.parts.groups.length);
  const settle: ListLane['settle'] = (unsettled, rowsBefore) => settler.settle(index, unsettled, rowsBefore);

  function emit(batch: RecordBatch): EmittedRows {
    judge.answer(batch, answered);
    const duplicates = settle({ keys: answered.keys, row: batch.row, count: batch.count }, 0);
    output?.reject(batch.rejects);
    const rows = judge.emit(answered, duplicates, 0);
    // The last batch of a list would keep what it was answered with for the rest of the run.
    releaseBatch(run, answered);
    return rows;
  }

  return {
    judge,
    sinks,
    settle,
    qualify: batch => sinks.write(emit(batch)),
    judgeBatch(batch) {
      const { annotated, stages } = emit(batch);
      return {
        annotated: Uint8Array.from(annotated),
        stages: stages.map(([stage, bytes]) => [stage, Uint8Array.from(bytes)] as const),
      };
    },
    reject: output.reject,
  };
}
