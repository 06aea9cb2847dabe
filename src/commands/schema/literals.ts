import { SET } from '../../language/operators/literals.ts';
import type { Field, FieldType } from '../../model/rulebook.ts';
import { FALSE_WORDS, TRUE_WORDS } from '../../values/field-types/boolean.ts';
import { fold } from '../../values/fold.ts';
import { type JsonSchema, listOf } from './json-schema.ts';
import type { Known } from './known.ts';
import { spellings, TEXT, textLike } from './scalars.ts';

/** What stands under test, as far as its schema knows it; without a type it may be any field. */
export interface SubjectSchema {
  readonly type?: FieldType;
  /** Absent for the domain of one. */
  readonly field?: Field;
  readonly known?: Known;
}

/** White space, as `\s` knows it, and what else is trimmed off a literal. */
const TRIMMED = '[\\s\\x85\\u200b]*';
const trimmed = (pattern: string) => `^${TRIMMED}${pattern}${TRIMMED}$`;
const INSIDE_SET = SET.source.slice(1, -1);

/** How a literal of each type is written. */
const LITERALS: Readonly<Record<FieldType, (subject: SubjectSchema) => JsonSchema>> = {
  text: subject => domainOf(subject) ?? TEXT,
  number: () => ({ type: ['number', 'string'], pattern: trimmed('[-+]?[0-9]+(?:\\.[0-9]+)?') }),
  date: () => ({ type: 'string', pattern: trimmed('[0-9]{4}-[0-9]{2}-[0-9]{2}') }),
  boolean: ({ field }) => {
    const own = field?.type === 'boolean' ? [...field.true, ...field.false] : [];
    return spellings([true, false], [...TRUE_WORDS, ...FALSE_WORDS, ...own]);
  },
  email: () => TEXT,
  url: () => TEXT,
  phone: () => ({ type: ['string', 'number'], pattern: '[0-9]' }),
};

/** One literal. */
export function literalOf(subject: SubjectSchema): JsonSchema {
  return subject.type === undefined ? TEXT : LITERALS[subject.type](subject);
}

/** The values that a field declares, in every spelling that means one of them. */
function domainOf({ field, known }: SubjectSchema): JsonSchema | undefined {
  if (field?.type !== 'text' || field.values === undefined) return undefined;
  const values = field.values;
  const aliases = field.aliases.filter(({ to }) => values.includes(to)).map(({ from }) => from);
  const written = known?.values.get(field.name) ?? values;
  const declared = written.filter(value => values.includes(fold(value)));
  const others = values.filter(value => !declared.some(each => fold(each) === value));
  return spellings([...declared, ...others], [...values, ...aliases]);
}

/** The alternatives for a value, or a list of values, each of which may be a `$set`. */
export function literalsOf(subject: SubjectSchema): readonly JsonSchema[] {
  return orList(orSet(literalOf(subject), subject));
}

/** The alternatives for a text, or a list of texts, to look for in a value. */
export function textsOf(subject: SubjectSchema): readonly JsonSchema[] {
  return orList(orSet(TEXT, subject));
}

function orList(item: readonly JsonSchema[]): readonly JsonSchema[] {
  return [...item, listOf(anyOf(item))];
}

/** Sets are proposed where texts are compared; under other types their names are only allowed. */
function orSet(literal: JsonSchema, { type, known }: SubjectSchema): readonly JsonSchema[] {
  const names = known?.sets.map(name => `$${name}`);
  if (names === undefined)
    return literal === TEXT ? [TEXT] : [literal, { type: 'string', pattern: SET.source }];
  const isText = type === undefined || type === 'text' || type === 'email' || type === 'url';
  const set: JsonSchema = isText
    ? { enum: names }
    : { type: 'string', pattern: `^\\$(?:${names.map(name => name.slice(1)).join('|')})$` };
  const other = textLike(`^(?!${INSIDE_SET}$)[\\s\\S]*\\S`);
  return literal === TEXT ? [set, other] : [literal, set];
}

export function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const [only] = schemas;
  return schemas.length === 1 && only !== undefined ? only : { anyOf: schemas };
}
