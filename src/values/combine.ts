import type { Reading } from '../model/lead.ts';
import type { Field } from '../model/rulebook.ts';

/** How much a column's reading says for a field in one row: 0 where it is blank or absent, at most `HEAVIEST`. */
export type Weigh = (reading: Reading) => number;

/** No other column can outweigh this one. */
export const HEAVIEST = 3;
const BLANK = 0;
const ANSWER = 1;
const UNREADABLE = 2;

/**
 * How the columns of a field are weighed in a row: the heaviest counts, the first of equals. `any` and `all` hold for
 * boolean fields: the answer that `combine` looks for outweighs a cell that cannot be read, which outweighs the other
 * answer. For all other fields every cell that is not blank weighs the same, so that the first one counts.
 */
export function compileWeigh(field: Field): Weigh {
  const combine = field.type === 'boolean' ? (field.combine ?? 'first') : 'first';
  if (combine === 'first') return reading => (isFilled(reading) ? HEAVIEST : BLANK);
  const sought = combine === 'any';
  return reading => {
    if (!isFilled(reading)) return BLANK;
    if (reading.kind === 'invalid') return UNREADABLE;
    return reading.value === sought ? HEAVIEST : ANSWER;
  };
}

function isFilled(reading: Reading): reading is Extract<Reading, { readonly kind: 'value' | 'invalid' }> {
  return reading.kind === 'value' || reading.kind === 'invalid';
}
