import { isLetters } from './letters.ts';
import { trim } from './white-space.ts';

/** What a cell looks like, whatever its column is called: enough to tell a header from the rows under it. */
export type CellKind = 'blank' | 'number' | 'date' | 'email' | 'url' | 'text';

const NUMBER =
  /^[-+(]?(?:[€$£]|zł)? ?[-+]?(?:\d[\d\s\u00a0\u202f.,'’]*|[.,]\d+)(?:e[-+]?\d+)?\)? ?(?:%|€|\$|£|zł|(?:eur|usd|gbp|pln|chf))?$/i;
const DATE =
  /^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[- /](?<word>[^\d\s./-]{3,9})\.?[- /]\d{2,4})(?:[ T]\d{1,2}:\d{2}.*)?$/;
const TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.(?<word>[^\s@,;<>.]{2,})$/;
const URL = /^(?:https?:\/\/|www\.)\S+$/i;
const YEAR = /^(?:19|20)\d\d$/;

export function cellKind(cell: string): CellKind {
  const text = trim(cell);
  if (text === '') return 'blank';
  if (isMatch(text, DATE) || TIME.test(text)) return 'date';
  if (NUMBER.test(text)) return 'number';
  if (isMatch(text, EMAIL)) return 'email';
  return URL.test(text) ? 'url' : 'text';
}

/** Whether an expression matches, and the word that it found, if any, is one of letters. */
function isMatch(text: string, expression: RegExp): boolean {
  const match = expression.exec(text);
  const { word } = match?.groups ?? {};
  return match !== null && (word === undefined || isLetters(word));
}

/** Whether a number may well be the name of a column: the figures of 2024 stand under "2024". */
export function isYear(cell: string): boolean {
  return YEAR.test(trim(cell));
}
