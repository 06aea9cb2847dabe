import { fold } from './fold.ts';

const BETWEEN_WORDS = /[^\p{L}\p{Nd}]/gu;
const SPACES = / {2,}/g;

/** The form in which column headers are compared: folded, with one space for what is neither letter nor digit. */
export function normaliseHeader(text: string): string {
  return fold(text).replace(BETWEEN_WORDS, ' ').replace(SPACES, ' ').trim();
}
