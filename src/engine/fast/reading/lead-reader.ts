import type { FieldAnswers } from '../../../judging/field-judge.ts';
import type { Judge } from '../../../judging/judge.ts';
import type { FieldReference } from '../../../model/condition.ts';
import type { Reading } from '../../../model/lead.ts';
import type { Field, Rulebook } from '../../../model/rulebook.ts';
import type { BatchMemory } from '../../../records/batch-memory.ts';
import type { Kernel } from '../../../records/kernel.ts';
import type { RecordBatch } from '../../../records/record-batch.ts';
import { partOf } from '../../../values/cell.ts';
import type { ListPlan } from '../../job.ts';
import { createFieldCells, type FieldCells } from './field-cells.ts';
import type { FieldClasses } from './field-classes.ts';
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
        several: { seen: false },
      };
    });
  const indexes = new Map(classes.map(({ field }, index) => [field.name, index]));
  const indexOf = (field: string) => indexes.get(field) ?? -1;
  return { classes, judged: judge.fields.map(({ field }) => indexOf(field.name)), indexOf };
}

/** The chosen fields of one list, read batch by batch. */
export interface LeadReader {
  readonly kernel: Kernel;
  /** By index of `ReadFields.classes`. */
  readonly fields: readonly FieldCells[];
  /** Takes a batch into the memory and reads it. */
  read(batch: RecordBatch, memory: BatchMemory): void;
}

export function createLeadReader(
  kernel: Kernel,
  { classes }: ReadFields,
  { plan, rulebook }: { readonly plan: ListPlan; readonly rulebook: Rulebook },
): LeadReader {
  const fields = classes.map(own =>
    createFieldCells(kernel, own, {
      columns: plan.columns.get(own.field.name) ?? [],
      places: plan.places,
      locale: plan.locale,
      dates: plan.dates,
      blankAlso: rulebook.blankAlso,
      fixed: own.field.name === 'source' ? plan.source : undefined,
    }),
  );
  return {
    kernel,
    fields,
    read(batch, memory) {
      memory.take(batch);
      for (const field of fields) {
        field.makeRoom(batch.count);
        field.read(memory, memory.view());
      }
    },
  };
}

/** A record of the batch that was read last. */
export interface ReadRecord {
  readonly reader: LeadReader;
  readonly record: number;
}

const ABSENT: Reading = { kind: 'absent' };

/** Makes the function that gives the cell of a field that is read. */
export function compileCell(fields: ReadFields, field: string): (read: ReadRecord) => ReadCell | undefined {
  const index = fields.indexOf(field);
  return ({ reader, record }) => reader.fields[index]?.cellOf(record);
}

/** Makes the function that gives the reading of a field, or of its part, of a lead; the field must be one that is read. */
export function compileReference(
  fields: ReadFields,
  reference: FieldReference,
): (read: ReadRecord) => Reading {
  const cellOf = compileCell(fields, reference.field);
  const field: Field | undefined = fields.classes[fields.indexOf(reference.field)]?.field;
  if (field === undefined) return () => ABSENT;
  return read => partOf(cellOf(read)?.reading ?? ABSENT, reference, field);
}

/** The answers of all judged fields of a record. */
export function answersOf(
  { judged, classes }: ReadFields,
  { reader, record }: ReadRecord,
): readonly FieldAnswers[] {
  const answers: FieldAnswers[] = [];
  for (const index of judged) {
    const number = reader.fields[index]?.cellOf(record).answerClass ?? 0;
    answers.push(classes[index]?.answers[number] as FieldAnswers);
  }
  return answers;
}
