import { availableParallelism } from 'node:os';

/** Bytes of text below which a list is judged before workers would have started. */
export const WORTHWHILE = 4 << 20;
/** Bytes of text that one more worker is worth its start, which costs it about as much as judging so many. */
const WORTH_A_WORKER = 16 << 20;

/** Threads to judge lists of so many bytes each: those asked for, else one for each core as far as the lists are worth it. */
export function countWorkers(sizes: readonly number[], asked: number | undefined): number {
  if (!sizes.some(size => size >= WORTHWHILE)) return 1;
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return asked ?? Math.max(1, Math.min(availableParallelism(), Math.floor(bytes / WORTH_A_WORKER)));
}
