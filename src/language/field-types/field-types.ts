import type { Place } from '../../model/diagnostic.ts';
import { COMBINATIONS, type Field, type FieldType } from '../../model/rulebook.ts';
import { TYPES } from '../../values/field-types/field-types.ts';
import { fold } from '../../values/fold.ts';
import { asIs, map, quoted, type Reader, type Report } from '../../yaml/shape.ts';
import { type Keys, listOf, mapping, optional, required } from '../../yaml/shape-collections.ts';
import { boolean, line, oneOf, text } from '../../yaml/shape-scalars.ts';
import { entryOf, type Tree } from '../../yaml/tree.ts';
import type { PlacedName } from '../sections/names.ts';
import { dateFormat, day, plainNumber, region } from '../sections/settings.ts';
import { aliasTargets, readAliases } from './aliases.ts';

/** A list of spellings, folded, as they are compared. */
const spellings = map(listOf(text(), { expected: 'a list of spellings' }), found => found.map(fold));

/** Which end of a band counts. */
export const BAND_ENDS = ['low', 'high'] as const;
const readType = oneOf(TYPES, 'a type of field');

/** Keys that every field may have. */
const COMMON = {
  type: required(readType),
  columns: optional(listOf(line('a column header'), { expected: 'a list of column headers' })),
  required: optional(boolean()),
  blank: optional(spellings),
} as const;

/** Keys of each type of field beside the common ones. */
const OWN = {
  text: { aliases: optional(readAliases), values: optional(spellings) },
  number: {
    min: optional(plainNumber),
    max: optional(plainNumber),
    band: optional(oneOf(BAND_ENDS, 'an end of a band')),
  },
  date: {
    formats: optional(listOf(dateFormat, { expected: 'a list of date patterns' })),
    min: optional(day),
    max: optional(day),
  },
  boolean: {
    true: optional(spellings),
    false: optional(spellings),
    combine: optional(oneOf(COMBINATIONS, 'a way to read several columns')),
  },
  email: {},
  url: {},
  phone: { region: optional(region) },
} as const satisfies Readonly<Record<FieldType, Keys>>;

/** Every key of a field, by its type. */
export const FIELD_KEYS = {
  text: { ...COMMON, ...OWN.text },
  number: { ...COMMON, ...OWN.number },
  date: { ...COMMON, ...OWN.date },
  boolean: { ...COMMON, ...OWN.boolean },
  email: { ...COMMON, ...OWN.email },
  url: { ...COMMON, ...OWN.url },
  phone: { ...COMMON, ...OWN.phone },
} as const satisfies Readonly<Record<FieldType, Keys>>;

const READ = {
  text: mapping('a text field', FIELD_KEYS.text),
  number: mapping('a number field', FIELD_KEYS.number),
  date: mapping('a date field', FIELD_KEYS.date),
  boolean: mapping('a boolean field', FIELD_KEYS.boolean),
  email: mapping('an email field', FIELD_KEYS.email),
  url: mapping('a url field', FIELD_KEYS.url),
  phone: mapping('a phone field', FIELD_KEYS.phone),
} as const;

const ALL_KEYS = Object.fromEntries(
  Object.values(FIELD_KEYS).flatMap(keys => Object.keys(keys).map(key => [key, optional(asIs)])),
);
/** For a field without a known type, of which only the keys can be checked. */
const readUntyped = mapping('a field', { ...ALL_KEYS, type: required(readType) });

type FieldReader = (name: PlacedName) => Reader<Field>;

/** How a field of each type is read. */
const FIELD_READERS: Readonly<Record<FieldType, FieldReader>> = {
  text: named => (tree, report) => {
    const found = READ.text(tree, report);
    if (found === undefined) return undefined;
    const { aliases = [], values, ...rest } = found;
    const targets = aliasTargets(aliases);
    const domain = values?.map(value => targets.get(value) ?? value);
    return { ...base(named, rest), type: 'text', aliases, ...(domain && { values: domain }) };
  },
  number: named => (tree, report) => {
    const found = READ.number(tree, report);
    if (found === undefined) return undefined;
    checkBounds(found, boundsPlace(tree), report);
    const { min, max, band = 'low', ...rest } = found;
    return { ...base(named, rest), type: 'number', band, ...bounds({ min, max }) };
  },
  date: named => (tree, report) => {
    const found = READ.date(tree, report);
    if (found === undefined) return undefined;
    checkBounds(found, boundsPlace(tree), report);
    const { min, max, formats, ...rest } = found;
    return { ...base(named, rest), type: 'date', ...(formats && { formats }), ...bounds({ min, max }) };
  },
  boolean: named => (tree, report) => {
    const found = READ.boolean(tree, report);
    if (found === undefined) return undefined;
    const { true: yes = [], false: no = [], combine, ...rest } = found;
    const both = yes.find(spelling => no.includes(spelling));
    if (both !== undefined) {
      report.error(entryOf(tree, 'false')?.node.place ?? tree.place, {
        code: 'duplicate-id',
        message: `${quoted(both)} is listed as true and as false`,
        fix: 'remove it from one of the two lists',
      });
    }
    return { ...base(named, rest), type: 'boolean', true: yes, false: no, ...(combine && { combine }) };
  },
  email: plainField('email'),
  url: plainField('url'),
  phone: named => (tree, report) => {
    const found = READ.phone(tree, report);
    return found && { ...base(named, found), type: 'phone', ...(found.region && { region: found.region }) };
  },
};

/** A field, by its type. */
export function readField(named: PlacedName): Reader<Field> {
  return (tree, report) => {
    const type = TYPES.find(name => name === typeText(tree));
    if (type !== undefined) return FIELD_READERS[type](named)(tree, report);
    readUntyped(tree, report);
    return undefined;
  };
}

function typeText(tree: Tree): string | undefined {
  const type = entryOf(tree, 'type')?.node;
  return type?.kind === 'scalar' ? type.text : undefined;
}

function plainField(type: 'email' | 'url'): FieldReader {
  return named => (tree, report) => {
    const found = READ[type](tree, report);
    return found && { ...base(named, found), type };
  };
}

interface Common {
  readonly columns?: readonly string[];
  readonly required?: boolean;
  readonly blank?: readonly string[];
}

function base({ name, place }: PlacedName, { columns = [], required = false, blank = [] }: Common) {
  return { name, columns, required, blank, place };
}

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

function bounds({ min, max }: Bounds): { min?: number; max?: number } {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

function checkBounds({ min, max }: Bounds, place: Place, report: Report): void {
  if (min === undefined || max === undefined || min <= max) return;
  report.error(place, {
    code: 'out-of-range',
    message: '`min` is above `max`, so that every value is invalid',
    fix: 'swap them',
  });
}

function boundsPlace(tree: Tree): Place {
  return entryOf(tree, 'min')?.node.place ?? tree.place;
}
