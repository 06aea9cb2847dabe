import { type Cursor, ESCAPED, peek, refuse } from './syntax.ts';

interface Refusal {
  readonly message: string;
  readonly fix: string;
}

const SPACE: Refusal = {
  message: 'text is compared with all white space as one space',
  fix: 'write a space',
};
const ANCHOR: Refusal = { message: 'is not the same in every engine', fix: 'write `^` or `$`' };
const BACK_REFERENCE: Refusal = {
  message: 'is a back-reference, which cannot be matched in linear time',
  fix: 'write the text out, or split the test in two',
};
const CODE: Refusal = { message: 'is not the same in every engine', fix: 'write the character itself' };
const BOUNDARY: Refusal = {
  message: 'is a word boundary, which means something else in each engine',
  fix: 'use `has_word`, or write `(^|[^a-z0-9])` and `([^a-z0-9]|$)`',
};
const CATEGORY: Refusal = {
  message: 'is a Unicode category, which is not the same in every engine',
  fix: 'write the letters as ranges, such as `[a-z]` (text is compared without accents)',
};
const shorthand = (instead: string): Refusal => ({
  message: 'is a shorthand that does not hold the same characters in every engine',
  fix: `write \`${instead}\``,
});

const REFUSED: Readonly<Record<string, Refusal>> = {
  b: BOUNDARY,
  B: BOUNDARY,
  d: shorthand('[0-9]'),
  D: shorthand('[^0-9]'),
  w: shorthand('[a-z0-9_]'),
  W: shorthand('[^a-z0-9_]'),
  s: SPACE,
  S: { ...SPACE, fix: 'write `[^ ]`' },
  n: SPACE,
  r: SPACE,
  t: SPACE,
  f: SPACE,
  v: SPACE,
  p: CATEGORY,
  P: CATEGORY,
  A: ANCHOR,
  z: ANCHOR,
  Z: ANCHOR,
  G: ANCHOR,
  x: CODE,
  u: CODE,
  U: CODE,
  c: CODE,
  k: BACK_REFERENCE,
};
const INSIDE_CLASS: Readonly<Record<string, string>> = { d: '0-9', w: 'a-z0-9_', s: 'a space' };

/** Reads the character after a backslash, the cursor on it; undefined once refused. */
export function readEscape(cursor: Cursor, { insideClass }: { insideClass: boolean }): string | undefined {
  const start = cursor.at - 1;
  const character = peek(cursor);
  cursor.at += character.length;
  if (ESCAPED.test(character)) return character;
  if (character === '') {
    return refuse(cursor, start, { message: 'a backslash at the end escapes nothing', fix: 'remove it' });
  }
  const refusal = reasonFor(character);
  const inside = insideClass ? INSIDE_CLASS[character] : undefined;
  skipArgument(cursor);
  return refuse(cursor, start, {
    message: refusal.message.startsWith('text') ? refusal.message : `\`\\${character}\` ${refusal.message}`,
    fix: inside === undefined ? refusal.fix : `write \`${inside}\``,
  });
}

function reasonFor(character: string): Refusal {
  if (/[0-9]/.test(character)) return BACK_REFERENCE;
  const known = Object.hasOwn(REFUSED, character) ? REFUSED[character] : undefined;
  return (
    known ?? { message: 'has no meaning in every engine', fix: 'write the character without a backslash' }
  );
}

/** Moves past what belongs to a refused escape, such as the `{L}` of `\p{L}`. */
function skipArgument(cursor: Cursor): void {
  const argument = /^\{[A-Za-z0-9_^=]*\}/.exec(cursor.source.slice(cursor.at, cursor.at + 40));
  if (argument !== null && /[pPxuk]/.test(cursor.source[cursor.at - 1] ?? ''))
    cursor.at += argument[0].length;
}
