import type { Reading } from '../../model/lead.ts';
import type { BooleanField } from '../../model/rulebook.ts';
import { fold } from '../fold.ts';
import { invalidReading, valueReading } from '../reading.ts';

/** Folded words that hold for every boolean field. */
export const TRUE_WORDS: readonly string[] = ['yes', 'true', '1', 'y', 'x', 'oui', 'vrai', 'tak', 'prawda'];
export const FALSE_WORDS: readonly string[] = ['no', 'false', '0', 'n', 'non', 'faux', 'nie', 'falsz'];

const TRUE = valueReading(true);
const FALSE = valueReading(false);
const NEITHER = invalidReading('neither a yes nor a no');

/** The reader of a boolean field's cells, folded and not blank; the field's own words win over the built-in ones. */
export function compileBoolean(field: BooleanField | undefined): (folded: string) => Reading {
  const answers = new Map<string, Reading>();
  for (const word of TRUE_WORDS) answers.set(word, TRUE);
  for (const word of FALSE_WORDS) answers.set(word, FALSE);
  for (const word of field?.true ?? []) answers.set(fold(word), TRUE);
  for (const word of field?.false ?? []) answers.set(fold(word), FALSE);
  return folded => answers.get(folded) ?? NEITHER;
}
