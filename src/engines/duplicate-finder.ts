import { createDuplicateIndex, joinKey } from '../leads/duplicates.ts';
import type { FieldReference } from '../model/condition.ts';
import { compileReference, type ReadFields, type ReadLead } from './lead-reader.ts';

/** Where a lead stands in the run. */
export interface Position {
  /** Index of the list. */
  readonly list: number;
  readonly row: number;
}

export interface DuplicateFinder {
  /** The earliest earlier lead with equal values in all fields of one key. To be called in the order of the run. */
  find(lead: ReadLead, position: Position): Position | undefined;
  warnings(): readonly string[];
}

export interface DuplicateKeys {
  readonly keys: readonly (readonly FieldReference[])[];
  /** Names of the lists, for warnings. */
  readonly lists: readonly string[];
}

export function createDuplicateFinder(fields: ReadFields, { keys, lists }: DuplicateKeys): DuplicateFinder {
  const index = createDuplicateIndex(keys.length);
  const numbers = createLeadNumbers();
  const values = keys.map(key => compileKey(fields, key));
  return {
    find(lead, position) {
      const earlier = index.find(
        values.map(value => value(lead)),
        numbers.numberOf(position),
      );
      return earlier === undefined ? undefined : numbers.positionOf(earlier);
    },
    warnings: () =>
      index.shared().map(({ key, firstLead, leads }) => {
        const { list, row } = numbers.positionOf(firstLead);
        const names = (keys[key] ?? []).map(formatReference).join(' and ');
        return `${leads} leads share the ${names} of ${lists[list] ?? ''}:${row}; is it a placeholder?`;
      }),
  };
}

/** Numbers the leads through the lists of a run, so that a position is one small number. */
function createLeadNumbers() {
  const starts: number[] = [];
  let last = 0;
  return {
    numberOf({ list, row }: Position): number {
      const start = starts[list] ?? last;
      starts[list] = start;
      last = start + row;
      return last;
    },
    positionOf(number: number): Position {
      const list = starts.findLastIndex(start => start < number);
      return { list, row: number - (starts[list] ?? 0) };
    },
  };
}

/** The values of a key's fields as one text; undefined where one of them is unknown. */
function compileKey(
  fields: ReadFields,
  key: readonly FieldReference[],
): (lead: ReadLead) => string | undefined {
  const readings = key.map(reference => compileReference(fields, reference));
  return lead => {
    const values: string[] = [];
    for (const read of readings) {
      const reading = read(lead);
      if (reading.kind !== 'value') return undefined;
      values.push(String(reading.value));
    }
    return joinKey(values);
  };
}

function formatReference({ field, part }: FieldReference): string {
  return part === undefined ? field : `${field}.${part}`;
}
