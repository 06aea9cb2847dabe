import { atLeastKeys } from '../../language/operators/conditions.ts';
import { THRESHOLD_KEYS } from '../../language/operators/score-tests.ts';
import { CONDITION_KEYS, type ConditionKey } from '../../language/sections/names.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { hasDomain } from '../../values/field-types/field-types.ts';
import {
  described,
  type JsonSchema,
  listOf,
  mappingOf,
  namedEntries,
  OWN_KEYS,
  reference,
  type Schema,
  type Schemas,
} from './json-schema.ts';
import { FIELD_NAME, type Known, nameOf, namesAsKeys } from './known.ts';
import type { SubjectSchema } from './literals.ts';
import { NOTHING } from './nothing.ts';
import { describeSubject, fieldTest } from './operators.ts';
import { POINTS } from './points.ts';
import { whole } from './scalars.ts';

/** A condition in criteria and scores; in stages it may ask for frameworks and scores too. */
export const CONDITION = 'condition';
export const STAGE_CONDITION = 'stage_condition';
const ANY_TEST = 'field_test';

interface Context {
  readonly known: Known | undefined;
  readonly inStages: boolean;
}

const within = ({ inStages }: Context): JsonSchema => reference(inStages ? STAGE_CONDITION : CONDITION);
const MOST_CONDITIONS = 999_999;

/** Each key of a condition that is no field. */
const FORMS: Readonly<Record<ConditionKey, (context: Context) => Schema>> = {
  all: context => described('Holds when all of these conditions do.', listOf(within(context))),
  any: context => described('Holds when at least one of these conditions does.', listOf(within(context))),
  not: context =>
    described('Holds when this condition does not. Of an unknown it is unknown.', within(context)),
  at_least: context =>
    described(
      'Holds when at least n of these conditions do: { n: 2, of: […] }.',
      mappingOf(atLeastKeys({ scope: NOTHING.scope, inStages: context.inStages }), {
        n: described('How many must hold, from 1 to the length of `of`.', whole(1, MOST_CONDITIONS)),
        of: described('The conditions.', listOf(within(context))),
      }),
    ),
  criterion: ({ known }) => described('Holds when this criterion is met.', nameOf(known?.criteria)),
  framework: ({ known, inStages }) =>
    inStages && described('Holds when this framework passes.', nameOf(known?.frameworks)),
  score: ({ known, inStages }) =>
    inStages &&
    described(
      'Holds when a score does: { total: { gte: 60 } }. A group, or `total`.',
      namedEntries(namesAsKeys(known?.scores, 'score'), {
        ...mappingOf(THRESHOLD_KEYS, {
          gte: described('At least so many points.', POINTS),
          gt: described('More than so many points.', POINTS),
          lte: described('At most so many points.', POINTS),
          lt: described('Fewer than so many points.', POINTS),
        }),
        minProperties: 1,
      }),
    ),
};

/** The definitions that conditions need. */
export function conditionDefinitions(known: Known | undefined): Schemas {
  return {
    [CONDITION]: condition({ known, inStages: false }),
    [STAGE_CONDITION]: condition({ known, inStages: true }),
    ...(known === undefined
      ? { [ANY_TEST]: described(describeSubject({}), fieldTest({})) }
      : fieldTests(known)),
  };
}

function condition(context: Context): JsonSchema {
  const { known } = context;
  const forms = Object.fromEntries(CONDITION_KEYS.map(key => [key, FORMS[key](context)]));
  const description = 'A condition: several keys in one mapping must all hold.';
  if (known === undefined) {
    return {
      description,
      type: 'object',
      minProperties: 1,
      properties: forms,
      patternProperties: OWN_KEYS,
      propertyNames: { title: 'field', pattern: `^x-|${FIELD_NAME}` },
      additionalProperties: reference(ANY_TEST),
    };
  }
  const fields = subjectsOf(known).map(({ name, ...subject }) => [
    name,
    described(describeSubject(subject), reference(definitionOf(subject))),
  ]);
  return {
    description,
    type: 'object',
    minProperties: 1,
    properties: { ...Object.fromEntries(fields), ...forms },
    patternProperties: OWN_KEYS,
    additionalProperties: false,
  };
}

/** What can be tested, once for each type, and for each field that has values or words of its own. */
function fieldTests(known: Known): Schemas {
  return Object.fromEntries(
    subjectsOf(known).map(subject => [definitionOf(subject), fieldTest(subject)] as const),
  );
}

interface NamedSubject extends SubjectSchema {
  readonly name: string;
  readonly type: FieldType;
}

function subjectsOf(known: Known): readonly NamedSubject[] {
  return known.fields.flatMap((field): readonly NamedSubject[] => {
    const { name, type } = field;
    const own = { name, type, field, known };
    return hasDomain(type) ? [own, { name: `${name}.domain`, type: 'text', known }] : [own];
  });
}

function definitionOf({ type = 'text', field }: SubjectSchema): string {
  const isOwn =
    (field?.type === 'text' && field.values !== undefined) ||
    (field?.type === 'boolean' && field.true.length + field.false.length > 0);
  return isOwn ? `test_of_${field.name}` : `${type}_test`;
}
