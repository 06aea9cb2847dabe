import fc from 'fast-check';
import { conditionsOfRule, partsOf } from '../../../../src/judging/conditions/leaves.ts';
import type { Condition, Test } from '../../../../src/model/condition.ts';
import type { Reading } from '../../../../src/model/lead.ts';
import type { Field, Rulebook } from '../../../../src/model/rulebook.ts';
import {
  AS_OF,
  conditionsOver,
  FIELDS,
  type Lead,
  leads,
  rulebooks,
  stateLeaves,
  testsOn,
  valueLeaves,
} from '../../../judging/arbitrary.ts';

/** Rulebooks and leads on which claims of the prover are tried: with domains, bounds and tests that meet often. */

const BOUNDED: Readonly<Record<string, Partial<Field>>> = {
  title: { values: ['ceo', 'head of sales', 'director', 'intern'] },
  employees: { min: 0, max: 500 },
  buys_on: { min: AS_OF - 40, max: AS_OF + 40 },
};

const bound = (field: Field): Field => ({ ...field, ...BOUNDED[field.name] }) as Field;

const texts = fc.subarray(
  ['c', 'ceo', 'head', 'head of', 'sales', 'google', 'goo', 'in', 'acme.fr', 'cid@'],
  {
    minLength: 1,
    maxLength: 2,
  },
);
const values = fc.subarray(
  ['ceo', 'intern', 'director', 'head of sales', 'google', 'linkedin', 'ann@rival.com'],
  { minLength: 1 },
);
const textual = testsOn('text', { texts: fc.record({ texts }), values: fc.record({ values }) });
const numbers = testsOn('number', {
  bound: fc.record({ bound: fc.constantFrom(-1, 0, 5, 7, 50, 500, 501) }),
});

const on = (names: readonly string[], tests: fc.Arbitrary<Test>): fc.Arbitrary<Condition> =>
  fc
    .tuple(fc.constantFrom(...names), tests)
    .map(([field, test]) => ({ kind: 'test', field: { field }, test }));

const leaves: fc.Arbitrary<Condition> = fc.oneof(
  valueLeaves,
  on(['title', 'source', 'email'], textual),
  on(['buys_on'], testsOn('date')),
  on(['employees', 'clicks'], numbers),
  stateLeaves,
);

/** Conditions over few fields, so that they often exclude or imply each other. */
export const closeConditions = conditionsOver(leaves);

/** Rulebooks with four more stages, half of them over fields with a domain or bounds. */
export const claimedRulebooks: fc.Arbitrary<Rulebook> = fc
  .tuple(rulebooks, fc.array(closeConditions, { minLength: 4, maxLength: 4 }), fc.boolean())
  .map(([rulebook, more, bounded]) => ({
    ...rulebook,
    fields: bounded ? FIELDS.map(bound) : rulebook.fields,
    stages: [
      ...more.map((when, index) => ({ name: `s${index}`, countsAs: 'MQL', when }) as const),
      ...rulebook.stages,
    ],
  }));

/** Every text is valid where a field has no domain. */
const readable = (lead: Lead, { fields }: Rulebook): Lead =>
  Object.fromEntries(
    fields.map((field): [string, Reading] => {
      const reading = lead[field.name] ?? { kind: 'blank' };
      const isOpen = field.type === 'text' && field.values === undefined;
      return [field.name, isOpen && reading.kind === 'invalid' ? { kind: 'blank' } : reading];
    }),
  );

/** A rulebook with leads as they may be read under it. */
export const cases: fc.Arbitrary<{ readonly rulebook: Rulebook; readonly list: readonly Lead[] }> = fc
  .tuple(claimedRulebooks, fc.array(leads, { minLength: 8, maxLength: 8 }))
  .map(([rulebook, list]) => ({ rulebook, list: list.map(lead => readable(lead, rulebook)) }));

const allUnder = (condition: Condition): readonly Condition[] => [
  condition,
  ...partsOf(condition).flatMap(allUnder),
];

/** Every condition of a rulebook, and all that are part of one. */
export function conditionsOf({ criteria, scores, stages }: Rulebook): readonly Condition[] {
  return [
    ...criteria.map(({ when }) => when),
    ...scores.flatMap(({ rules }) => rules.flatMap(conditionsOfRule)),
    ...stages.flatMap(({ when }) => when ?? []),
  ].flatMap(allUnder);
}
