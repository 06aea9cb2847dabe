import type { Field, Rulebook } from '../../../model/rulebook.ts';
import { isBlankFolded, isDeclared, saysNothing } from '../../../values/blank.ts';
import { fold } from '../../../values/fold.ts';

/** What makes a spelling mean "nothing here". */
export type BlankBy = 'every rulebook' | 'no letter or digit' | '`blank_also`' | "the field's `blank`";

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
  if (field.blank.includes(folded)) return "the field's `blank`";
  return saysNothing(folded) && !isDeclared(folded, field) ? 'no letter or digit' : undefined;
}
