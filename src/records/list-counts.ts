import { type RecordBatch, ROW_FLAGS } from './record-batch.ts';
import type { Skipped } from './scanner-options.ts';

/** What has been read of a list up to now. */
export interface ListCounts {
  /** Rows numbered so far: records handed out and rejects. */
  readonly rows: number;
  readonly rejected: number;
  /** Rows among the records that are no leads: without content, of a footer, of totals. */
  readonly empty: number;
  /** Rows mended, by what was wrong; a row may be in several. `marks` are byte order marks in mid-file. */
  readonly repairs: {
    readonly short: number;
    readonly long: number;
    readonly quote: number;
    readonly nul: number;
    readonly encoding: number;
    readonly key: number;
    readonly marks: number;
  };
  /** The sum of `repairs`. */
  readonly repaired: number;
  /** Repeated header rows, blank lines not counted. */
  readonly repeatedHeaders: number;
  /** NUL bytes dropped. */
  readonly nulBytes: number;
}

/** Counts rows, rejects and repairs while a list is read. */
export interface CountKeeper {
  add(batch: RecordBatch): void;
  /** Adds what another keeper counted in a part of the list. */
  addCounts(counts: ListCounts): void;
  /** Sets what one scanner passed over without a row of its own. */
  setSkipped(skipped: Pick<Skipped, 'nulBytes' | 'marks' | 'repeatedHeaders'>): void;
  counts(): ListCounts;
}

/** Repairs that rows are flagged with. */
const REPAIRS = ['short', 'long', 'quote', 'nul', 'encoding', 'key'] as const;

export function createCountKeeper(): CountKeeper {
  const repairs = { short: 0, long: 0, quote: 0, nul: 0, encoding: 0, key: 0 };
  let rows = 0;
  let empty = 0;
  let rejected = 0;
  let own = { nulBytes: 0, marks: 0, repeatedHeaders: 0 };
  let elsewhere = { nulBytes: 0, marks: 0, repeatedHeaders: 0 };
  return {
    add(batch) {
      rows += batch.count + batch.rejects.length;
      rejected += batch.rejects.length;
      for (let record = 0; record < batch.count; record++) {
        const flags = (batch.flags[record] ?? 0) & ~ROW_FLAGS.quoted;
        if (flags === 0) continue;
        if (flags & ROW_FLAGS.empty) empty++;
        else for (const repair of REPAIRS) if (flags & ROW_FLAGS[repair]) repairs[repair]++;
      }
    },
    addCounts(counts) {
      rows += counts.rows;
      rejected += counts.rejected;
      empty += counts.empty;
      for (const repair of REPAIRS) repairs[repair] += counts.repairs[repair];
      elsewhere = {
        nulBytes: elsewhere.nulBytes + counts.nulBytes,
        marks: elsewhere.marks + counts.repairs.marks,
        repeatedHeaders: elsewhere.repeatedHeaders + counts.repeatedHeaders,
      };
    },
    setSkipped(skipped) {
      own = skipped;
    },
    counts() {
      const marks = own.marks + elsewhere.marks;
      const repaired = REPAIRS.reduce((sum, repair) => sum + repairs[repair], marks);
      return {
        rows,
        rejected,
        empty,
        repairs: { ...repairs, marks },
        repaired,
        repeatedHeaders: own.repeatedHeaders + elsewhere.repeatedHeaders,
        nulBytes: own.nulBytes + elsewhere.nulBytes,
      };
    },
  };
}
