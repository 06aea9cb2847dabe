import fc from 'fast-check';
import {
  OPERATOR_NAMES,
  OPERATORS,
  type Operator,
  operatorsOn,
} from '../../src/judging/operators/operators.ts';
import type {
  Answer,
  Condition,
  FieldReference,
  LiteralForm,
  LiteralForms,
  Test,
} from '../../src/model/condition.ts';
import type { Reading, Value } from '../../src/model/lead.ts';
import type { Field, FieldType } from '../../src/model/rulebook.ts';

/** Random leads and conditions over one small set of fields with few values, so that tests are often met. */

/** 2024-10-04, the day that random rulebooks are compiled as of. */
export const AS_OF = 20_000;

export const answers: fc.Arbitrary<Answer> = fc.constantFrom('met', 'unmet', 'unknown');

export const BASE_FIELD = { columns: [], required: false, blank: [] } as const;

/** One field of every type but phone and url, and a second number and date. */
export const FIELDS: readonly Field[] = [
  { ...BASE_FIELD, name: 'email', type: 'email' },
  { ...BASE_FIELD, name: 'title', type: 'text', aliases: [] },
  { ...BASE_FIELD, name: 'employees', type: 'number', band: 'low' },
  { ...BASE_FIELD, name: 'clicks', type: 'number', band: 'low' },
  { ...BASE_FIELD, name: 'opted_in', type: 'boolean', true: [], false: [] },
  { ...BASE_FIELD, name: 'buys_on', type: 'date' },
  { ...BASE_FIELD, name: 'seen', type: 'date' },
  { ...BASE_FIELD, name: 'source', type: 'text', aliases: [] },
];

const VALUES: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  email: fc.constantFrom('ann@rival.com', 'bob@acme.fr', 'cid@gmail.com'),
  title: fc.constantFrom('ceo', 'head of sales', 'director', 'intern'),
  employees: fc.constantFrom(0, 5, 50, 500),
  clicks: fc.constantFrom(-3, 0, 0.5, 1, 7, 123_456.789),
  opted_in: fc.boolean(),
  buys_on: fc.integer({ min: AS_OF - 40, max: AS_OF + 40 }),
  seen: fc.integer({ min: AS_OF - 120, max: AS_OF + 5 }),
  source: fc.constantFrom('google', 'linkedin'),
};

export function valuesOf(field: string): fc.Arbitrary<Reading> {
  return (VALUES[field] ?? fc.constant('')).map(value => ({ kind: 'value', value }));
}

export function readingsOf(field: string): fc.Arbitrary<Reading> {
  return fc.oneof(
    { weight: 3, arbitrary: valuesOf(field) },
    { weight: 1, arbitrary: fc.constant<Reading>({ kind: 'blank' }) },
    { weight: 1, arbitrary: fc.constant<Reading>({ kind: 'invalid', reason: 'is not one' }) },
    { weight: 1, arbitrary: fc.constant<Reading>({ kind: 'absent' }) },
  );
}

/** A lead as read: one reading for every field. */
export type Lead = Readonly<Record<string, Reading>>;

export const leads: fc.Arbitrary<Lead> = fc.record(
  Object.fromEntries(FIELDS.map(({ name }) => [name, readingsOf(name)])),
);

type Literals = { readonly [F in LiteralForm]: fc.Arbitrary<LiteralForms[F]> };

const numbers = fc.constantFrom(0, 1, 5, 50);
const LITERALS: Literals = {
  values: fc.record({ values: fc.constantFrom(['ceo'], ['ceo', 'intern'], ['google', 'gmail.com']) }),
  texts: fc.record({ texts: fc.constantFrom(['head of'], ['rival.com', 'cto'], ['e', 'sales']) }),
  pattern: fc.record({ pattern: fc.constantFrom('^c', '[a-d]{2}', 'l$') }),
  bound: fc.record({ bound: numbers }),
  range: fc.record({ low: numbers, high: numbers }),
  days: fc.record({ days: fc.constantFrom(0, 7, 30) }),
  state: fc.record({ state: fc.constantFrom('present', 'blank', 'invalid') }),
};
const NUMBERS = fc.record({ values: fc.subarray([0, 1, 5, 50], { minLength: 1 }) });
const DAYS = fc.integer({ min: AS_OF - 20, max: AS_OF + 20 });

/** What stands after an operator, where the type of the field asks for other literals. */
const OF_TYPE: Partial<Record<FieldType, Partial<Literals>>> = {
  number: { values: NUMBERS },
  boolean: { values: fc.record({ values: fc.constantFrom([true], [false]) }) },
  date: {
    values: fc.record({ values: fc.array(DAYS, { minLength: 1, maxLength: 2 }) }),
    bound: fc.record({ bound: DAYS }),
    range: fc.tuple(DAYS, DAYS).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) })),
  },
};

/** A test by an operator of the registry, with literals that often meet; `own` literals in place of the usual ones. */
function testsBy(operator: Operator, type: FieldType, own: Partial<Literals> = {}): fc.Arbitrary<Test> {
  const { reads } = OPERATORS[operator];
  const literals: fc.Arbitrary<LiteralForms[LiteralForm]> = { ...LITERALS, ...OF_TYPE[type], ...own }[reads];
  return literals.map(each => ({ operator, ...each }));
}

/** Tests by every operator of a type that asks for a value. */
export function testsOn(type: FieldType, own: Partial<Literals> = {}): fc.Arbitrary<Test> {
  return fc.oneof(
    ...operatorsOn(type)
      .filter(operator => !OPERATORS[operator].alwaysKnown)
      .map(operator => testsBy(operator, type, own)),
  );
}

/** Tests by every operator that asks what a cell is. */
const stateTests: fc.Arbitrary<Test> = fc.oneof(
  ...OPERATOR_NAMES.filter(operator => OPERATORS[operator].alwaysKnown).map(operator =>
    testsBy(operator, 'text'),
  ),
);

/** Tests that are unknown where their field is. */
export const valueLeaves: fc.Arbitrary<Condition> = fc.oneof(
  leavesOn({ field: 'email', part: 'domain' }, testsOn('text')),
  leavesOn({ field: 'email' }, testsOn('email')),
  leavesOn({ field: 'title' }, testsOn('text')),
  leavesOn({ field: 'employees' }, testsOn('number')),
  leavesOn({ field: 'clicks' }, testsOn('number')),
  leavesOn({ field: 'opted_in' }, testsOn('boolean')),
  leavesOn({ field: 'buys_on' }, testsOn('date')),
);

export const stateLeaves: fc.Arbitrary<Condition> = fc
  .constantFrom(...FIELDS.map(({ name }) => name))
  .chain(field => leavesOn({ field }, stateTests));

function leavesOn(field: FieldReference, tests: fc.Arbitrary<Test>): fc.Arbitrary<Condition> {
  return tests.map(test => ({ kind: 'test', field, test }));
}

/** Conditions over some leaves, a few combinations deep. */
export function conditionsOver(leaves: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  const { condition } = fc.letrec<{ condition: Condition; parts: readonly Condition[] }>(tie => ({
    parts: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    condition: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: leaves },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: tie('parts') }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('condition') }) },
      {
        weight: 1,
        arbitrary: tie('parts').chain(of =>
          fc.record({
            kind: fc.constant('at_least' as const),
            n: fc.integer({ min: 1, max: of.length }),
            of: fc.constant(of),
          }),
        ),
      },
    ),
  }));
  return condition;
}

/** Conditions over values alone: they follow Kleene logic all the way, since no `is` asks about a state. */
export const valueConditions = conditionsOver(valueLeaves);
