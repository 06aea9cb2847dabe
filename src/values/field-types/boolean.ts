import type { Reading } from '../../model/lead.ts';
import type { BooleanField } from '../../model/rulebook.ts';
import { fold } from '../fold.ts';
import { invalidReading, valueReading } from '../reading.ts';

/** Folded words and signs that hold for every boolean field. */
export const TRUE_WORDS: readonly string[] = [
  ...['yes', 'true', '1', '1.0', 'y', 't', 'x', 'on', 'oui', 'o', 'vrai', 'tak', 'prawda'],
  ...['✓', '✔', '☑', '✅'],
];
export const FALSE_WORDS: readonly string[] = [
  ...['no', 'false', '0', '0.0', 'n', 'f', 'off', 'non', 'faux', 'nie', 'falsz'],
  ...['✗', '✘', '❌', '☐'],
];
/** A sign that is not known may still be somebody's answer. */
const SIGN = /\p{So}/u;

const TRUE = valueReading(true);
const FALSE = valueReading(false);
const NEITHER = invalidReading('neither a yes nor a no');

/** Whether a folded cell without letter or digit is an answer all the same. */
export function isAnswer(folded: string, field: BooleanField): boolean {
  return SIGN.test(folded) || [...field.true, ...field.false].some(word => fold(word) === folded);
}

/** The reader of a boolean field's cells, folded and not blank; the field's own words win over the built-in ones. */
export function compileBoolean(field: BooleanField | undefined): (folded: string) => Reading {
  const answers = new Map<string, Reading>();
  for (const word of TRUE_WORDS) answers.set(word, TRUE);
  for (const word of FALSE_WORDS) answers.set(word, FALSE);
  for (const word of field?.true ?? []) answers.set(fold(word), TRUE);
  for (const word of field?.false ?? []) answers.set(fold(word), FALSE);
  return folded => answers.get(folded) ?? NEITHER;
}
