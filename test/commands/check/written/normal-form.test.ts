import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNormalForms } from '../../../../src/commands/check/written/normal-form.ts';
import type { Condition } from '../../../../src/model/condition.ts';
import {
  bookOf,
  conditionsOver,
  leads,
  rulebooks,
  stateLeaves,
  valueConditions,
} from '../../../judging/arbitrary.ts';
import { ask } from '../../../judging/judged.ts';

const few = conditionsOver(
  fc.oneof(
    fc.constant<Condition>({
      kind: 'test',
      field: { field: 'employees' },
      test: { operator: 'gte', bound: 5 },
    }),
    fc.constant<Condition>({
      kind: 'test',
      field: { field: 'employees' },
      test: { operator: 'lte', bound: 50 },
    }),
    fc.constant<Condition>({
      kind: 'test',
      field: { field: 'employees' },
      test: { operator: 'between', low: 5, high: 50 },
    }),
    fc.constantFrom<Condition>(
      { kind: 'test', field: { field: 'title' }, test: { operator: 'in', values: ['ceo', 'intern'] } },
      { kind: 'test', field: { field: 'title' }, test: { operator: 'not_in', values: ['intern', 'ceo'] } },
      { kind: 'test', field: { field: 'title' }, test: { operator: 'is', state: 'present' } },
    ),
  ),
);

test('conditions of one form have one answer for every lead', () => {
  let pairs = 0;
  fc.assert(
    fc.property(
      fc.array(few, { minLength: 10, maxLength: 25 }),
      fc.array(leads, { minLength: 3, maxLength: 6 }),
      (all, some) => {
        const formOf = createNormalForms(bookOf({}));
        const firsts = new Map<number, Condition>();
        for (const condition of all) {
          const first = firsts.get(formOf(condition)) ?? condition;
          firsts.set(formOf(condition), first);
          if (first === condition) continue;
          pairs++;
          for (const lead of some) expect(ask(condition, lead)).toBe(ask(first, lead));
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(pairs).toBeGreaterThan(50);
});

/** The same condition written another way. */
function rewritten(condition: Condition, turn: number): Condition {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const of = condition.of.map(part => rewritten(part, turn + 1)).reverse();
      return turn % 2 === 0
        ? { ...condition, of }
        : { ...condition, of: [{ kind: condition.kind, of }, ...of.slice(0, 1)] };
    }
    case 'not':
      return { kind: 'not', of: rewritten(condition.of, turn + 1) };
    case 'at_least':
      return { ...condition, of: condition.of.map(part => rewritten(part, turn + 1)).reverse() };
    default:
      return turn % 3 === 0
        ? { kind: 'not', of: { kind: 'not', of: condition } }
        : { kind: 'any', of: [condition] };
  }
}

test('a condition keeps its form however it is written', () => {
  fc.assert(
    fc.property(fc.oneof(valueConditions, conditionsOver(stateLeaves)), fc.nat(5), (condition, turn) => {
      const formOf = createNormalForms(bookOf({}));
      expect(formOf(rewritten(condition, turn))).toBe(formOf(condition));
    }),
    { numRuns: 200 },
  );
});

test('a criterion has the form of what it asks, unless it settles what is unknown', () => {
  fc.assert(
    fc.property(rulebooks, rulebook => {
      const formOf = createNormalForms(rulebook);
      for (const { name, when, unknown } of rulebook.criteria) {
        expect(formOf({ kind: 'criterion', name }) === formOf(when)).toBe(unknown === undefined);
      }
    }),
    { numRuns: 100 },
  );
});
