import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { openThread } from '../../engine/thread.ts';
import { type CheckJob, type CheckResult, runCheckJobs } from './check-job.ts';

/** So many rulebooks are worth a thread, which takes as long to start as some dozens of them to check. */
const WORTH_A_THREAD = 100;

/** Checks rulebooks, many of them on several threads; the results are in the order of the jobs. */
export async function checkSideBySide(jobs: readonly CheckJob[]): Promise<readonly CheckResult[]> {
  const threads = Math.min(availableParallelism(), Math.floor(jobs.length / WORTH_A_THREAD));
  if (threads < 2) return runCheckJobs(jobs);
  const shares = Array.from({ length: threads }, (_, thread) =>
    jobs.filter((_job, index) => index % threads === thread),
  );
  const results = await Promise.all(shares.map(runInThread));
  return jobs.flatMap((_, index) => results[index % threads]?.[Math.floor(index / threads)] ?? []);
}

async function runInThread(jobs: readonly CheckJob[]): Promise<readonly CheckResult[]> {
  const worker = openThread('check-worker');
  worker.postMessage(jobs);
  // What goes wrong in a thread loses its kind on the way: here it happens again, and is told as what it is.
  const reply = await once(worker, 'message').catch(() => [undefined]);
  await worker.terminate();
  return (reply[0] as readonly CheckResult[] | undefined) ?? runCheckJobs(jobs);
}
