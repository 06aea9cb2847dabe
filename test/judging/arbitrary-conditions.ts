import fc from 'fast-check';
import type { Answer, Condition, FieldReference, Test } from '../../src/model/condition.ts';
import type { Reading, Value } from '../../src/model/lead.ts';
import type { Field } from '../../src/model/rulebook.ts';

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

const textTests: fc.Arbitrary<Test> = fc.oneof(
  fc.record({
    operator: fc.constantFrom('in' as const, 'not_in' as const),
    values: fc.constantFrom(['ceo'], ['ceo', 'intern'], ['google', 'gmail.com']),
  }),
  fc.record({
    operator: fc.constantFrom(
      'contains' as const,
      'starts_with' as const,
      'ends_with' as const,
      'has_word' as const,
    ),
    texts: fc.constantFrom(['head of'], ['rival.com', 'cto'], ['e', 'sales']),
  }),
  fc.record({ operator: fc.constant('matches' as const), pattern: fc.constantFrom('^c', '[a-d]{2}', 'l$') }),
);

const numbers = fc.constantFrom(0, 1, 5, 50);
const numberTests: fc.Arbitrary<Test> = fc.oneof(
  fc.record({
    operator: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const),
    bound: numbers,
  }),
  fc.record({ operator: fc.constant('between' as const), low: numbers, high: numbers }),
);
const dateTests: fc.Arbitrary<Test> = fc.record({
  operator: fc.constantFrom(
    'within_last_days' as const,
    'within_next_days' as const,
    'older_than_days' as const,
  ),
  days: fc.constantFrom(0, 7, 30),
});
const booleanTests: fc.Arbitrary<Test> = fc.record({
  operator: fc.constant('in' as const),
  values: fc.constantFrom([true], [false]),
});
const stateTests: fc.Arbitrary<Test> = fc.record({
  operator: fc.constant('is' as const),
  state: fc.constantFrom('present' as const, 'blank' as const, 'invalid' as const),
});

/** Tests that are unknown where their field is. */
export const valueLeaves: fc.Arbitrary<Condition> = fc.oneof(
  testsOn({ field: 'email', part: 'domain' }, textTests),
  testsOn({ field: 'email' }, textTests),
  testsOn({ field: 'title' }, textTests),
  testsOn({ field: 'employees' }, numberTests),
  testsOn({ field: 'clicks' }, numberTests),
  testsOn({ field: 'opted_in' }, booleanTests),
  testsOn({ field: 'buys_on' }, dateTests),
);

export const stateLeaves: fc.Arbitrary<Condition> = fc
  .constantFrom(...FIELDS.map(({ name }) => name))
  .chain(field => testsOn({ field }, stateTests));

function testsOn(field: FieldReference, tests: fc.Arbitrary<Test>): fc.Arbitrary<Condition> {
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
