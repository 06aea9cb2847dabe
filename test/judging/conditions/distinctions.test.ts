import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDistinctions } from '../../../src/judging/conditions/distinctions.ts';
import type { FieldQuestions, PerRule } from '../../../src/judging/conditions/questions.ts';
import { compileFieldJudge } from '../../../src/judging/field-judge.ts';
import type { Test } from '../../../src/model/condition.ts';
import type { Cell, Reading } from '../../../src/model/lead.ts';
import type { Decay, Field } from '../../../src/model/rulebook.ts';
import { compileCellParser } from '../../../src/values/cell.ts';
import { formatDay } from '../../../src/values/day.ts';
import { AS_OF, BASE_FIELD } from '../arbitrary.ts';

const CONTEXT = { asOf: AS_OF };
const SIZE: Field = { ...BASE_FIELD, name: 'size', type: 'number', band: 'low' };
const SEEN: Field = { ...BASE_FIELD, name: 'seen', type: 'date' };
const EMAIL: Field = { ...BASE_FIELD, name: 'email', type: 'email' };
const TITLE: Field = { ...BASE_FIELD, name: 'title', type: 'text', aliases: [] };

type Asked = readonly { readonly test: Test; readonly part?: 'domain' }[];

function questionsOn(
  field: Field,
  asked: Asked,
  { counts = [], decays = [] }: { counts?: readonly PerRule[]; decays?: readonly Decay[] } = {},
): FieldQuestions {
  const tests = asked.map(({ test, part }) => ({
    reference: part === undefined ? { field: field.name } : { field: field.name, part },
    test,
  }));
  return { field, tests, counts, decays };
}

const distinctionsOf = (questions: FieldQuestions) => findDistinctions(questions, CONTEXT);

const states = fc.constantFrom('present' as const, 'blank' as const, 'invalid' as const);
const stateTest = fc.record({ operator: fc.constant('is' as const), state: states });

function comparisonsWith(numbers: fc.Arbitrary<number>): fc.Arbitrary<Test> {
  return fc.oneof(
    fc.record({
      operator: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const),
      bound: numbers,
    }),
    fc
      .tuple(numbers, numbers)
      .map(ends => ({ operator: 'between' as const, low: Math.min(...ends), high: Math.max(...ends) })),
    fc.record({
      operator: fc.constantFrom('in' as const, 'not_in' as const),
      values: fc.array(numbers, { minLength: 1, maxLength: 3 }),
    }),
    stateTest,
  );
}

const days = fc.integer({ min: 0, max: 12 });
const dayTest: fc.Arbitrary<Test> = fc.record({
  operator: fc.constantFrom(
    'within_last_days' as const,
    'within_next_days' as const,
    'older_than_days' as const,
  ),
  days,
});
const decay: fc.Arbitrary<Decay> = fc
  .uniqueArray(days, { minLength: 1, maxLength: 3 })
  .map(keys => keys.sort((one, other) => one - other))
  .map(keys => ({
    since: 'seen',
    keep: keys.map((day, index) => ({ days: day, percent: 90 - 30 * index })),
  }));

const fewNumbers = fc.constantFrom(-2, 0, 0.5, 3, 4, 10);
const fewDates = fc.integer({ min: AS_OF - 12, max: AS_OF + 12 });
const asAsked = (test: Test) => ({ test });

const ofNumber: fc.Arbitrary<FieldQuestions> = fc
  .tuple(
    fc.array(comparisonsWith(fewNumbers).map(asAsked), { maxLength: 4 }),
    fc.record({ min: fewNumbers, max: fewNumbers }, { requiredKeys: [] }),
  )
  .map(([tests, bounds]) => questionsOn({ ...SIZE, ...bounds } as Field, tests));

const ofDate: fc.Arbitrary<FieldQuestions> = fc
  .tuple(
    fc.array(fc.oneof(comparisonsWith(fewDates), dayTest).map(asAsked), { maxLength: 4 }),
    fc.array(decay, { maxLength: 2 }),
    fc.record({ min: fewDates, max: fewDates }, { requiredKeys: [] }),
  )
  .map(([tests, decays, bounds]) => questionsOn({ ...SEEN, ...bounds } as Field, tests, { decays }));

/** The key of a value as a cell gives it, so that a field's bounds have their say. */
function keysOf(questions: FieldQuestions): (value: number) => string {
  const { field } = questions;
  const parse = compileCellParser(field, { locale: 'en', blankAlso: [] });
  const { answer } = compileFieldJudge(questions, CONTEXT);
  const cellOf = (value: number): Cell =>
    field.type === 'date' ? { text: formatDay(value), plain: false } : { text: String(value), plain: true };
  return value => answer(parse(cellOf(value))).key;
}

/** Number of the place of a value among the breakpoints: odd on one of them, even between two. */
function placeOf(value: number, breakpoints: readonly number[]): number {
  const below = breakpoints.filter(point => point < value).length;
  return below * 2 + (breakpoints.includes(value) ? 1 : 0);
}

function expectPlacesAlike(questions: FieldQuestions, values: readonly number[]): void {
  const { breakpoints } = distinctionsOf(questions);
  if (breakpoints === undefined) throw new Error('no breakpoints');
  expect(breakpoints).toEqual([...new Set(breakpoints)].sort((one, other) => one - other));
  const keyOf = keysOf(questions);
  const byPlace = new Map<number, string>();
  for (const value of values) {
    const place = placeOf(value, breakpoints);
    const key = keyOf(value);
    expect([place, value, key]).toEqual([place, value, byPlace.get(place) ?? key]);
    byPlace.set(place, key);
  }
}

describe('the breakpoints of a field', () => {
  it('cut numbers so that those between two of them are answered alike', () => {
    const values = fc.array(
      fc.oneof(
        fc.constantFrom(-1e9, -3, -1, 0.25, 1, 2, 3.5, 7, 11, 1e12),
        fewNumbers,
        fc.integer({ min: -20, max: 20 }),
      ),
      { minLength: 10, maxLength: 40 },
    );
    fc.assert(fc.property(ofNumber, values, expectPlacesAlike), { numRuns: 500 });
  });

  it('cut dates so, whatever is asked of their age', () => {
    const values = Array.from({ length: 61 }, (_, index) => AS_OF - 30 + index);
    fc.assert(
      fc.property(ofDate, questions => expectPlacesAlike(questions, values)),
      { numRuns: 500 },
    );
  });

  it('are no more than what the answers can tell apart', () => {
    const bounds = { ...SIZE, min: 0, max: 1000 };
    const tests: Asked = [
      { test: { operator: 'gte', bound: 50 } },
      { test: { operator: 'between', low: 10, high: 50 } },
      { test: { operator: 'in', values: [7] } },
      { test: { operator: 'is', state: 'present' } },
    ];
    expect(distinctionsOf(questionsOn(bounds, tests)).breakpoints).toEqual([0, 7, 10, 50, 1000]);
    expect(distinctionsOf(questionsOn(SIZE, [])).breakpoints).toEqual([]);
    const dates: Asked = [
      { test: { operator: 'within_last_days', days: 30 } },
      { test: { operator: 'within_next_days', days: 7 } },
      { test: { operator: 'older_than_days', days: 90 } },
    ];
    const decays = [{ since: 'seen', keep: [{ days: 60, percent: 50 }] }];
    const ofDates = distinctionsOf(questionsOn(SEEN, dates, { decays }));
    expect(ofDates.breakpoints).toEqual([AS_OF - 90, AS_OF - 60, AS_OF - 30, AS_OF, AS_OF + 7]);
  });

  it('are not there where points follow the value itself', () => {
    const per: PerRule = { id: 'per', kind: 'per', field: 'size', points: '0.1' };
    const questions = questionsOn(SIZE, [{ test: { operator: 'gte', bound: 50 } }], { counts: [per] });
    expect(distinctionsOf(questions).breakpoints).toBeUndefined();
  });
});

const part = 'domain' as const;
const domains = fc.constantFrom('acme.fr', 'rival.com', 'gmail.com', 'a.pl');
const listTest: fc.Arbitrary<Test> = fc.record({
  operator: fc.constantFrom('in' as const, 'not_in' as const),
  values: fc.array(domains, { minLength: 1, maxLength: 3 }),
});
const textTest: fc.Arbitrary<Test> = fc.oneof(
  fc.record({
    operator: fc.constantFrom(
      'contains' as const,
      'starts_with' as const,
      'ends_with' as const,
      'has_word' as const,
    ),
    texts: fc.array(fc.constantFrom('acme', '.pl', 'r', 'com'), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ operator: fc.constant('matches' as const), pattern: fc.constantFrom('^a', 'l$') }),
);
const locals = fc.constantFrom('ann', 'info', 'x');
const hosts = fc.oneof(domains, fc.constantFrom('new.example', 'acme.pl', 'x.y', 'comcom.pl'));
const pairs = fc.array(fc.tuple(locals, hosts), { minLength: 2, maxLength: 12 });
const keyOfAddress = (questions: FieldQuestions) => {
  const { answer } = compileFieldJudge(questions, CONTEXT);
  return (address: string) => answer({ kind: 'value', value: address } satisfies Reading).key;
};

describe('the domains that a field is asked for', () => {
  it('are all that is told apart, where only lists of domains and states are asked', () => {
    const asked = fc.array(
      fc.oneof(
        listTest.map(test => ({ test, part })),
        stateTest.map(test => ({ test, part })),
        stateTest.map(asAsked),
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(asked, pairs, (tests, addresses) => {
        const questions = questionsOn(EMAIL, tests);
        const { onlyDomain, domains: named } = distinctionsOf(questions);
        expect(onlyDomain).toBe(true);
        const keyOf = keyOfAddress(questions);
        const known = new Map<string, string>();
        for (const [local, host] of addresses) {
          const name = named?.has(host) === true ? host : 'other';
          const key = keyOf(`${local}@${host}`);
          expect([host, key]).toEqual([host, known.get(name) ?? key]);
          known.set(name, key);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are not known where a test looks into them; then each domain has one answer of its own', () => {
    const asked = fc
      .tuple(textTest, fc.array(fc.oneof(listTest, textTest, stateTest), { maxLength: 3 }))
      .map(([test, others]) => [test, ...others].map(own => ({ test: own, part })));
    fc.assert(
      fc.property(asked, hosts, locals, locals, (tests, host, one, other) => {
        const questions = questionsOn(EMAIL, tests);
        expect(distinctionsOf(questions)).toEqual({ onlyDomain: true });
        const keyOf = keyOfAddress(questions);
        expect(keyOf(`${one}@${host}`)).toBe(keyOf(`${other}@${host}`));
      }),
    );
  });

  it('are not enough where the address itself is asked for', () => {
    const whole: Asked = [
      { test: { operator: 'in', values: ['acme.fr'] }, part },
      { test: { operator: 'starts_with', texts: ['info@'] } },
    ];
    expect(distinctionsOf(questionsOn(EMAIL, whole)).onlyDomain).toBe(false);
    const listed: Asked = [{ test: { operator: 'in', values: ['ann@acme.fr'] } }];
    expect(distinctionsOf(questionsOn(EMAIL, listed)).onlyDomain).toBe(false);
    const asked: Asked = [{ test: { operator: 'is', state: 'blank' } }];
    expect(distinctionsOf(questionsOn(EMAIL, asked))).toMatchObject({ onlyDomain: true, domains: new Set() });
    const title: Asked = [{ test: { operator: 'has_word', texts: ['ceo'] } }];
    expect(distinctionsOf(questionsOn(TITLE, title)).onlyDomain).toBe(false);
  });
});
