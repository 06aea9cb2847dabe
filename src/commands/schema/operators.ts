import { MOST_DAYS, OPERATORS, operatorsOn, STATES } from '../../language/operators/operators.ts';
import type { Operator } from '../../model/condition.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { choose, closed, described, type JsonSchema } from './json-schema.ts';
import { anyOf, literalOf, literalsOf, type SubjectSchema, textsOf } from './literals.ts';
import { oneOfNames, TEXT, whole } from './scalars.ts';

type OperatorSchema = (subject: SubjectSchema) => JsonSchema;

const values: OperatorSchema = subject => anyOf(literalsOf(subject));
const texts: OperatorSchema = subject => anyOf(textsOf(subject));
const days: OperatorSchema = () => whole(0, MOST_DAYS);

/** What stands after each operator, and what it asks. */
const OPERATOR_SCHEMAS: Readonly<
  Record<Operator, { readonly asks: string; readonly after: OperatorSchema }>
> = {
  in: { asks: 'Is it one of these? A value, a list or a $set.', after: values },
  not_in: { asks: 'Is it none of these? A value, a list or a $set.', after: values },
  contains: { asks: 'Does it have this anywhere? Of a list, any one will do.', after: texts },
  starts_with: { asks: 'Does it begin with this? Of a list, any one will do.', after: texts },
  ends_with: { asks: 'Does it end with this? Of a list, any one will do.', after: texts },
  has_word: {
    asks: 'Does it have this as a whole word or phrase? `cto` is not found in *director*. Of a list, any one will do.',
    after: texts,
  },
  matches: {
    asks: 'Does a regular expression match anywhere in the folded text? Write no capitals and no accents; `^` and `$` anchor.',
    after: () => TEXT,
  },
  gt: { asks: 'Is it greater (a date: later) than this?', after: literalOf },
  gte: { asks: 'Is it at least this (a date: this day or later)?', after: literalOf },
  lt: { asks: 'Is it less (a date: earlier) than this?', after: literalOf },
  lte: { asks: 'Is it at most this (a date: this day or earlier)?', after: literalOf },
  between: {
    asks: 'Is it from low to high, both included? Write [low, high].',
    after: subject => ({ type: 'array', minItems: 2, maxItems: 2, items: literalOf(subject) }),
  },
  within_last_days: {
    asks: 'Is it at most so many days ago, today included? A future date is not.',
    after: days,
  },
  within_next_days: {
    asks: 'Is it at most so many days ahead, today included? A past date is not.',
    after: days,
  },
  older_than_days: { asks: 'Is it more than so many days ago?', after: days },
  is: {
    asks: 'Has the cell a value (present), none (blank), or one that cannot be read (invalid)? Never unknown.',
    after: () => oneOfNames(STATES),
  },
};

/** All operators, for a field of a type that is not known. */
const ALL = Object.keys(OPERATORS) as Operator[];

/**
 * What stands under a field: a value, a list of values or a `$set`, or operators. The alternatives say what shapes there
 * are; a mapping is then looked at by itself, so that an editor names the operator that is wrong.
 */
export function fieldTest(subject: SubjectSchema): JsonSchema {
  const operators = subject.type === undefined ? ALL : operatorsOn(subject.type);
  const properties = Object.fromEntries(
    operators.map(operator => {
      const { asks, after } = OPERATOR_SCHEMAS[operator];
      return [operator, described(asks, after(subject))];
    }),
  );
  const ofMapping = choose(
    [[{ type: 'object' }, closed({ minProperties: 1, properties })]],
    true,
  ) as JsonSchema;
  return { anyOf: [...literalsOf(subject), { type: 'object' }], ...ofMapping };
}

const ASK: Readonly<Record<FieldType, string>> = {
  text: 'Compared folded: case and accents do not count.',
  number: 'Literals are plain: 0.5, not 0,5.',
  date: 'Literals are yyyy-MM-dd.',
  boolean: 'true or false.',
  email: 'Compared in lower case; its domain is a text of its own, under `.domain`.',
  url: 'Compared in lower case; its registrable domain is a text of its own, under `.domain`.',
  phone: 'Compared as an international number.',
};

/** What an editor says of a field, or of the domain of one. */
export function describeSubject({ type, field }: SubjectSchema): string {
  if (type === undefined)
    return 'A test of a field: a value, a list, a $set, or operators such as { gte: 10 }.';
  if (field === undefined) return `The domain of an address, a text. ${ASK.text}`;
  const columns =
    field.columns.length === 0 ? '' : `, from the columns ${field.columns.slice(0, 5).join(', ')}`;
  const more = field.columns.length > 5 ? ', …' : '';
  return `A ${type} field${columns}${more}. ${ASK[type]}`.replace('A email', 'An email');
}
