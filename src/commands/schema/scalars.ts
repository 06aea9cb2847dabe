import type { Json, JsonSchema } from './json-schema.ts';

const NUMBER =
  /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const NULL = /^(?:~|null|Null|NULL)$/;

/** What a text can be for a tool that knows YAML's types: itself, and what it is without quotes. */
export function readings(text: string): readonly Json[] {
  if (NUMBER.test(text)) return [text, Number(text)];
  if (TRUE.test(text)) return [text, true];
  if (FALSE.test(text)) return [text, false];
  return NULL.test(text) ? [text, null] : [text];
}

/** One of a few names, quoted or not. Where there is none, nothing can be named. */
export function oneOfNames(names: readonly string[]): JsonSchema {
  if (names.length === 0) return { not: {} };
  return { enum: [...new Set(names.flatMap(readings))] };
}

/**
 * A text that matches the pattern. What YAML takes for a number, a truth value or nothing is a text too, unless
 * `except` says so: rulebooks are read from their source text. (`type` would have editors propose `null` and `true`.)
 */
export function textLike(
  pattern: string,
  { except = [] }: { except?: readonly 'number'[] } = {},
): JsonSchema {
  return {
    anyOf: [{ type: 'string', pattern }, { not: { type: ['string', 'array', 'object', ...except] } }],
  };
}

/** A text, not blank. */
export const TEXT: JsonSchema = textLike('\\S');

/** Any scalar, nothing included. */
export const CELL: JsonSchema = { anyOf: [{ type: 'string' }, { not: { type: ['array', 'object'] } }] };

/** `true` or `false`. */
export const FLAG: JsonSchema = { type: 'boolean' };

/** A day written yyyy-MM-dd; which days there are is left to the reader. */
export const DAY: JsonSchema = {
  type: 'string',
  pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
};

/** A whole number, with quotes or without. */
export function whole(minimum: number, maximum: number): JsonSchema {
  return { type: ['integer', 'string'], minimum, maximum, pattern: '^-?[0-9]{1,15}$' };
}

/** A plain decimal, with quotes or without; how many digits it may have is left to the reader. */
export function decimal({ minimum, maximum }: { minimum?: number; maximum?: number } = {}): JsonSchema {
  return {
    type: ['number', 'string'],
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    pattern: `^-?[0-9]+(?:\\.[0-9]+)?$`,
  };
}

/** How a text is written that folds to one of these; `shown` is what an editor proposes. */
export function spellings(shown: readonly Json[], folded: readonly string[]): JsonSchema {
  const unquoted = [...new Set(folded.flatMap(readings))].filter(value => typeof value !== 'string');
  const rest = unquoted.filter(value => !shown.includes(value));
  return {
    anyOf: [
      { enum: [...shown] },
      ...(rest.length > 0 ? [{ enum: rest }] : []),
      { type: 'string', pattern: spellingPattern(folded) },
    ],
  };
}

const SPACE = '[\\t-\\r ]';

/**
 * In ASCII only case and white space are folded, so every spelling can be written down. Of other letters folding takes
 * so many to one that such a text is left to the reader.
 */
function spellingPattern(folded: readonly string[]): string {
  const ascii = folded.filter(spelling => /^[ -~]+$/.test(spelling));
  const spelled = ascii.map(spelling => [...spelling].map(spelledLetter).join(''));
  return [
    ...(spelled.length > 0 ? [`^${SPACE}*(?:${spelled.join('|')})${SPACE}*$`] : []),
    '[^\\x00-\\x7f]',
  ].join('|');
}

function spelledLetter(letter: string): string {
  if (letter === ' ') return `${SPACE}+`;
  if (/[a-z]/.test(letter)) return `[${letter}${letter.toUpperCase()}]`;
  return /[0-9_]/.test(letter) ? letter : `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
