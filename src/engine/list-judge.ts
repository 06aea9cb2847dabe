import type { RowWriter } from '../rows/row-writer.ts';
import { type AnswerBatch, createAnswerer } from './fast/judging/list-answerer.ts';
import { countReadings, type ReadingCounts } from './fast/reading/locale-doubt.ts';
import { createEmitter, type EmitBatch } from './fast/writing/list-emitter.ts';
import type { ListPlan } from './job.ts';
import type { Run } from './run.ts';

/** One list on its way through one thread. A batch is answered, then settled by whoever sees them all, then emitted. */
export interface ListJudge {
  readonly answer: AnswerBatch;
  readonly emit: EmitBatch;
  readonly readings: ReadingCounts;
}

export interface ListJudgeOptions {
  /** Index of the list in the run. */
  readonly index: number;
  readonly plan: ListPlan;
  readonly writer: RowWriter;
  /** Whether rows go to a file of their stage too. */
  readonly split: boolean;
}

export function createListJudge(run: Run, { index, plan, writer, split }: ListJudgeOptions): ListJudge {
  const fields = run.fields.classes.map(({ field }) => field);
  const readings = countReadings(fields, {
    list: plan.name,
    notation: plan,
    has: name => plan.columns.has(name),
  });
  return {
    answer: createAnswerer(run, plan),
    emit: createEmitter(run.kernel, run, { index, writer, readings, split }),
    readings,
  };
}
