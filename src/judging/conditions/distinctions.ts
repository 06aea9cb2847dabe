import type { Field } from '../../model/rulebook.ts';
import type { TestContext } from '../operators/operator.ts';
import { operatorOf } from '../operators/operators.ts';
import type { FieldQuestions } from './questions.ts';

/** What the answers on a field can tell apart: for engines that look at many cells and answer few. */
export interface Distinctions {
  /**
   * Of a number or date field, ascending: all values strictly between two neighbours, below the first or above the
   * last are answered alike. Absent where the answers follow every value.
   */
  readonly breakpoints?: readonly number[];
  /** Whether a valid value is answered by nothing but its domain. */
  readonly onlyDomain: boolean;
  /** The domains that are told from all others, which are answered alike; absent where the answers follow every one. */
  readonly domains?: ReadonlySet<string>;
}

export function findDistinctions(
  { field, tests, counts, decays }: FieldQuestions,
  context: TestContext,
): Distinctions {
  const told = tests.map(({ test }) => operatorOf(test).tellsApart(test, context));
  const known = told.every(values => values !== undefined) ? told.flat() : undefined;
  const onlyDomain = tests.every(
    ({ reference, test }) => reference.part === 'domain' || operatorOf(test).alwaysKnown,
  );
  const ages = decays.flatMap(({ keep }) => keep.map(({ days }) => context.asOf - days));
  const numbers = known?.filter(value => typeof value === 'number');
  const texts = known?.filter(value => typeof value === 'string');
  return {
    onlyDomain,
    ...(numbers === undefined || counts.length > 0
      ? {}
      : { breakpoints: ascending([...numbers, ...ages, ...boundsOf(field)]) }),
    ...(texts === undefined ? {} : { domains: new Set(texts) }),
  };
}

/** Beyond its bounds a value is invalid. */
function boundsOf(field: Field): readonly number[] {
  if (field.type !== 'number' && field.type !== 'date') return [];
  return [field.min, field.max].filter(bound => bound !== undefined);
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((one, other) => one - other);
}
