import type { Cell } from '../model/lead.ts';
import { createBatchMemory } from '../records/batch-memory.ts';
import { cellText, isEmpty, isPlainCell, type RecordBatch } from '../records/record-batch.ts';
import { compileCellParser } from '../values/cell.ts';
import { compileWeigh } from '../values/combine.ts';
import { compileReference, createLeadReader, type ReadRecord } from './fast/reading/lead-reader.ts';
import type { Job } from './job.ts';
import { type Run, startRun } from './run.ts';
import { createSettler } from './settler.ts';

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

/** Goes through the first list of a job up to the lead that is wanted, as a run would; undefined if it has none. */
export async function findLead(
  job: ReadJob,
  wanted: Wanted,
): Promise<FoundLead | typeof EMPTY_ROW | undefined> {
  const [planned] = job.lists;
  if (planned === undefined) return undefined;
  const run = startRun({ ...job, alsoRead: wanted.kind === 'value' ? [wanted.field] : [] });
  const reader = createLeadReader(run.kernel, run.fields, { plan: planned, rulebook: job.rulebook });
  const memory = createBatchMemory(run.kernel);
  const isWanted = compileWanted(wanted, { job, run });
  const settler = createSettler(job);
  const keys = new Uint32Array(run.dedupe.length * 2);
  for await (const batch of planned.list.records()) {
    reader.read(batch, memory);
    for (let record = 0; record < batch.count; record += 1) {
      if (isEmpty(batch, record)) {
        if (wanted.kind === 'row' && batch.row[record] === wanted.row) return EMPTY_ROW;
        continue;
      }
      const read = { reader, record };
      run.dedupe.forEach((write, key) => {
        write(read, keys, key * 2);
      });
      const row = batch.row.subarray(record, record + 1);
      const { earlier } = settler.settle(0, { keys, row, count: 1 }, 0);
      if (!isWanted(read, row[0] ?? 0)) continue;
      const found = {
        row: row[0] ?? 0,
        cells: cellsOf(job, { batch, record }),
        suppressed: run.isSuppressed?.(read) ?? false,
      };
      return earlier[0] === undefined ? found : { ...found, duplicateOf: earlier[0] };
    }
  }
  return undefined;
}

/** A value is read like a cell of the list and compared as the field's type compares. */
function compileWanted(
  wanted: Wanted,
  { job, run }: { readonly job: ReadJob; readonly run: Run },
): (read: ReadRecord, row: number) => boolean {
  if (wanted.kind === 'row') return (_, row) => row === wanted.row;
  const field = job.rulebook.fields.find(({ name }) => name === wanted.field);
  const [planned] = job.lists;
  if (field === undefined || planned === undefined) return () => false;
  const { blankAlso } = job.rulebook;
  const sought = compileCellParser(field, { locale: planned.locale, dates: planned.dates, blankAlso })({
    text: wanted.text,
    plain: false,
  });
  const readingOf = compileReference(run.fields, { field: wanted.field });
  return read => {
    const reading = readingOf(read);
    return reading.kind === 'value' && sought.kind === 'value' && reading.value === sought.value;
  };
}

/** Each field's cell with its header: of its columns the one that counts, else the first. */
function cellsOf(
  job: ReadJob,
  { batch, record }: { batch: RecordBatch; record: number },
): FoundLead['cells'] {
  const [planned] = job.lists;
  const { fields, blankAlso } = job.rulebook;
  const found = fields.flatMap(field => {
    const candidates = (planned?.columns.get(field.name) ?? []).map(column => ({
      column: planned?.list.header[column] ?? '',
      cell: { text: cellText(batch, record, column), plain: isPlainCell(batch, record, column) },
    }));
    const [first, ...others] = candidates;
    if (first === undefined) return [];
    const { locale = 'en', dates } = planned ?? {};
    const parse = compileCellParser(field, { locale, ...(dates === undefined ? {} : { dates }), blankAlso });
    const weigh = compileWeigh(field);
    const weightOf = ({ cell }: (typeof candidates)[number]) => weigh(parse(cell));
    const counting = others.reduce((best, next) => (weightOf(next) > weightOf(best) ? next : best), first);
    return [[field.name, counting] as const];
  });
  const fixed =
    planned?.source === undefined
      ? []
      : [['source', { cell: { text: planned.source, plain: false } }] as const];
  return new Map<string, { readonly column?: string; readonly cell: Cell }>([...fixed, ...found]);
}
