import { createRequire } from 'node:module';
import type { Answer, Operator, Test } from '../../model/condition.ts';
import type { Day, Reading, Value } from '../../model/lead.ts';
import { fold } from '../../values/fold.ts';
import { truth } from './truth.ts';
import { hasWord } from './words.ts';

/** What a test may ask about beside the value. */
export interface TestContext {
  readonly asOf: Day;
}

/** The member of `Test` that an operator belongs to. */
export type TestOf<O extends Operator> = Test extends infer T
  ? T extends Test
    ? O extends T['operator']
      ? T
      : never
    : never
  : never;

type ValueOperator = Exclude<Operator, 'is'>;

/** The in-process meaning of every operator that asks a value. A new operator does not compile until it is here. */
const OPERATORS: {
  readonly [O in ValueOperator]: (test: TestOf<O>, context: TestContext) => (value: Value) => boolean;
} = {
  in: ({ values }) => isOneOf(values),
  not_in: ({ values }) => {
    const listed = isOneOf(values);
    return value => !listed(value);
  },
  contains: ({ texts }) => ofText(value => texts.some(text => value.includes(text))),
  starts_with: ({ texts }) => ofText(value => texts.some(text => value.startsWith(text))),
  ends_with: ({ texts }) => ofText(value => texts.some(text => value.endsWith(text))),
  has_word: ({ texts }) => ofText(value => texts.some(text => hasWord(value, text))),
  matches: ({ pattern }) => {
    const expression = compileExpression(pattern);
    return ofText(value => expression.test(fold(value)));
  },
  gt: ({ bound }) => ofNumber(value => value > bound),
  gte: ({ bound }) => ofNumber(value => value >= bound),
  lt: ({ bound }) => ofNumber(value => value < bound),
  lte: ({ bound }) => ofNumber(value => value <= bound),
  between: ({ low, high }) => ofNumber(value => low <= value && value <= high),
  within_last_days: ({ days }, { asOf }) => ofNumber(date => 0 <= asOf - date && asOf - date <= days),
  within_next_days: ({ days }, { asOf }) => ofNumber(date => 0 <= date - asOf && date - asOf <= days),
  older_than_days: ({ days }, { asOf }) => ofNumber(date => asOf - date > days),
};

/** A test as a function of a reading: three-valued, but for `is`, which asks only what kind of reading it is. */
export function compileTest(test: Test, context: TestContext): (reading: Reading) => Answer {
  if (test.operator === 'is') return reading => truth(stateOf(reading) === test.state);
  const holds = compileValueTest(test, context);
  return reading => (reading.kind === 'value' ? truth(holds(reading.value)) : 'unknown');
}

function compileValueTest<O extends ValueOperator>(
  test: TestOf<O> & { readonly operator: O },
  context: TestContext,
): (value: Value) => boolean {
  return OPERATORS[test.operator](test, context);
}

/** An absent field is blank. */
function stateOf(reading: Reading): 'present' | 'blank' | 'invalid' {
  if (reading.kind === 'value') return 'present';
  return reading.kind === 'invalid' ? 'invalid' : 'blank';
}

function isOneOf(values: readonly Value[]): (value: Value) => boolean {
  const set = new Set(values);
  return value => set.has(value);
}

function ofText(holds: (value: string) => boolean): (value: Value) => boolean {
  return value => typeof value === 'string' && holds(value);
}

/** Numbers, and dates as days. */
function ofNumber(holds: (value: number) => boolean): (value: Value) => boolean {
  return value => typeof value === 'number' && holds(value);
}

/** Loaded on first use, so that rulebooks without `matches` start without it. */
function compileExpression(pattern: string): { test(text: string): boolean } {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
  return RE2JS.compile(pattern);
}
