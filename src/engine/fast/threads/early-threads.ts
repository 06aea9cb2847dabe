import { statSync } from 'node:fs';
import type { Fingerprint } from '../../../lists/bytes/fingerprint.ts';
import { countWorkers, WORTHWHILE } from './count-workers.ts';
import { lookEarly, type OpenFile } from './early-look.ts';
import { connectWorker, spawnThread, type ThreadPort, type WorkerThread } from './worker-thread.ts';

/** Workers that load their code, and look at the lists, while the calling thread still reads what to judge them by. */
export interface EarlyThreads {
  /** One of them, or a new one where all are taken. */
  spawn(): WorkerThread;
  /** Whether an open file is all UTF-8 without a NUL byte. False where it is not, or they have not looked at it. */
  isClean(file: OpenFile): Promise<boolean>;
  /** Starts one more, which hashes the lists. Later than the others: to load beside them all keeps the caller waiting. */
  hash(): void;
  /** The fingerprint of an open file that is clean; undefined where nobody has begun to hash it. */
  fingerprint(file: OpenFile): Promise<Fingerprint> | undefined;
  /** Ends those that nobody took. */
  dismiss(): Promise<void>;
}

/** As many as judging these lists will take, as far as their files tell. */
export function startThreadsEarly(
  lists: readonly string[],
  workers: number | undefined,
  spawn: () => ThreadPort = spawnThread,
): EarlyThreads {
  const sizes = lists.map(sizeOf);
  const count = countWorkers(sizes, workers);
  const start = (): WorkerThread => {
    const port = spawn();
    const worker = connectWorker(port);
    // One that cannot even load is left out: whoever takes another will hear why.
    port.on('error', () => leaveOut(worker));
    return worker;
  };
  const waiting = count > 1 ? Array.from({ length: count }, start) : [];
  const long = count > 1 ? lists.filter((_, index) => (sizes[index] ?? 0) >= WORTHWHILE) : [];
  const looks = long.flatMap(path => lookEarly(path, waiting) ?? []);

  function leaveOut(worker: WorkerThread): void {
    const at = waiting.indexOf(worker);
    if (at !== -1) waiting.splice(at, 1);
  }

  const lookOf = (file: OpenFile) => looks.find(look => look.isOf(file));

  return {
    spawn: () => waiting.shift() ?? connectWorker(spawn()),
    isClean: async file => (await lookOf(file)?.isClean) ?? false,
    hash() {
      if (looks.length === 0) return;
      const hasher = start();
      for (const look of looks) void look.hash(hasher);
      waiting.push(hasher);
    },
    fingerprint: file => lookOf(file)?.fingerprint(),
    async dismiss() {
      await Promise.all(waiting.splice(0).map(worker => worker.end()));
      for (const look of looks.splice(0)) look.close();
    },
  };
}

/** Nobody knows yet how long the text of compressed lists is, and JSON is read by the calling thread alone. */
const LEFT_OUT = /\.(?:gz|json|jsonl|ndjson)$/i;

function sizeOf(path: string): number {
  if (LEFT_OUT.test(path)) return 0;
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : 0;
}
