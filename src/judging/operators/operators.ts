import type { Answer, Test } from '../../model/condition.ts';
import { Defect } from '../../model/errors.ts';
import type { Reading } from '../../model/lead.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { olderThanDays, withinLastDays, withinNextDays } from './ages.ts';
import { isIn, isNotIn } from './among.ts';
import { between } from './between.ts';
import { gt, gte, lt, lte } from './comparisons.ts';
import { contains } from './contains.ts';
import { endsWith } from './ends-with.ts';
import { hasWords } from './has-word.ts';
import { is } from './is.ts';
import { matches } from './matches.ts';
import type { OperatorEntry, TestContext } from './operator.ts';
import { startsWith } from './starts-with.ts';

/** All operators by the name that rulebooks write, in the order that messages list them. Nothing else lists them. */
export const OPERATORS = {
  in: isIn,
  not_in: isNotIn,
  contains,
  starts_with: startsWith,
  ends_with: endsWith,
  has_word: hasWords,
  matches,
  gt,
  gte,
  lt,
  lte,
  between,
  within_last_days: withinLastDays,
  within_next_days: withinNextDays,
  older_than_days: olderThanDays,
  is,
} as const satisfies Readonly<Record<string, OperatorEntry>>;

export type Operator = keyof typeof OPERATORS;
export const OPERATOR_NAMES = Object.keys(OPERATORS) as readonly Operator[];

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(OPERATORS, name);
}

/** The entry of a test's operator. */
export function operatorOf({ operator }: Pick<Test, 'operator'>): OperatorEntry {
  if (!isOperator(operator)) throw new Defect(`there is no operator ${operator}`);
  return OPERATORS[operator];
}

/** The operators that a field of the type takes. */
export function operatorsOn(type: FieldType): readonly Operator[] {
  return OPERATOR_NAMES.filter(name => {
    const { on }: OperatorEntry = OPERATORS[name];
    return on === 'every type' || on.includes(type);
  });
}

/** The operator that other tools call so. */
export function operatorCalled(otherName: string): Operator | undefined {
  return OPERATOR_NAMES.find(name => OPERATORS[name].otherNames.includes(otherName));
}

/** A test as a function of a reading: three-valued, but for `is`, which asks only what kind of reading it is. */
export function compileTest(test: Test, context: TestContext): (reading: Reading) => Answer {
  return operatorOf(test).compile(test, context);
}

/** Whether a test asks how long ago a date is: the values that it tells apart move with the day of the run. */
export function isRelative(test: Test): boolean {
  const { tellsApart } = operatorOf(test);
  return JSON.stringify(tellsApart(test, { asOf: 0 })) !== JSON.stringify(tellsApart(test, { asOf: 1 }));
}
