import type { ListCounts } from './lead-list.ts';
import { type RecordBatch, ROW_FLAGS } from './record-batch.ts';
import type { Skipped } from './scanner-options.ts';

/** Counts rows, rejects and repairs while a list is read. */
export interface CountKeeper {
  add(batch: RecordBatch): void;
  /** Sets what was passed over without a row of its own. */
  setSkipped(skipped: Pick<Skipped, 'nulBytes' | 'marks' | 'repeatedHeaders'>): void;
  counts(): ListCounts;
}

export function createCountKeeper(): CountKeeper {
  const repairs = { short: 0, long: 0, quote: 0, nul: 0, marks: 0 };
  let rows = 0;
  let rejected = 0;
  let nulBytes = 0;
  let repeatedHeaders = 0;
  return {
    add(batch) {
      rows += batch.count + batch.rejects.length;
      rejected += batch.rejects.length;
      for (let record = 0; record < batch.count; record++) {
        const flags = (batch.flags[record] ?? 0) & ~ROW_FLAGS.quoted;
        if (flags === 0) continue;
        if (flags & ROW_FLAGS.short) repairs.short++;
        if (flags & ROW_FLAGS.long) repairs.long++;
        if (flags & ROW_FLAGS.quote) repairs.quote++;
        if (flags & ROW_FLAGS.nul) repairs.nul++;
      }
    },
    setSkipped(skipped) {
      repairs.marks = skipped.marks;
      nulBytes = skipped.nulBytes;
      repeatedHeaders = skipped.repeatedHeaders;
    },
    counts() {
      const { short, long, quote, nul, marks } = repairs;
      const repaired = short + long + quote + nul + marks;
      return { rows, rejected, repairs: { ...repairs }, repaired, repeatedHeaders, nulBytes };
    },
  };
}
