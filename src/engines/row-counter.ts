import type { PartSlot, TalliedRow } from '../costs/tally.ts';
import type { AnsweredBatch } from './answered-batch.ts';
import type { RememberedPart, RememberedScore } from './remembered-parts.ts';
import type { Run } from './run.ts';

/** Counts the rows of a batch; `earlier` has an entry for each record that is a duplicate. */
export type CountRows = (
  answered: AnsweredBatch,
  earlier: ReadonlyMap<number, string>,
  rowsBefore: number,
) => void;

type MutableRow = { -readonly [Key in keyof TalliedRow]: TalliedRow[Key] };

/** Makes the function that adds the rows of the list of this index to the tally of a run. */
export function createRowCounter(run: Run, index: number): CountRows {
  const slots: PartSlot[] = [];
  const row: MutableRow = {
    list: index,
    row: 0,
    source: 0,
    group: 0,
    verdict: undefined,
    parts: slots,
    inside: true,
  };
  return (answered, earlier, rowsBefore) => {
    const { batch, standings, criteria, totals, scores, sources, groups, inside } = answered;
    for (let record = 0; record < batch.count; record++) {
      row.row = rowsBefore + (batch.row[record] as number);
      row.source = sources[record] as number;
      row.group = groups[record] as number;
      row.verdict = earlier.has(record) ? undefined : standings[record]?.slot;
      row.inside = inside[record] === 1;
      slots[0] = (criteria[record] as RememberedPart<unknown>).slot;
      slots[1] = (totals[record] as RememberedPart<unknown>).slot;
      for (let group = 0; group < scores.length; group++) {
        slots[group + 2] = ((scores[group] as RememberedScore[])[record] as RememberedScore).slot;
      }
      run.tally.add(row);
    }
    run.tally.reject(batch.rejects.length);
  };
}
