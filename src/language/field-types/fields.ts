import type { Field, TextField } from '../../model/rulebook.ts';
import type { Reader, Report } from '../../yaml/shape.ts';
import { type Named, namedEntries } from '../../yaml/shape-collections.ts';
import type { TreeEntry } from '../../yaml/tree.ts';
import { CONDITION_NAMES, checkName } from '../sections/names.ts';
import { readField } from './field-types.ts';

/** The name of the field that costs are counted by, which every rulebook has. */
export const SOURCE = 'source';

/** A field as defined, or undefined where its definition has faults. */
export type FieldDefinition = Named<{ readonly field: Field | undefined }>;

/** The section `fields`: every name in it is defined, whether its definition has a meaning or not. */
export const readFields: Reader<readonly FieldDefinition[]> = namedEntries(
  'fields by name',
  (entry: TreeEntry, report: Report) => {
    const name = { name: entry.key, place: entry.keyPlace };
    checkName(name, { what: 'a field', reserved: [CONDITION_NAMES] }, report);
    return { field: readField(name)(entry.node, report) };
  },
);

/** The fields by name, `source` as implicit text at the end where it is not defined. */
export function fieldsByName(definitions: readonly FieldDefinition[]): Map<string, Field | undefined> {
  const fields = new Map(definitions.map(({ name, value }) => [name, value.field]));
  return fields.has(SOURCE) ? fields : fields.set(SOURCE, IMPLICIT_SOURCE);
}

/** The text field that the sources of leads and of costs are read through; one of another type has no aliases. */
export function sourceFieldOf(fields: readonly Field[]): TextField {
  const field = fields.find(({ name }) => name === SOURCE);
  return field?.type === 'text' ? field : IMPLICIT_SOURCE;
}

const IMPLICIT_SOURCE: TextField = {
  name: SOURCE,
  type: 'text',
  columns: [],
  required: false,
  blank: [],
  aliases: [],
};
