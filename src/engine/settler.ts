import { dedupeKeys, warnOfShared } from '../contacts/dedupe-keys.ts';
import { createDuplicateIndex } from '../contacts/duplicates.ts';
import type { AnsweredBatch } from './fast/judging/answered-batch.ts';
import type { Job, JudgingRules } from './job.ts';

/** Duplicates of one batch: indexes of records, and `list:row` of the earlier lead that each of them repeats. */
export interface Duplicates {
  readonly records: readonly number[];
  readonly earlier: readonly string[];
}

/** What a batch answered, as far as it has to be settled. */
export type Unsettled = Pick<AnsweredBatch, 'keys'> & {
  readonly count: number;
  /** Row number of each record. */
  readonly row: Int32Array;
};

/** The second of a batch's three steps, which is taken in the order of the run. */
export interface Settler {
  /** Finds the duplicates of a batch; `rowsBefore` is added to its row numbers. */
  settle(list: number, answered: Unsettled, rowsBefore: number): Duplicates;
  /** What is to be warned of when all batches are settled. */
  warnings(): readonly string[];
}

const NO_DUPLICATES: Duplicates = { records: [], earlier: [] };

export function createSettler(job: JudgingRules & Pick<Job, 'lists'>): Settler {
  const keys = dedupeKeys(job);
  if (keys.length === 0) return { settle: () => NO_DUPLICATES, warnings: () => [] };
  const names = job.lists.map(({ name }) => name);
  const index = createDuplicateIndex(keys.length);
  const numbers = createLeadNumbers();
  const nameOf = (number: number): string => {
    const { list, row } = numbers.positionOf(number);
    return `${names[list] ?? ''}:${row}`;
  };
  return {
    settle(list, answered, rowsBefore) {
      const { count, row } = answered;
      const leads = new Uint32Array(count);
      for (let record = 0; record < count; record++) {
        leads[record] = numbers.numberOf(list, rowsBefore + (row[record] as number));
      }
      const firsts = index.find({ hashes: answered.keys, leads });
      const records: number[] = [];
      for (let record = 0; record < count; record++) if (firsts[record] !== 0) records.push(record);
      return { records, earlier: records.map(record => nameOf(firsts[record] as number)) };
    },
    warnings: () =>
      index
        .shared()
        .map(({ key, firstLead, leads }) =>
          warnOfShared(keys[key] ?? [], { leads, first: nameOf(firstLead) }),
        ),
  };
}

/** Numbers the leads through the lists of a run, so that a position is one small number. */
function createLeadNumbers() {
  const starts: number[] = [];
  let last = 0;
  return {
    numberOf(list: number, row: number): number {
      const start = starts[list] ?? last;
      starts[list] = start;
      last = start + row;
      return last;
    },
    positionOf(number: number): { readonly list: number; readonly row: number } {
      const list = starts.findLastIndex(start => start < number);
      return { list, row: number - (starts[list] ?? 0) };
    },
  };
}
