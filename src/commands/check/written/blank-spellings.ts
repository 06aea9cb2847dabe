import type { Field, Rulebook } from '../../../model/rulebook.ts';
import { isBlankFolded } from '../../../values/blank.ts';
import { fold } from '../../../values/fold.ts';

/** What makes a spelling mean "nothing here". */
export type BlankBy = 'every rulebook' | '`blank_also`' | "the field's `blank`";

const NONE: ReadonlySet<string> = new Set();

/** Whether the text reads as blank in every field of every rulebook. */
export function isBlankEverywhere(text: string): boolean {
  const folded = fold(text);
  return folded !== '' && isBlankFolded(folded, NONE);
}

/** Why a cell of this text would be blank under the field; undefined where it would not. */
export function blankBy(
  text: string,
  { blankAlso, field }: { readonly blankAlso: Rulebook['blankAlso']; readonly field: Field },
): BlankBy | undefined {
  if (isBlankEverywhere(text)) return 'every rulebook';
  const folded = fold(text);
  if (blankAlso.includes(folded)) return '`blank_also`';
  return field.blank.includes(folded) ? "the field's `blank`" : undefined;
}
