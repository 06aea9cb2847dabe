import { EXIT } from './exit-codes.ts';

/**
 * Runs work that leaves nothing half-written: on SIGINT and SIGTERM `cleanUp` runs, and the process ends with the
 * signal's exit code. If `cleanUp` says that it came too late, for all is written, the work ends as it would have.
 */
export async function interruptible<T>(cleanUp: () => boolean, work: () => Promise<T>): Promise<T> {
  const stop = (code: number) => () => {
    if (cleanUp()) process.exit(code);
  };
  const onInterrupt = stop(EXIT.interrupted);
  const onTerminate = stop(EXIT.terminated);
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  try {
    return await work();
  } finally {
    process.removeListener('SIGINT', onInterrupt);
    process.removeListener('SIGTERM', onTerminate);
  }
}
