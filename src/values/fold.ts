import { FOLD_LETTERS } from './fold-table.ts';
import { trim, WHITE_SPACE } from './white-space.ts';

// What few cells hold: without it lower case is all of folding. It is searched for, since an expression that matches
// the whole cell, like any repeated group, overflows the stack on megabytes.
const NEEDS_MORE = /[^ -~€£’–—−]|^ | $| {2}/;
const MARKS = /\p{M}/gu;
const LETTERS = new RegExp(`[${Object.keys(FOLD_LETTERS).join('')}]`, 'g');
const UNEVEN_SPACE = new RegExp(`[${WHITE_SPACE}]{2,}|(?! )[${WHITE_SPACE}]`, 'g');

/**
 * The form in which text is compared: canonically composed, lower case by Unicode's locale-independent mapping,
 * without combining marks, the letters of `FOLD_LETTERS` replaced, white space runs as one space, trimmed.
 * Folding a folded text changes nothing.
 */
export function fold(text: string): string {
  if (!NEEDS_MORE.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFC').toLowerCase().normalize('NFD').replace(MARKS, '');
  // The table comes after the marks are off, because ǿ is ø with a mark: the other order would not be idempotent.
  const letters = bare.replace(LETTERS, letter => FOLD_LETTERS[letter] ?? letter);
  return trim(letters.replace(UNEVEN_SPACE, ' '));
}
