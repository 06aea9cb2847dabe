import { OPERATOR_NAMES, OPERATORS, operatorsOn } from '../../judging/operators/operators.ts';
import { MOST_DAYS, STATES } from '../../language/operators/operators.ts';
import type { LiteralForm } from '../../model/condition.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { choose, closed, described, type JsonSchema } from './json-schema.ts';
import { anyOf, literalOf, literalsOf, type SubjectSchema, textsOf } from './literals.ts';
import { oneOfNames, TEXT, whole } from './scalars.ts';

/** What stands after an operator, by the form of its literals. */
const FORMS: Readonly<Record<LiteralForm, (subject: SubjectSchema) => JsonSchema>> = {
  values: subject => anyOf(literalsOf(subject)),
  texts: subject => anyOf(textsOf(subject)),
  pattern: () => TEXT,
  bound: literalOf,
  range: subject => ({ type: 'array', minItems: 2, maxItems: 2, items: literalOf(subject) }),
  days: () => whole(0, MOST_DAYS),
  state: () => oneOfNames(STATES),
};

/**
 * What stands under a field: a value, a list of values or a `$set`, or operators. The alternatives say what shapes there
 * are; a mapping is then looked at by itself, so that an editor names the operator that is wrong.
 */
export function fieldTest(subject: SubjectSchema): JsonSchema {
  const operators = subject.type === undefined ? OPERATOR_NAMES : operatorsOn(subject.type);
  const properties = Object.fromEntries(
    operators.map(operator => {
      const { asks, reads } = OPERATORS[operator];
      return [operator, described(asks, FORMS[reads](subject))];
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
