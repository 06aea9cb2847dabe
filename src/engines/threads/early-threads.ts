import { statSync } from 'node:fs';
import { countWorkers } from './count-workers.ts';
import { spawnThread, type ThreadPort } from './worker-thread.ts';

/** Threads that load their code while the calling one still reads what they are to judge by. */
export interface EarlyThreads {
  /** One of them, or a new one where all are taken. */
  spawn(): ThreadPort;
  /** Ends those that nobody took. */
  dismiss(): Promise<void>;
}

/** As many as judging these lists will take as far as their files tell, and one more for their hashes. */
export function startThreadsEarly(
  lists: readonly string[],
  workers: number | undefined,
  spawn: () => ThreadPort = spawnThread,
): EarlyThreads {
  const sizes = lists.map(sizeOf);
  const count = countWorkers(sizes, workers);
  const waiting = Array.from({ length: count > 1 ? count + 1 : 0 }, spawn);
  for (const thread of waiting) {
    // One that cannot even load is left out: whoever takes another will hear why.
    thread.on('error', () => {
      const at = waiting.indexOf(thread);
      if (at !== -1) waiting.splice(at, 1);
    });
  }
  return {
    spawn: () => waiting.shift() ?? spawn(),
    async dismiss() {
      await Promise.all(waiting.splice(0).map(thread => thread.terminate()));
    },
  };
}

/** Compressed files are left out: how long their text is, nobody knows yet. */
function sizeOf(path: string): number {
  if (path.endsWith('.gz')) return 0;
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : 0;
}
