import { readEscape } from './escapes.ts';
import { type CodeRange, type Cursor, type Expression, peek, refuse, take } from './syntax.ts';

/** A class such as `[^a-z_]`, the cursor after its `[`. */
export function readClass(cursor: Cursor): Expression {
  const at = cursor.at - 1;
  const negated = take(cursor, '^');
  const ranges: CodeRange[] = [];
  const first = cursor.at;
  while (cursor.at < cursor.source.length && (peek(cursor) !== ']' || cursor.at === first)) {
    const range = readRange(cursor, first);
    if (range !== undefined) ranges.push(range);
  }
  if (!take(cursor, ']')) {
    cursor.faults.push({
      at,
      length: 1,
      message: 'this `[` is never closed',
      fix: 'add `]`, or write `\\[` for the character',
    });
  }
  return { kind: 'class', negated, ranges, at, length: cursor.at - at };
}

/** One character, or a range of them. */
function readRange(cursor: Cursor, classStart: number): CodeRange | undefined {
  const at = cursor.at;
  const low = readMember(cursor, classStart);
  const ranged = cursor.source[cursor.at] === '-' && cursor.source[cursor.at + 1] !== ']';
  if (!ranged || cursor.at + 1 >= cursor.source.length) return low === undefined ? undefined : [low, low];
  cursor.at++;
  const high = readMember(cursor, classStart);
  if (low === undefined || high === undefined) return undefined;
  if (low <= high) return [low, high];
  return refuse(cursor, at, {
    message: 'this range runs backwards',
    fix: 'write the smaller character first',
  });
}

/** The code point of one member of a class; undefined once refused. */
function readMember(cursor: Cursor, classStart: number): number | undefined {
  const at = cursor.at;
  const character = peek(cursor);
  if (take(cursor, '&&')) {
    return refuse(cursor, at, {
      message: '`&&` in a class is an intersection in some engines',
      fix: 'write `&` once, or list the characters that are left',
    });
  }
  cursor.at += character.length;
  if (character === '[') return refuseBracket(cursor, at);
  if (character === ']' && at === classStart) {
    return refuse(cursor, at, {
      message: 'a class cannot be empty, and `]` at its start is not the same in every engine',
      fix: 'write `\\]` for the character',
    });
  }
  const meant = character === '\\' ? readEscape(cursor, { insideClass: true }) : character;
  return meant?.codePointAt(0);
}

function refuseBracket(cursor: Cursor, at: number): undefined {
  const named = /^:\^?[a-z]+:\]/.exec(cursor.source.slice(cursor.at, cursor.at + 20));
  if (named !== null) cursor.at += named[0].length;
  return refuse(cursor, at, {
    message: '`[` in a class starts a class of its own in some engines',
    fix:
      named === null ? 'write `\\[` for the character' : 'write the characters as ranges, such as `a-z0-9`',
  });
}
