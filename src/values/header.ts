import { fold } from './fold.ts';
import { isAscii } from './letters.ts';

const BETWEEN_WORDS = /[^\p{L}\p{Nd}]/gu;
/** The same of ASCII text: most headers, for which an expression for all scripts need not be made. */
const BETWEEN_ASCII_WORDS = /[^a-z0-9]/g;
const SPACES = / {2,}/g;

/** The form in which column headers are compared: folded, with one space for what is neither letter nor digit. */
export function normaliseHeader(text: string): string {
  const folded = fold(text);
  const between = isAscii(folded) ? BETWEEN_ASCII_WORDS : BETWEEN_WORDS;
  return folded.replace(between, ' ').replace(SPACES, ' ').trim();
}
