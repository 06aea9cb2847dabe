import { open } from 'node:fs/promises';

/** Keeps the disk busy while a file is still being written, so that there is little left to wait for at its end. */
export interface FlushBehind {
  /** To be told of bytes that have been written; never waits. */
  wrote(bytes: number): void;
  /** Throws what a flush has failed with: a system need not say that again to whoever syncs the file after it. */
  verify(): void;
}

export interface FlushOptions {
  /** Bytes between the beginnings of two flushes. */
  readonly every?: number;
  /** Puts what has been written of a file on the disk. */
  readonly flush?: (path: string) => Promise<void>;
}

const EVERY = 1 << 26;

/** Flushes the file at a path again and again, one flush at a time; a file of less than `every` bytes never. */
export function createFlushBehind(
  path: string,
  { every = EVERY, flush = flushFile }: FlushOptions = {},
): FlushBehind {
  let unflushed = 0;
  let isFlushing = false;
  let failure: { readonly error: unknown } | undefined;
  return {
    wrote(bytes) {
      unflushed += bytes;
      if (isFlushing || unflushed < every) return;
      isFlushing = true;
      unflushed = 0;
      void flush(path)
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          isFlushing = false;
        });
    },
    verify() {
      if (failure !== undefined) throw failure.error;
    },
  };
}

/**
 * By a descriptor of its own: the writer may close its own and remove the file meanwhile, and where a flush fails that is
 * still under way when the writer syncs, Linux tells it both of them.
 */
async function flushFile(path: string): Promise<void> {
  // Who cannot open the file again only waits longer at its end.
  const file = await open(path, 'r+').catch(() => undefined);
  try {
    await file?.datasync();
  } finally {
    // Nothing was written through it that a failing close could lose.
    void file?.close().catch(() => undefined);
  }
}
