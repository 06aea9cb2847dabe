import { readEscape } from './escapes.ts';
import { readClass } from './parse-class.ts';
import {
  type Cursor,
  type Expression,
  type ExpressionFault,
  peek,
  type Repeat,
  refuse,
  take,
} from './syntax.ts';

/** The most repetitions in braces, also of one inside another. */
export const MOST_REPETITIONS = 1000;
const DEEPEST = 50;
const BRACES = /^\{([0-9]{1,9})(?:(,)([0-9]{1,9})?)?\}/;
const GROUP_KINDS: readonly { readonly start: RegExp; readonly message: string; readonly fix: string }[] = [
  {
    start: /^\?<?[=!]/,
    message: 'is look-around, which cannot be matched in linear time',
    fix: 'split the test in two: conditions can be joined with `all` and `not`',
  },
  { start: /^\?P?[<'][^>]*>?/, message: 'is a named group; names have no use here', fix: 'write `(`' },
  {
    start: /^\?[a-zA-Z-]+:?/,
    message: 'sets flags; letters are compared without case already',
    fix: 'remove it',
  },
  { start: /^\?./, message: 'is not the same in every engine', fix: 'write `(` or `(?:`' },
];

/** Source → expression, with every reason why it is not portable; the expression is of use only without faults. */
export function parseExpression(source: string): {
  readonly expression: Expression;
  readonly faults: readonly ExpressionFault[];
} {
  const cursor: Cursor = { source, at: 0, faults: [], stopped: false };
  const expression = readAlternatives(cursor, 0);
  while (cursor.at < source.length) {
    cursor.at++;
    refuse(cursor, cursor.at - 1, {
      message: 'this `)` closes nothing',
      fix: 'remove it, or write `\\)` for the character',
    });
    readAlternatives(cursor, 0);
  }
  return { expression, faults: cursor.faults };
}

function readAlternatives(cursor: Cursor, depth: number): Expression {
  const at = cursor.at;
  const of = [readSequence(cursor, depth)];
  while (take(cursor, '|')) of.push(readSequence(cursor, depth));
  const [only] = of;
  return of.length === 1 && only ? only : { kind: 'alternatives', of, at, length: cursor.at - at };
}

function readSequence(cursor: Cursor, depth: number): Expression {
  const start = cursor.at;
  const of: Expression[] = [];
  for (let next = peek(cursor); next !== '' && next !== '|' && next !== ')'; next = peek(cursor)) {
    const at = cursor.at;
    const atom = readAtom(cursor, { next, depth });
    const whole = readRepeat(cursor, { atom, at });
    if (whole !== undefined) of.push(whole);
  }
  return { kind: 'sequence', of, at: start, length: cursor.at - start };
}

/** One character, class, anchor or group; undefined once refused, or where a repetition stands without one. */
function readAtom(cursor: Cursor, { next, depth }: { next: string; depth: number }): Expression | undefined {
  const at = cursor.at;
  if (next === '*' || next === '+' || next === '?' || next === '{') return undefined;
  cursor.at += next.length;
  const length = next.length;
  if (next === '(') return readGroup(cursor, depth);
  if (next === '[') return readClass(cursor);
  if (next === '.') return { kind: 'any', at, length };
  if (next === '^') return { kind: 'start', at, length };
  if (next === '$') return { kind: 'end', at, length };
  const character = next === '\\' ? readEscape(cursor, { insideClass: false }) : next;
  return character === undefined ? undefined : { kind: 'literal', character, at, length: cursor.at - at };
}

/** A group, the cursor after its `(`. */
function readGroup(cursor: Cursor, depth: number): Expression {
  const at = cursor.at - 1;
  const capturing = !take(cursor, '?:');
  if (capturing && peek(cursor) === '?') refuseGroup(cursor);
  if (depth === DEEPEST) {
    refuse(cursor, at, {
      message: `groups are nested more than ${DEEPEST} deep`,
      fix: 'split the expression',
    });
    cursor.at = cursor.source.length;
    cursor.stopped = true;
  }
  const of = readAlternatives(cursor, depth + 1);
  if (!take(cursor, ')') && !cursor.stopped) {
    cursor.faults.push({
      at,
      length: 1,
      message: 'this `(` is never closed',
      fix: 'add `)`, or write `\\(` for the character',
    });
  }
  return { kind: 'group', capturing, of, at, length: cursor.at - at };
}

function refuseGroup(cursor: Cursor): void {
  const start = cursor.at - 1;
  for (const { start: pattern, message, fix } of GROUP_KINDS) {
    const found = pattern.exec(cursor.source.slice(cursor.at))?.[0];
    if (found === undefined) continue;
    cursor.at += found.length;
    refuse(cursor, start, { message: `\`(${found}\` ${message}`, fix });
    return;
  }
}

/** The atom with the repetition after it, if there is one. */
function readRepeat(
  cursor: Cursor,
  { atom, at }: { atom: Expression | undefined; at: number },
): Expression | undefined {
  const signAt = cursor.at;
  const counts = readCounts(cursor);
  if (counts === undefined) return atom;
  const sign = cursor.source.slice(signAt, cursor.at);
  const repeated: Repeat | undefined = atom && {
    kind: 'repeat',
    of: atom,
    ...counts,
    sign,
    at,
    length: cursor.at - at,
  };
  if (atom?.kind === 'start' || atom?.kind === 'end' || (atom === undefined && signAt === at)) {
    refuse(cursor, signAt, {
      message: `there is nothing that \`${sign}\` could repeat`,
      fix: 'put a `\\` before it',
    });
  }
  if (/^[*+?]$/.test(peek(cursor)) || BRACES.test(cursor.source.slice(cursor.at))) {
    const secondAt = cursor.at;
    readCounts(cursor);
    refuse(cursor, secondAt, {
      message: 'a second sign (lazy, possessive or repeated again) is not the same in every engine',
      fix: 'remove it, or put what comes before it in a group',
    });
  }
  return repeated;
}

/** How often, and moves past the sign; undefined where none stands. */
function readCounts(cursor: Cursor): { low: number; high: number } | undefined {
  if (take(cursor, '*')) return { low: 0, high: Number.POSITIVE_INFINITY };
  if (take(cursor, '+')) return { low: 1, high: Number.POSITIVE_INFINITY };
  if (take(cursor, '?')) return { low: 0, high: 1 };
  if (peek(cursor) !== '{') return undefined;
  const start = cursor.at;
  const [all = '{', low = '', comma, high] = BRACES.exec(cursor.source.slice(start)) ?? [];
  cursor.at += all.length;
  if (low === '') {
    return refuse(cursor, start, {
      message: 'this `{` starts no repetition such as `{2,5}`',
      fix: 'write `\\{` for the character, or `{0,5}` for up to five',
    });
  }
  const upper =
    comma === undefined ? Number(low) : high === undefined ? Number.POSITIVE_INFINITY : Number(high);
  const most = upper === Number.POSITIVE_INFINITY ? Number(low) : upper;
  if (most > MOST_REPETITIONS || Number(low) > upper) {
    refuse(cursor, start, {
      message: `\`${all}\` is not a repetition of up to ${MOST_REPETITIONS}, fewest first`,
      fix: 'write the smaller number first, and none above 1000',
    });
  }
  return { low: Number(low), high: upper };
}
