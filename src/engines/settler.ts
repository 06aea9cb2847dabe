import { createDuplicateIndex } from '../leads/duplicates.ts';
import type { FieldReference } from '../model/condition.ts';
import type { Job, JudgingRules } from './job.ts';
import type { AnsweredBatch } from './judging/answered-batch.ts';
import { dedupeKeys } from './run.ts';

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
      const records: number[] = [];
      const earlier: string[] = [];
      for (let record = 0; record < answered.count; record++) {
        const number = numbers.numberOf(list, rowsBefore + (answered.row[record] as number));
        const first = index.find(answered.keys, record * keys.length * 2, number);
        if (first === 0) continue;
        records.push(record);
        earlier.push(nameOf(first));
      }
      return { records, earlier };
    },
    warnings: () =>
      index.shared().map(({ key, firstLead, leads }) => {
        const references = (keys[key] ?? []).map(formatReference).join(' and ');
        return `${leads} leads share the ${references} of ${nameOf(firstLead)}; is it a placeholder?`;
      }),
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

function formatReference({ field, part }: FieldReference): string {
  return part === undefined ? field : `${field}.${part}`;
}
