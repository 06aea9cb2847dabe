import type { Diagnostic } from '../model/diagnostic.ts';
import type { ListCounts } from './lead-list.ts';
import type { RecordBatch } from './record-batch.ts';

/** One pass over a list's records. */
export interface ListPass {
  records(): AsyncGenerator<RecordBatch, void, undefined>;
  counts(): ListCounts;
  /** What was skipped or mended, once the pass has ended. */
  findings(): readonly Diagnostic[];
}
