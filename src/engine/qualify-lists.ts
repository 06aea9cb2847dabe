import type { Fingerprint } from '../lists/bytes/fingerprint.ts';
import { Defect } from '../model/errors.ts';
import type { ListReading } from './fast/reading/locale-doubt.ts';
import type { Job, Progress, RunResult } from './job.ts';
import type { EarlyWork } from './local.ts';
import { startPlainRun } from './plain-run.ts';
import { type OnProgress, readList } from './read-list.ts';

/** Rows in all lists up to which the plain engine is done before the fast lane would have been loaded, as measured. */
const SHORT = 100;
/** Bytes of text in all lists up to which their rows are counted. */
const WORTH_COUNTING = 1 << 15;

/** Judges and writes the lists of a job: short ones by the plain engine, for which little is loaded, others by the fast lane. */
export async function qualifyLists(
  job: Job,
  onProgress: OnProgress,
  early: EarlyWork = {},
): Promise<RunResult> {
  if (await isShort(job)) return runPlainly(job, onProgress);
  const { runFast } = await import('./local.ts');
  return runFast(job, onProgress, early);
}

/** A list whose size is not known is taken for a long one. */
async function isShort({ lists }: Job): Promise<boolean> {
  const bytes = lists.reduce((sum, { list }) => sum + (list.size ?? Number.POSITIVE_INFINITY), 0);
  if (bytes > WORTH_COUNTING) return false;
  let rows = 0;
  for (const { list } of lists) for await (const batch of list.records()) rows += batch.count;
  return rows <= SHORT;
}

/** Judges and writes the lists of a job by the plain engine on the calling thread. */
export async function runPlainly(job: Job, onProgress: OnProgress): Promise<RunResult> {
  const run = startPlainRun(job);
  const fingerprints: Fingerprint[] = [];
  const readings: ListReading[] = [];
  let before: Progress = { rows: 0, bytes: 0 };
  for (const [index, plan] of job.lists.entries()) {
    const output = job.outputs[index];
    if (output === undefined) throw new Defect(`list ${index} is not planned`);
    const lane = run.openList({ index, plan, writer: plan.writer, output });
    const report: OnProgress = ({ rows, bytes }) =>
      onProgress({ rows: before.rows + rows, bytes: before.bytes + bytes });
    const read = await readList(plan, { lane, report });
    fingerprints.push(await plan.list.fingerprint());
    readings.push(lane.readings());
    before = { rows: before.rows + read.rows, bytes: before.bytes + read.bytes };
  }
  return { tally: run.finish(), readings, warnings: run.warnings(), fingerprints, workers: 1 };
}
