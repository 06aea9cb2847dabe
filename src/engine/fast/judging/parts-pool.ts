import type { Kernel } from '../../../records/kernel.ts';
import { addUp, createParts, forget, isFull, type Parts, type PartsOptions } from './parts.ts';

/** The parts that one thread remembers. What keeps making new ones starts over, so that memory stays flat. */
export interface PartsPool {
  /** The parts to judge a batch by, which `release` gives back. */
  take(): Parts;
  release(parts: Parts): void;
  /** Adds what is counted of all parts to the tally. */
  addUp(): void;
}

export function createPartsPool(kernel: Kernel, options: PartsOptions): PartsPool {
  const { tally } = options;
  const all = [createParts(kernel, options)];
  let current = all[0] as Parts;

  /** Others than those that are full: what batches still use is left to them. */
  function change(): void {
    const free = all.find(parts => parts.users === 0);
    current = free ?? createParts(kernel, options);
    if (free === undefined) all.push(current);
    addUp(kernel, current, tally);
    forget(current);
    tally.forgetVerdicts();
  }

  return {
    take() {
      if (isFull(current)) change();
      current.users++;
      return current;
    },
    release(parts) {
      parts.users--;
    },
    addUp() {
      for (const parts of all) addUp(kernel, parts, tally);
    },
  };
}
