import { Lexer } from 'yaml';
import type { Place } from '../model/diagnostic.ts';
import { indexPlaces } from './text-places.ts';

/** A comment of a YAML text. */
export interface Comment {
  /** What stands after the `#`, trimmed. */
  readonly text: string;
  /** From the `#` to the end of the line. */
  readonly place: Place;
  /** Whether nothing but the comment stands on its line. */
  readonly isAlone: boolean;
}

/** Marks of the lexer that stand for no text of their own, but for the byte order mark. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);
/** The mark before the text of a plain or block scalar, which may look like a comment. */
const SCALAR = '\u001f';

/** The comments of a YAML text, in order; a `#` inside a text is none. A text that is not well formed has some too. */
export function readComments(text: string, file: string): readonly Comment[] {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const placeOf = indexPlaces(body, file);
  const comments: Comment[] = [];
  let offset = 0;
  let before = '';
  for (const lexeme of new Lexer().lex(body)) {
    if (lexeme.startsWith('#') && before !== SCALAR) {
      const place = placeOf(offset, offset + lexeme.length);
      const isAlone = place.sourceLine.slice(0, place.column - 1).trim() === '';
      comments.push(Object.freeze({ text: lexeme.slice(1).trim(), place, isAlone }));
    }
    if (!MARKS.has(lexeme)) offset += lexeme.length;
    before = lexeme;
  }
  return comments;
}
