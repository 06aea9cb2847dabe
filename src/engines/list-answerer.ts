import type { RecordBatch } from '../leads/record-batch.ts';
import { type AnsweredBatch, makeRoom } from './answered-batch.ts';
import type { ListPlan } from './job.ts';
import { createLeadReader } from './lead-reader.ts';
import type { LocaleDoubt } from './locale-doubt.ts';
import type { Run } from './run.ts';

/** The first of a batch's three steps, which may be taken in any order and on any thread. */
export type AnswerBatch = (batch: RecordBatch, into: AnsweredBatch) => void;

export interface AnswererOptions {
  readonly plan: ListPlan;
  readonly doubt: LocaleDoubt;
}

export function createAnswerer(run: Run, { plan, doubt }: AnswererOptions): AnswerBatch {
  const { judgeLead, dedupe, isSuppressed, sourceOf, groupOf, isInside } = run;
  const read = createLeadReader(run.fields, { plan, rulebook: run.rules.rulebook });
  return (batch, into) => {
    into.batch = batch;
    makeRoom(into, batch.count, dedupe.length);
    if (into.doubts.length === 0) into.doubts = doubt.createCounts();
    const { sources, groups, inside, keys, doubts } = into;
    doubts.fill(0);
    const place = { into, record: 0 };
    let word = 0;
    for (let record = 0; record < batch.count; record++) {
      const cells = read(batch, record);
      doubt.count(cells, doubts);
      place.record = record;
      judgeLead(cells, isSuppressed(cells), place);
      sources[record] = sourceOf(cells);
      groups[record] = groupOf(cells);
      inside[record] = isInside(cells) ? 1 : 0;
      for (let key = 0; key < dedupe.length; key++) {
        (dedupe[key] as Run['dedupe'][number])(cells, keys, word);
        word += 2;
      }
    }
  };
}
