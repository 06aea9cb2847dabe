import type { Judge } from '../evaluation/judge.ts';
import type { RecordBatch } from '../leads/record-batch.ts';
import type { FieldReference } from '../model/condition.ts';
import type { Reading } from '../model/lead.ts';
import type { Field, Rulebook } from '../model/rulebook.ts';
import { partOf } from '../values/cell.ts';
import { createFieldReader, type FieldClasses, type ReadCell } from './field-reader.ts';
import type { PlannedList } from './job.ts';

/** The fields that a run reads, and what is known of them through all its lists. */
export interface ReadFields {
  readonly classes: readonly FieldClasses[];
  /** Index into `classes` of each of the judge's fields, in the judge's order. */
  readonly judged: readonly number[];
  indexOf(field: string): number;
}

/** The record a reader stands at. It is filled anew by every `read`. */
export interface ReadLead {
  /** By index of `ReadFields.classes`. */
  readonly cells: readonly ReadCell[];
  /** In the judge's order of fields. */
  readonly judged: readonly ReadCell[];
}

export interface LeadReader {
  read(batch: RecordBatch, record: number): ReadLead;
}

/** Chooses the fields to read: those that the judge asks of, and `more` by name. No other column is looked at. */
export function chooseFields(
  rulebook: Rulebook,
  { judge, more }: { judge: Judge; more: readonly string[] },
): ReadFields {
  const judges = new Map(judge.fields.map(fieldJudge => [fieldJudge.field.name, fieldJudge]));
  const wanted = new Set([...judges.keys(), ...more]);
  const classes = rulebook.fields
    .filter(({ name }) => wanted.has(name))
    .map(field => ({ field, judge: judges.get(field.name), numbers: new Map<string, number>() }));
  const indexes = new Map(classes.map(({ field }, index) => [field.name, index]));
  const indexOf = (field: string) => indexes.get(field) ?? -1;
  return { classes, judged: judge.fields.map(({ field }) => indexOf(field.name)), indexOf };
}

/** Reads the chosen fields off the records of one list. */
export function createLeadReader(
  fields: ReadFields,
  { planned, rulebook }: { planned: PlannedList; rulebook: Rulebook },
): LeadReader {
  const readers = fields.classes.map(classes =>
    createFieldReader(classes, {
      columns: planned.columns.get(classes.field.name) ?? [],
      locale: planned.locale,
      blankAlso: rulebook.blankAlso,
      fixed: classes.field.name === 'source' ? planned.source : undefined,
    }),
  );
  const cells: ReadCell[] = [];
  const judged: ReadCell[] = new Array(fields.judged.length);
  const lead = { cells, judged };
  return {
    read(batch, record) {
      for (let index = 0; index < readers.length; index++) {
        const read = readers[index];
        if (read !== undefined) cells[index] = read(batch, record);
      }
      for (let position = 0; position < judged.length; position++) {
        judged[position] = cells[fields.judged[position] as number] as ReadCell;
      }
      return lead;
    },
  };
}

const ABSENT: Reading = { kind: 'absent' };

/** Makes the function that gives the reading of a field, or of its part, of a lead. */
export function compileReference(fields: ReadFields, reference: FieldReference): (lead: ReadLead) => Reading {
  const index = fields.indexOf(reference.field);
  const field: Field | undefined = fields.classes[index]?.field;
  if (field === undefined) return () => ABSENT;
  return ({ cells }) => partOf(cells[index]?.reading ?? ABSENT, reference, field);
}
