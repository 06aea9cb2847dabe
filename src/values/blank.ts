import { fold } from './fold.ts';

/** Folded spellings of "nothing here" that hold for every field of every rulebook. */
export const BLANK_SPELLINGS: readonly string[] = Object.freeze([
  '-',
  '--',
  'n/a',
  'na',
  'null',
  'none',
  'nan',
  '#n/a',
  'nc',
  'nd',
  'unknown',
  'inconnu',
  'brak',
  'non renseigne',
]);

const BUILT_IN: ReadonlySet<string> = new Set(['', ...BLANK_SPELLINGS]);

/** Whether a cell says nothing: empty once trimmed, or folding to a built-in spelling or to one of `also`. */
export function isBlank(text: string, also: ReadonlySet<string>): boolean {
  return isBlankFolded(fold(text), also);
}

/** The same for a cell that is folded already. */
export function isBlankFolded(folded: string, also: ReadonlySet<string>): boolean {
  return BUILT_IN.has(folded) || also.has(folded);
}
