import { batchBytes, type RecordBatch } from '../records/record-batch.ts';
import type { PlannedList, Progress } from './job.ts';

export type OnProgress = (progress: Progress) => void;

/** Reads a list to its end on the calling thread. */
export async function readList(
  { list }: PlannedList,
  { lane, report }: { readonly lane: { qualify(batch: RecordBatch): void }; readonly report: OnProgress },
): Promise<Progress> {
  let rows = 0;
  let bytes = 0;
  for await (const batch of list.records()) {
    lane.qualify(batch);
    rows += batch.count + batch.rejects.length;
    bytes += batchBytes(batch);
    report({ rows, bytes });
  }
  return { rows, bytes };
}
