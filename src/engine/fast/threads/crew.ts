import type { Fingerprint } from '../../../lists/bytes/fingerprint.ts';
import type { Chunk } from '../../../lists/chunk.ts';
import type { Job } from '../../job.ts';
import type { EmitRequest, Replies } from './worker-messages.ts';
import { startWorker, type WorkerThread } from './worker-thread.ts';

/** The workers of a run. */
export interface Crew {
  readonly size: number;
  /** Has a chunk of a list judged by the worker that has least to do. */
  answer(list: number, chunk: Chunk, isStart: boolean): AnsweringChunk;
  fingerprint(descriptor: number): Promise<Fingerprint>;
  /** What each worker has counted in all. */
  finish(): Promise<readonly Replies['finish'][]>;
  dismiss(): Promise<void>;
}

/** A chunk that is with a worker. */
export interface AnsweringChunk {
  readonly chunk: Chunk;
  readonly answer: Promise<Replies['answer']>;
  emit(settled: Pick<EmitRequest, 'duplicates' | 'rowsBefore' | 'spare'>): Promise<Replies['emit']>;
  drop(): Promise<Replies['drop']>;
}

export interface CrewOptions {
  /** Workers. */
  readonly size: number;
  /** Gives a worker on a thread, or on what stands in for one. */
  readonly spawn?: () => WorkerThread;
}

/** Starts so many threads, which load while the caller goes on. */
export function startCrew(job: Job, { size, spawn = startWorker }: CrewOptions): Crew {
  const { lists: planned, outputs, workers: _, ...rules } = job;
  const lists = planned.map(
    ({ name, locale, dates, columns, places, source, format, list: { sideBySide } }) => ({
      ...{ name, locale, dates, columns, places, format },
      ...(source === undefined ? {} : { source }),
      ...(sideBySide === undefined ? {} : { scanner: sideBySide.scanner }),
    }),
  );
  const split = outputs.some(({ stage }) => stage !== undefined);
  const workers = Array.from({ length: size }, () => spawn());
  for (const worker of workers) void worker.ask({ kind: 'start', rules, lists, split });
  /** One more, which hashes the inputs beside the others. */
  let hasher: WorkerThread | undefined;
  let chunks = 0;

  return {
    size,
    answer(list, chunk, isStart) {
      const number = ++chunks;
      const worker = workers.reduce((least, other) => (other.load() < least.load() ? other : least));
      const { at, size: bytes, beyond = 0, source } = chunk;
      return {
        chunk,
        answer: worker.ask({ kind: 'answer', chunk: number, list, at, size: bytes, beyond, isStart, source }),
        emit: settled =>
          worker.ask(
            { kind: 'emit', chunk: number, ...settled },
            settled.spare === undefined ? [] : [settled.spare],
          ),
        drop: () => worker.ask({ kind: 'drop', chunk: number }),
      };
    },
    fingerprint(descriptor) {
      hasher ??= spawn();
      return hasher.ask({ kind: 'fingerprint', descriptor });
    },
    finish: () => Promise.all(workers.map(worker => worker.ask({ kind: 'finish' }))),
    async dismiss() {
      await Promise.all([...workers, ...(hasher === undefined ? [] : [hasher])].map(worker => worker.end()));
    },
  };
}
