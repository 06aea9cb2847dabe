import { createRequire } from 'node:module';
import type { ResourceLimits, Worker } from 'node:worker_threads';

/**
 * A new thread that runs an entry of the build, in whichever module this ends up: all of them are one folder below
 * `dist`, as this is below `src`. What makes threads is loaded only here: short lists need none.
 */
export function openThread(entry: 'worker' | 'check-worker', resourceLimits: ResourceLimits = {}): Worker {
  const threads = createRequire(import.meta.url)(
    'node:worker_threads',
  ) as typeof import('node:worker_threads');
  const script = new URL('../../bin/thread.cjs', import.meta.url);
  return new threads.Worker(script, { workerData: { module: `entries/${entry}` }, resourceLimits });
}
