import { parentPort } from 'node:worker_threads';
import { type CheckJob, runCheckJobs } from './check-job.ts';

// What a thread of `checkSideBySide` runs.
parentPort?.once('message', async (jobs: readonly CheckJob[]) => {
  parentPort?.postMessage(await runCheckJobs(jobs));
});
