import type { Diagnostic } from '../model/diagnostic.ts';
import type { ChunkPart } from '../records/chunk-scanner.ts';
import type { ListCounts } from '../records/list-counts.ts';
import type { RecordBatch, Reject } from '../records/record-batch.ts';
import type { ScannerPlace } from '../records/scanner-options.ts';

/** One pass over a list's records. */
export interface ListPass {
  records(): AsyncGenerator<RecordBatch, void, undefined>;
  counts(): ListCounts;
  /** What was skipped or mended, once the pass has ended. */
  findings(): readonly Diagnostic[];
}

/** A pass over a delimited list that reads it from the start, but for parts that others have read. */
export interface DelimitedPass extends ListPass {
  /** Reads on, in batches of which each is valid until the next; all are to be taken before more is fed. */
  feed(bytes: Buffer, isLast: boolean): Iterable<RecordBatch>;
  /** Where it stands, and whether that is between two records. */
  place(): ScannerPlace & { readonly isBetween: boolean };
  /** Whether a part that starts at an offset of the text can be gone past: it follows what has been read, as it was read. */
  follows(part: ChunkPart, start: number): boolean;
  /** Counts a part that starts where the pass stands, and goes on behind it; the part's rejects as they are numbered. */
  goPast(part: ChunkPart): readonly Reject[];
}
