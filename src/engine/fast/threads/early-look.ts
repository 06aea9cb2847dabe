import { closeSync, fstatSync, openSync } from 'node:fs';
import { type FileRange, shareFile } from '../../../lists/bytes/clean-text.ts';
import type { Fingerprint } from '../../../lists/bytes/fingerprint.ts';
import type { WorkerThread } from './worker-thread.ts';

export type OpenFile = Pick<FileRange, 'descriptor' | 'size'>;

/** What threads find out about a list's file while the calling thread still reads what the list is to be judged by. */
export interface EarlyLook {
  /** Whether this is the file that they look at, and as it was when they began. */
  isOf(file: OpenFile): boolean;
  /** Whether it is all UTF-8 without a NUL byte; false where they cannot tell. */
  readonly isClean: Promise<boolean>;
  /** Has one more thread hash it, if it is clean: what is not is hashed by whoever reads it. */
  hash(hasher: WorkerThread): Promise<void>;
  /** Undefined where nobody has begun with it. */
  readonly fingerprint: () => Promise<Fingerprint> | undefined;
  /** To be called when no thread reads it any more. */
  close(): void;
}

/** Has workers look through a file together; undefined where it cannot be opened, which whoever opens it next will say. */
export function lookEarly(path: string, workers: readonly WorkerThread[]): EarlyLook | undefined {
  const opened = openQuietly(path);
  if (opened === undefined) return undefined;
  const { descriptor, size, identity } = opened;
  const file = shareFile({ descriptor, size });
  const looks = workers.map(worker => worker.ask({ kind: 'look-through', ...file }));
  // What is wrong, with the file or a worker, is found and said by whoever reads the file in its stead.
  const isClean = Promise.all(looks).then(
    replies => replies.every(reply => reply.isClean),
    () => false,
  );
  let fingerprint: Promise<Fingerprint> | undefined;
  return {
    isOf: other => identityOf(other.descriptor) === identity,
    isClean,
    async hash(hasher) {
      if (await isClean) fingerprint = hasher.ask({ kind: 'fingerprint', descriptor });
    },
    fingerprint: () => fingerprint,
    close: () => closeSync(descriptor),
  };
}

function openQuietly(path: string): (OpenFile & { readonly identity: string }) | undefined {
  try {
    const descriptor = openSync(path, 'r');
    return { descriptor, size: fstatSync(descriptor).size, identity: identityOf(descriptor) };
  } catch {
    return undefined;
  }
}

/** Equal for one file that has not been written to. */
function identityOf(descriptor: number): string {
  const { dev, ino, size, mtimeNs } = fstatSync(descriptor, { bigint: true });
  return [dev, ino, size, mtimeNs].join(' ');
}
