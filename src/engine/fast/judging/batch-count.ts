import { OUTSIDE, UNDATED } from '../../../costs/tally/period.ts';
import type { TalliedRow } from '../../../costs/tally/tally.ts';
import type { Kernel } from '../../../records/kernel.ts';
import { createRegion } from '../../../records/kernel-region.ts';
import type { Run } from '../../run.ts';
import type { AnsweredBatch } from './answered-batch.ts';

/** Counts the rows of a batch, `rowsBefore` being added to its row numbers. */
export type CountBatch = (
  answered: AnsweredBatch,
  earlier: ReadonlyMap<number, string>,
  rowsBefore: number,
) => void;

type MutableRow = { -readonly [Key in keyof TalliedRow]: TalliedRow[Key] };

/** Rows are counted by their source one by one; the parts of their verdicts by number, to be added up at the end. */
export function compileCount(kernel: Kernel, { tally }: Run, index: number): CountBatch {
  const counted = createRegion(kernel);
  const row: MutableRow = {
    list: index,
    row: 0,
    source: 0,
    group: 0,
    verdict: undefined,
    inside: true,
    undated: false,
  };

  function countRows(
    answered: AnsweredBatch,
    earlier: ReadonlyMap<number, string>,
    rowsBefore: number,
  ): void {
    const { count, empty, sources, byGroups, inside, row: numbers, standings, parts } = answered;
    const values = parts?.standings.values ?? [];
    const { words } = kernel;
    const first = standings.address / 4;
    let nextEmpty = 0;
    for (let record = 0; record < count; record++) {
      if (record === empty[nextEmpty]) {
        nextEmpty++;
        continue;
      }
      const isDuplicate = earlier.size > 0 && earlier.has(record);
      row.row = rowsBefore + (numbers[record] as number);
      row.source = sources[record] as number;
      row.group = byGroups[record] as number;
      row.verdict = isDuplicate ? undefined : values[words[first + record] as number]?.slot;
      row.inside = inside[record] !== OUTSIDE;
      row.undated = inside[record] === UNDATED;
      tally.add(row);
    }
  }

  return (answered, earlier, rowsBefore) => {
    const { count, parts, inside } = answered;
    counted.makeRoom(count);
    kernel.bytes.set(inside.subarray(0, count), counted.address);
    for (const record of earlier.keys()) kernel.bytes[counted.address + record] = 0;
    for (const record of answered.empty) kernel.bytes[counted.address + record] = 0;
    countRows(answered, earlier, rowsBefore);
    tally.passOver(answered.empty.length);
    tally.reject(answered.rejected);
    tally.lookUp(answered.lookedUp);
    if (parts === undefined) return;
    const ofParts = [
      [answered.criteria, parts.criteria],
      [answered.totals, parts.totals],
      ...parts.groups.map((group, at) => [answered.groups[at], group] as const),
    ] as const;
    for (const [numbers, { counters }] of ofParts) {
      kernel.call.countBy(numbers?.address ?? 0, 0, count, counted.address, counters());
    }
  };
}
