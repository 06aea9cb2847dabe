import type { Answer } from '../../model/condition.ts';

// Strong Kleene logic (S. C. Kleene, Introduction to Metamathematics, 1952, § 64): an answer is unknown
// exactly where filling the unknowns in could make it either.

const OPPOSITE: Readonly<Record<Answer, Answer>> = { met: 'unmet', unmet: 'met', unknown: 'unknown' };

/** Met and unmet change places; unknown stays. */
export function not(answer: Answer): Answer {
  return OPPOSITE[answer];
}

/** Unmet if one is unmet, met if all are met, else unknown. */
export function and(answers: readonly Answer[]): Answer {
  if (answers.includes('unmet')) return 'unmet';
  return answers.includes('unknown') ? 'unknown' : 'met';
}

/** Met if one is met, unmet if all are unmet, else unknown. */
export function or(answers: readonly Answer[]): Answer {
  if (answers.includes('met')) return 'met';
  return answers.includes('unknown') ? 'unknown' : 'unmet';
}

/** Met once `n` are met, unmet once `n` can no longer be reached, else unknown. */
export function atLeast(n: number, answers: readonly Answer[]): Answer {
  const met = countOf('met', answers);
  if (met >= n) return 'met';
  return met + countOf('unknown', answers) < n ? 'unmet' : 'unknown';
}

/** How many of the answers are this one. */
export function countOf(wanted: Answer, answers: readonly Answer[]): number {
  return answers.filter(answer => answer === wanted).length;
}

/** Where this answer stands in a list, in order. */
export function indexesOf(wanted: Answer, answers: readonly Answer[]): readonly number[] {
  const indexes: number[] = [];
  answers.forEach((answer, index) => {
    if (answer === wanted) indexes.push(index);
  });
  return indexes;
}

/** The answer that a two-valued question has. */
export function truth(holds: boolean): Answer {
  return holds ? 'met' : 'unmet';
}
