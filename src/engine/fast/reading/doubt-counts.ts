import { createRegion } from '../../../records/kernel-region.ts';
import type { LeadReader } from './lead-reader.ts';
import { COUNTERS } from './locale-doubt.ts';

/** Makes the function that counts what the batch that was read last says of the list's locale, as `LocaleDoubt` adds it. */
export function compileDoubtCount({ kernel, fields }: LeadReader): (records: number) => Float64Array {
  const everyRecord = createRegion(kernel);
  const counters = kernel.allocate(COUNTERS * 4);
  return records => {
    everyRecord.makeRoom(records);
    kernel.bytes.fill(1, everyRecord.address, everyRecord.address + records);
    const counts = new Float64Array(fields.length * COUNTERS);
    for (const [index, { classes, numbers, doubts }] of fields.entries()) {
      const { type } = classes.field;
      if (type !== 'number' && type !== 'date') continue;
      kernel.words.fill(0, counters / 4, counters / 4 + COUNTERS);
      kernel.call.countBy(numbers(), doubts(), records, everyRecord.address, counters);
      counts.set(kernel.words.subarray(counters / 4, counters / 4 + COUNTERS), index * COUNTERS);
    }
    return counts;
  };
}
