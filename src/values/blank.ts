import type { Field } from '../model/rulebook.ts';
import { isAnswer } from './field-types/boolean.ts';
import { fold } from './fold.ts';

/** What spreadsheets show where a formula failed, in English, French and Polish, folded. */
const ERROR_VALUES: readonly string[] = [
  ...['#n/a', '#null!', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#error!', '#getting_data'],
  ...['#spill!', '#calc!', '#field!', '#blocked!', '#connect!', '#unknown!', '#busy!', '#python!'],
  ...['#n/d', '#nul!', '#valeur!', '#nom?', '#nombre!', '#propagation!', '#epars!', '#champ!', '#calcul!'],
  ...['#n/d!', '#zero!', '#dziel/0!', '#arg!', '#adr!', '#nazwa?', '#liczba!', '#rozlanie!', '#obl!', '#nv'],
];

/** Folded spellings of "nothing here" that hold for every field of every rulebook. */
export const BLANK_SPELLINGS: readonly string[] = Object.freeze([
  ...['-', '--', 'n/a', 'na', 'n.a.', 'n.a', 'null', 'none', 'nan', 'nc', 'n.c.', 'n.c', 'n/c'],
  ...[
    'nd',
    'n.d.',
    'n.d',
    'n/d',
    'b/d',
    'b.d.',
    '\\n',
    'undefined',
    'unknown',
    'inconnu',
    'brak',
    'brak danych',
  ],
  ...['non renseigne', 'non renseignee', '(blank)', '(empty)', '(null)', '(vide)', '(puste)'],
  ...ERROR_VALUES,
]);

const BUILT_IN: ReadonlySet<string> = new Set(['', ...BLANK_SPELLINGS]);
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Whether a cell is spelled as nothing: empty once trimmed, or folding to a built-in spelling or to one of `also`. */
export function isBlank(text: string, also: ReadonlySet<string>): boolean {
  return isBlankFolded(fold(text), also);
}

/** The same for a cell that is folded already. */
export function isBlankFolded(folded: string, also: ReadonlySet<string>): boolean {
  return BUILT_IN.has(folded) || also.has(folded);
}

/** Whether a cell has neither letter nor digit, such as `—` or `???`. */
export function saysNothing(text: string): boolean {
  return !LETTER_OR_DIGIT.test(text);
}

/**
 * The test whether a folded cell of a field is blank: by its spelling, or because it has neither letter nor digit and the
 * field does not declare it. `blankAlso` are the rulebook's own spellings, folded.
 */
export function compileBlank(field: Field, blankAlso: readonly string[]): (folded: string) => boolean {
  const also = new Set([...blankAlso, ...field.blank]);
  return folded => isBlankFolded(folded, also) || (saysNothing(folded) && !isDeclared(folded, field));
}

/** Whether a field gives a folded cell without letter or digit a meaning: as a value or an alias, or as yes or no. */
export function isDeclared(folded: string, field: Field): boolean {
  if (field.type === 'boolean') return isAnswer(folded, field);
  if (field.type !== 'text') return false;
  const { aliases, values = [] } = field;
  return values.includes(folded) || aliases.some(({ from, to }) => from === folded || to === folded);
}
