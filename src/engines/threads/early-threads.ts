import { statSync } from 'node:fs';
import type { FileRange } from '../../leads/clean-text.ts';
import { countWorkers, WORTHWHILE } from './count-workers.ts';
import { connectWorker, spawnThread, type ThreadPort, type WorkerThread } from './worker-thread.ts';

/** Workers that load their code while the calling thread still reads what they are to judge by. */
export interface EarlyThreads {
  /** One of them, or a new one where all are taken. */
  spawn(): WorkerThread;
  /**
   * Whether an open file is all UTF-8 without a NUL byte, which those that nobody took look at together. False where it is
   * not, or they cannot tell: one has failed, there is none, or the file is so short that asking takes longer.
   */
  isClean(file: OpenFile): Promise<boolean>;
  /** Ends those that nobody took. */
  dismiss(): Promise<void>;
}

type OpenFile = Pick<FileRange, 'descriptor' | 'size'>;

/** Bytes that a worker looks at before it is asked for more, so that who has loaded first takes most. */
const SHARE = 1 << 23;

/** As many as judging these lists will take as far as their files tell, and one more for their hashes. */
export function startThreadsEarly(
  lists: readonly string[],
  workers: number | undefined,
  spawn: () => ThreadPort = spawnThread,
): EarlyThreads {
  const sizes = lists.map(sizeOf);
  const count = countWorkers(sizes, workers);
  const waiting = Array.from({ length: count > 1 ? count + 1 : 0 }, () => {
    const port = spawn();
    const worker = connectWorker(port);
    // One that cannot even load is left out: whoever takes another will hear why.
    port.on('error', () => leaveOut(worker));
    return worker;
  });

  function leaveOut(worker: WorkerThread): void {
    const at = waiting.indexOf(worker);
    if (at !== -1) waiting.splice(at, 1);
  }

  return {
    spawn: () => waiting.shift() ?? connectWorker(spawn()),
    isClean: async file => file.size >= WORTHWHILE && waiting.length > 0 && findClean([...waiting], file),
    async dismiss() {
      await Promise.all(waiting.splice(0).map(worker => worker.end()));
    },
  };
}

/** Whether workers find a whole file clean. None of them reads it any more when that is known. */
async function findClean(workers: readonly WorkerThread[], { descriptor, size }: OpenFile): Promise<boolean> {
  let isClean = true;
  let from = 0;
  async function takeShares(worker: WorkerThread): Promise<void> {
    while (isClean && from < size) {
      const to = Math.min(from + SHARE, size);
      const asked = worker.ask({ kind: 'is-clean', descriptor, from, to, size });
      from = to;
      // What is wrong, with the file or the worker, is found and said by whoever reads the file in its stead.
      const found = await asked.catch(() => ({ isClean: false }));
      if (!found.isClean) isClean = false;
    }
  }
  await Promise.all(workers.map(takeShares));
  return isClean;
}

/** Compressed files are left out: how long their text is, nobody knows yet. */
function sizeOf(path: string): number {
  if (path.endsWith('.gz')) return 0;
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : 0;
}
