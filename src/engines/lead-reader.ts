import type { FieldAnswers } from '../evaluation/field-judge.ts';
import type { Judge } from '../evaluation/judge.ts';
import type { RecordBatch } from '../leads/record-batch.ts';
import type { FieldReference } from '../model/condition.ts';
import type { Reading } from '../model/lead.ts';
import type { Field, Rulebook } from '../model/rulebook.ts';
import { partOf } from '../values/cell.ts';
import type { FieldClasses } from './field-classes.ts';
import { createFieldReader } from './field-reader.ts';
import type { ListPlan } from './job.ts';
import type { ReadCell } from './read-cell.ts';

/** The fields that a run reads, and what is known of them through all its lists. */
export interface ReadFields {
  readonly classes: readonly FieldClasses[];
  /** Index into `classes` of each of the judge's fields, in the judge's order. */
  readonly judged: readonly number[];
  indexOf(field: string): number;
}

export interface FieldChoice {
  readonly judge: Judge;
  /** Fields whose readings are asked for, judged or not. */
  readonly read: readonly string[];
  /** Fields and domains whose hashes are asked for. */
  readonly keys: readonly FieldReference[];
}

/** Chooses the fields to read. No other column is looked at. */
export function chooseFields(rulebook: Rulebook, { judge, read, keys }: FieldChoice): ReadFields {
  const judges = new Map(judge.fields.map(fieldJudge => [fieldJudge.field.name, fieldJudge]));
  const wanted = new Set([...judges.keys(), ...read, ...keys.map(({ field }) => field)]);
  const classes = rulebook.fields
    .filter(({ name }) => wanted.has(name))
    .map(field => {
      const own = keys.filter(key => key.field === field.name);
      return {
        field,
        judge: judges.get(field.name),
        isRead: read.includes(field.name),
        isKey: own.some(({ part }) => part === undefined),
        isDomainKey: own.some(({ part }) => part === 'domain'),
        numbers: new Map<string, number>(),
        answers: [] as FieldAnswers[],
      };
    });
  const indexes = new Map(classes.map(({ field }, index) => [field.name, index]));
  const indexOf = (field: string) => indexes.get(field) ?? -1;
  return { classes, judged: judge.fields.map(({ field }) => indexOf(field.name)), indexOf };
}

/** The cells of the record that was read last, by index of `ReadFields.classes`. */
export type ReadCells = readonly ReadCell[];

/** Makes the function that reads the chosen fields off the records of one list, into the same array each time. */
export function createLeadReader(
  fields: ReadFields,
  { plan, rulebook }: { readonly plan: ListPlan; readonly rulebook: Rulebook },
): (batch: RecordBatch, record: number) => ReadCells {
  const readers = fields.classes.map(classes =>
    createFieldReader(classes, {
      columns: plan.columns.get(classes.field.name) ?? [],
      locale: plan.locale,
      blankAlso: rulebook.blankAlso,
      fixed: classes.field.name === 'source' ? plan.source : undefined,
    }),
  );
  const cells: ReadCell[] = [];
  return (batch, record) => {
    for (let index = 0; index < readers.length; index++) {
      const read = readers[index];
      if (read !== undefined) cells[index] = read(batch, record);
    }
    return cells;
  };
}

const ABSENT: Reading = { kind: 'absent' };

/** Makes the function that gives the reading of a field, or of its part, of a lead; the field must be one that is read. */
export function compileReference(
  fields: ReadFields,
  reference: FieldReference,
): (cells: ReadCells) => Reading {
  const index = fields.indexOf(reference.field);
  const field: Field | undefined = fields.classes[index]?.field;
  if (field === undefined) return () => ABSENT;
  return cells => partOf(cells[index]?.reading ?? ABSENT, reference, field);
}
