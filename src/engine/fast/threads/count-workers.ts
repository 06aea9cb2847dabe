import { availableParallelism } from 'node:os';

/** Bytes of text below which a list is judged before workers would have started. */
export const WORTHWHILE = 4 << 20;
/** Bytes of text that a second worker is worth its start, and each one more: the calling thread and hashing take a core. */
const WORTH_TWO = 32 << 20;
const WORTH_ONE_MORE = 64 << 20;

/** Threads to judge lists of so many bytes each: those asked for, else as many as the lists are worth and there are cores. */
export function countWorkers(sizes: readonly number[], asked: number | undefined): number {
  if (!sizes.some(size => size >= WORTHWHILE)) return 1;
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const worth = bytes < WORTH_TWO ? 1 : Math.max(2, Math.floor(bytes / WORTH_ONE_MORE));
  return asked ?? Math.min(availableParallelism(), worth);
}
