import { BAND_ENDS, FIELD_KEYS } from '../../language/field-types/field-types.ts';
import { APPENDED_KEYS } from '../../language/merge.ts';
import { CONDITION_KEYS } from '../../language/sections/names.ts';
import { COMBINATIONS, type FieldType } from '../../model/rulebook.ts';
import { TYPES } from '../../values/field-types/field-types.ts';
import type { Keys } from '../../yaml/shape-collections.ts';
import {
  choose,
  closed,
  described,
  has,
  type JsonSchema,
  listOf,
  mappingOf,
  namedEntries,
  OWN_KEYS,
  reference,
  type Schema,
  type Schemas,
} from './json-schema.ts';
import { nameBut } from './known.ts';
import { DAY, decimal, FLAG, oneOfNames, TEXT } from './scalars.ts';

const TYPE = described(
  'What the field holds, and so how its cells are read and what can be asked of it.',
  oneOfNames(TYPES),
);

/** An empty list makes sense only where it is added to that of a base. */
const MAYBE_EMPTY: JsonSchema = { type: 'array', items: TEXT };

const COMMON = {
  type: TYPE,
  columns: described(
    'Column headers that carry it, best first; a column named like the field itself comes last. Case, accents and punctuation do not count.',
    MAYBE_EMPTY,
  ),
  required: described('true: a list without such a column is refused.', { ...FLAG, default: false }),
  blank: described('More spellings of "nothing here", for this field alone.', MAYBE_EMPTY),
} as const;

const LOWEST = 'A cell below it is invalid.';
const HIGHEST = 'A cell above it is invalid.';

/** Every key of a field, by its type. */
const KEYS: {
  readonly [T in FieldType]: Readonly<Record<keyof (typeof FIELD_KEYS)[T] & string, JsonSchema>>;
} = {
  text: {
    ...COMMON,
    values: described(
      'The only values there are: any other cell is invalid. Aliases are applied first.',
      listOf(TEXT),
    ),
    aliases: described(
      'Spellings of a value, as { value: [spelling, …] }: they hold in cells and in the literals of this rulebook.',
      namedEntries({ title: 'value', pattern: '' }, listOf(TEXT)),
    ),
  },
  number: {
    ...COMMON,
    min: described(LOWEST, decimal()),
    max: described(HIGHEST, decimal()),
    band: described('Which end of a band such as 51-200 counts.', {
      ...oneOfNames(BAND_ENDS),
      default: 'low',
    }),
  },
  date: {
    ...COMMON,
    formats: described(
      "Patterns that replace the locale's own: yyyy or yy, MM or M, dd or d, once each, such as dd/MM/yyyy.",
      listOf(TEXT),
    ),
    min: described(LOWEST, DAY),
    max: described(HIGHEST, DAY),
  },
  boolean: {
    ...COMMON,
    true: described('More spellings of yes.', listOf(TEXT)),
    false: described('More spellings of no.', listOf(TEXT)),
    combine: described(
      'How several columns of a row become one answer: first (the first that is not blank), any (yes if one says yes), all (no if one says no). With any and all, a cell that cannot be read outweighs the other answer.',
      { ...oneOfNames(COMBINATIONS), default: 'first' },
    ),
  },
  email: COMMON,
  url: COMMON,
  phone: {
    ...COMMON,
    region: described('The country that numbers without + are read in: two capitals, such as FR.', {
      type: 'string',
      pattern: '^\\s*[A-Z]{2}\\s*$',
    }),
  },
};

const FIELD = 'field';
const definitionOf = (type: FieldType) => `${type}_field`;

/** The definitions that the section `fields` needs: a field by its type, and one whose type is not written. */
export const FIELD_DEFINITIONS: Schemas = {
  [FIELD]: choose(
    TYPES.map(type => [
      { properties: { type: { const: type } }, required: ['type'] },
      reference(definitionOf(type)),
    ]),
    untyped(),
  ),
  ...Object.fromEntries(
    TYPES.map(type => [definitionOf(type), mappingOf<Keys>(FIELD_KEYS[type], KEYS[type])]),
  ),
};

/** A field that takes its type from the base, and may have the keys of any type. */
function untyped(): JsonSchema {
  const all: Record<string, Schema> = {};
  for (const type of TYPES) {
    for (const [key, { description = '' }] of Object.entries(KEYS[type])) all[key] ??= { description };
  }
  return closed({ properties: { ...all, ...COMMON } });
}

/** The section `fields`. */
export const FIELDS: JsonSchema = described('What a lead has, and which column headers carry it.', {
  ...namedEntries(nameBut('field', CONDITION_KEYS), reference(FIELD)),
});

/** What is asked of fields beyond that where no base is there to complete them. */
export const WHOLE_FIELDS: JsonSchema = {
  patternProperties: OWN_KEYS,
  additionalProperties: {
    ...has('type'),
    properties: Object.fromEntries(APPENDED_KEYS.map(key => [key, { minItems: 1 }])),
  },
};
