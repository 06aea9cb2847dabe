import { operatorOf } from '../../../judging/operators/operators.ts';
import { LETTER } from '../../../judging/operators/words.ts';
import type { Test } from '../../../model/condition.ts';

/** A text that is looked for, and by which operator. */
interface Sought {
  readonly operator: string;
  readonly text: string;
}

/**
 * Whether every text that has one text by its operator has the other by its. A word is only sure to stand alone inside
 * a text where what is around it is known.
 */
export function textImplies(one: Sought, other: Sought): boolean {
  const implies = operatorOf(one).looking?.implies ?? {};
  const own = Object.hasOwn(implies, other.operator) ? implies[other.operator] : undefined;
  return own !== undefined && !other.text.includes(LETTER) && own(one.text, other.text);
}

/** Whether every text that meets the one meets the other, as far as it can be proved. */
export function patternImplies(one: Test, other: Test): boolean {
  if (!('texts' in one && 'texts' in other)) return JSON.stringify(one) === JSON.stringify(other);
  return one.texts.every(text =>
    other.texts.some(wanted =>
      textImplies({ operator: one.operator, text }, { operator: other.operator, text: wanted }),
    ),
  );
}

/** Whether no text meets both, as far as it can be proved: two beginnings, or two ends, that differ. */
export function patternsExclude(one: Test, other: Test): boolean {
  const { operator } = one;
  if (operator !== other.operator || operatorOf(one).looking?.exclusive !== true) return false;
  if (!('texts' in one && 'texts' in other)) return false;
  const meets = (text: string, wanted: string) => textImplies({ operator, text }, { operator, text: wanted });
  return one.texts.every(text => other.texts.every(wanted => !meets(text, wanted) && !meets(wanted, text)));
}
