import { createRegion } from '../../../records/kernel-region.ts';
import type { AnsweredBatch } from '../judging/answered-batch.ts';
import type { LeadReader } from './lead-reader.ts';
import { COUNTERS } from './locale-doubt.ts';

type Counted = Pick<AnsweredBatch, 'count' | 'empty'>;

/** Makes the function that counts how the cells of the batch that was read last were read, as `ReadingCounts` adds it. */
export function compileDoubtCount({ kernel, fields }: LeadReader): (batch: Counted) => Float64Array {
  const everyLead = createRegion(kernel);
  const counters = kernel.allocate(COUNTERS * 4);
  return ({ count: records, empty }) => {
    everyLead.makeRoom(records);
    kernel.bytes.fill(1, everyLead.address, everyLead.address + records);
    for (const record of empty) kernel.bytes[everyLead.address + record] = 0;
    const counts = new Float64Array(fields.length * COUNTERS);
    for (const [index, { numbers, doubts }] of fields.entries()) {
      kernel.words.fill(0, counters / 4, counters / 4 + COUNTERS);
      kernel.call.countBy(numbers(), doubts(), records, everyLead.address, counters);
      counts.set(kernel.words.subarray(counters / 4, counters / 4 + COUNTERS), index * COUNTERS);
    }
    return counts;
  };
}
