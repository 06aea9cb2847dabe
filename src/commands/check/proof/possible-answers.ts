import type { Answer } from '../../../model/condition.ts';

/** A set of answers as bits: those that some lead may get. There may be too many in it, never too few. */
export type Answers = number;

export const MET: Answers = 1;
export const UNMET: Answers = 2;
export const UNKNOWN: Answers = 4;
export const ANY_ANSWER: Answers = MET | UNMET | UNKNOWN;
export const NOT_MET: Answers = UNMET | UNKNOWN;

export const BITS: Readonly<Record<Answer, Answers>> = { met: MET, unmet: UNMET, unknown: UNKNOWN };

/** The answers of a set, by its bits, for callers that walk them. */
export const ANSWERS_OF: readonly ReadonlySet<Answer>[] = Array.from(
  { length: ANY_ANSWER + 1 },
  (_, bits) => new Set((Object.keys(BITS) as Answer[]).filter(answer => (BITS[answer] & bits) !== 0)),
);

export function negate(answers: Answers): Answers {
  return (answers & UNKNOWN) | (answers & MET ? UNMET : 0) | (answers & UNMET ? MET : 0);
}

/** An unknown answer settled as the other, as `unknown: met` of a criterion does. */
export function settle(answers: Answers, unknown: Answers): Answers {
  return answers & UNKNOWN ? (answers & ~UNKNOWN) | unknown : answers;
}

/**
 * What `at_least n` may come to when each part may get any of its answers: of `all`, n is the number of parts, of
 * `any` it is 1. Exact for parts that are independent of each other.
 */
export function possiblyAtLeast(n: number, parts: readonly Answers[]): Answers {
  const count = (holds: (part: Answers) => boolean): number => parts.filter(holds).length;
  const met = count(part => (part & MET) !== 0) >= n;
  const unmet = count(part => (part & UNMET) === 0) < n;
  // Unknown: fewer than n met, and n not out of reach. Every part that can be unknown serves best as unknown.
  const surelyMet = count(part => part === MET);
  const unknown = count(part => (part & UNKNOWN) !== 0);
  const either = count(part => part === (MET | UNMET));
  const open = Math.max(0, n - surelyMet - unknown) <= Math.min(either, n - 1 - surelyMet);
  return (met ? MET : 0) | (unmet ? UNMET : 0) | (open ? UNKNOWN : 0);
}
