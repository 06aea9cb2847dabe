import type { Cell } from '../model/lead.ts';
import { isEmpty } from '../records/record-batch.ts';
import type { Job, PlannedList } from './job.ts';
import { compileKeys, compileLeads, compileReadings, compileSuppressed, type LeadCells } from './plain.ts';

/** A job as far as it is read. */
type ReadJob = Omit<Job, 'outputs' | 'workers'>;

/** Which lead is meant: a row, or the first one with this value in a field. */
export type Wanted =
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'value'; readonly field: string; readonly text: string };

export interface FoundLead {
  readonly row: number;
  /** By field name, with the header that the cell stands under; absent fields have no entry. */
  readonly cells: ReadonlyMap<string, { readonly column?: string; readonly cell: Cell }>;
  readonly suppressed: boolean;
  /** `list:row` of the earlier lead that this one repeats. */
  readonly duplicateOf?: string;
}

/** What is found where the row that is wanted is no lead. */
export const EMPTY_ROW = 'empty';

/**
 * Goes through the first list of a job up to the lead that is wanted, and once more for the lead that it repeats: nothing
 * is remembered of the others. Undefined if the list has no such lead. Throws CannotRun as reading a list does.
 */
export async function findLead(
  job: ReadJob,
  wanted: Wanted,
): Promise<FoundLead | typeof EMPTY_ROW | undefined> {
  const [planned] = job.lists;
  if (planned === undefined) return undefined;
  const isWanted = compileWanted(wanted, { job, planned });
  for await (const { row, lead } of rowsOf(job, planned)) {
    if (lead === undefined) {
      if (wanted.kind === 'row' && row === wanted.row) return EMPTY_ROW;
      continue;
    }
    if (!isWanted(lead, row)) continue;
    const found = {
      row,
      cells: cellsOf(lead, { job, planned }),
      suppressed: compileSuppressed(job)(lead),
    };
    const earlier = await findEarlier(job, planned, { row, keys: compileKeys(job)(lead) });
    return earlier === undefined ? found : { ...found, duplicateOf: `${planned.name}:${earlier}` };
  }
  return undefined;
}

/** The rows of a list in order, each valid until the next; without a lead where a row is none. */
async function* rowsOf(
  { rulebook }: ReadJob,
  planned: PlannedList,
): AsyncGenerator<{ readonly row: number; readonly lead: LeadCells | undefined }, void, undefined> {
  const leadOf = compileLeads(rulebook, planned);
  for await (const batch of planned.list.records()) {
    for (let record = 0; record < batch.count; record++) {
      const lead = isEmpty(batch, record) ? undefined : leadOf(batch, record);
      yield { row: batch.row[record] ?? 0, lead };
    }
  }
}

/** The first row before a lead that has one of its keys. */
async function findEarlier(
  job: ReadJob,
  planned: PlannedList,
  { row: until, keys }: { readonly row: number; readonly keys: readonly (string | undefined)[] },
): Promise<number | undefined> {
  if (keys.every(key => key === undefined)) return undefined;
  const keysOf = compileKeys(job);
  for await (const { row, lead } of rowsOf(job, planned)) {
    if (row >= until) return undefined;
    if (lead === undefined) continue;
    if (keysOf(lead).some((key, index) => key !== undefined && key === keys[index])) return row;
  }
  return undefined;
}

/** A value is read like a cell of the list and compared as the field's type compares. */
function compileWanted(
  wanted: Wanted,
  { job, planned }: { readonly job: ReadJob; readonly planned: PlannedList },
): (lead: LeadCells, row: number) => boolean {
  if (wanted.kind === 'row') return (_, row) => row === wanted.row;
  const { field, text } = wanted;
  const sought = compileReadings(job.rulebook, planned)(field, { text, plain: false });
  if (sought.kind !== 'value') return () => false;
  return lead => {
    const { reading } = lead(field);
    return reading.kind === 'value' && reading.value === sought.value;
  };
}

function cellsOf(
  lead: LeadCells,
  { job, planned }: { readonly job: ReadJob; readonly planned: PlannedList },
): FoundLead['cells'] {
  return new Map(
    job.rulebook.fields.flatMap(({ name }) => {
      const { column, cell, reading } = lead(name);
      if (reading.kind === 'absent') return [];
      const found = column === undefined ? { cell } : { column: planned.list.header[column] ?? '', cell };
      return [[name, found] as const];
    }),
  );
}
