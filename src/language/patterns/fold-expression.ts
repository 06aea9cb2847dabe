import { foldClass } from './fold-class.ts';
import { MOST_REPETITIONS, parseExpression } from './parse.ts';
import type { CodeRange, Expression, ExpressionFault, Repeat } from './syntax.ts';

/** More steps than these are more than some engines compile. */
const MOST_STEPS = 20_000;
const SYNTAX = /[\\.+*?()|[\]{}^$]/;
const CLASS_SYNTAX = /[\\\]^[&-]/;

/** What writing the folded source needs to know and collects. */
interface Writing {
  readonly foldLetter: (letter: string) => string;
  readonly faults: ExpressionFault[];
}

/**
 * The source of an expression with its letters folded one by one, written so that every engine reads it alike; or
 * every reason why there is none.
 */
export function foldExpression(
  source: string,
  foldLetter: (letter: string) => string,
): { readonly pattern: string } | { readonly faults: readonly ExpressionFault[] } {
  const { expression, faults } = parseExpression(source);
  if (faults.length > 0) return { faults };
  const writing: Writing = { foldLetter, faults: [] };
  const pattern = write(expression, writing);
  if (!checkNesting(expression, MOST_REPETITIONS) || countSteps(expression) > MOST_STEPS) {
    const message = 'the repetitions in braces, one inside another, are more than some engines can hold';
    writing.faults.push({
      at: 0,
      length: source.length,
      message,
      fix: 'write `*` or `+`, or smaller numbers',
    });
  }
  return writing.faults.length > 0 ? { faults: writing.faults } : { pattern };
}

/** How each kind of expression is written. */
function write(expression: Expression, writing: Writing): string {
  switch (expression.kind) {
    case 'alternatives':
      return expression.of.map(each => write(each, writing)).join('|');
    case 'sequence':
      return writeSequence(expression.of, writing);
    case 'literal':
      return [...writing.foldLetter(expression.character)].map(escapeSyntax).join('');
    case 'any':
      return '.';
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'group':
      return `(${expression.capturing ? '' : '?:'}${write(expression.of, writing)})`;
    case 'class':
      return writeClass(expression, writing);
    case 'repeat':
      return writeRepeat(expression, writing);
  }
}

/** Runs of white space are one space, as in the texts that are matched. */
function writeSequence(of: readonly Expression[], writing: Writing): string {
  const isSpace = (each: Expression | undefined) =>
    each?.kind === 'literal' && writing.foldLetter(each.character) === ' ';
  return of
    .filter((each, index) => !(isSpace(each) && isSpace(of[index - 1])))
    .map(each => write(each, writing))
    .join('');
}

function writeRepeat({ of, sign, at, length }: Repeat, writing: Writing): string {
  const written = write(of, writing);
  if (written === '' && of.kind === 'literal') {
    const message = 'an accent by itself is not part of folded text and cannot be repeated';
    writing.faults.push({ at, length, message, fix: 'remove it' });
  }
  const single = of.kind !== 'literal' || [...writing.foldLetter(of.character)].length === 1;
  return single ? written + sign : `(?:${written})${sign}`;
}

function writeClass(expression: Extract<Expression, { kind: 'class' }>, writing: Writing): string {
  const folded = foldClass(expression, writing.foldLetter);
  if ('message' in folded) {
    writing.faults.push(folded);
    return '';
  }
  const { ranges, texts } = folded;
  const single = `[${expression.negated ? '^' : ''}${ranges.map(writeRange).join('')}]`;
  const several = [
    ...(ranges.length > 0 ? [single] : []),
    ...texts.map(text => [...text].map(escapeSyntax).join('')),
  ];
  return texts.length === 0 ? single : `(?:${several.join('|')})`;
}

function writeRange([first, last]: CodeRange): string {
  const [from, to] = [first, last].map(point => {
    const character = String.fromCodePoint(point);
    return CLASS_SYNTAX.test(character) ? `\\${character}` : character;
  });
  return first === last ? `${from}` : `${from}${last === first + 1 ? '' : '-'}${to}`;
}

function escapeSyntax(character: string): string {
  return SYNTAX.test(character) ? `\\${character}` : character;
}

/** Whether no product of braces inside braces is above what is left, as RE2 asks for. */
function checkNesting(expression: Expression, left: number): boolean {
  if (expression.kind === 'repeat') {
    const counted = expression.high === Number.POSITIVE_INFINITY ? expression.low : expression.high;
    const inner = Math.floor(left / Math.max(1, counted));
    return inner >= 1 && checkNesting(expression.of, inner);
  }
  if (expression.kind === 'group') return checkNesting(expression.of, left);
  if (expression.kind === 'alternatives' || expression.kind === 'sequence') {
    return expression.of.every(each => checkNesting(each, left));
  }
  return true;
}

/** How many steps an expression has once its braces are written out. */
export function countSteps(expression: Expression): number {
  if (expression.kind === 'repeat') {
    const counted = expression.high === Number.POSITIVE_INFINITY ? expression.low + 1 : expression.high;
    return Math.max(1, counted) * countSteps(expression.of);
  }
  if (expression.kind === 'group') return 1 + countSteps(expression.of);
  if (expression.kind === 'alternatives' || expression.kind === 'sequence') {
    return expression.of.reduce((sum, each) => sum + countSteps(each), 1);
  }
  return 1;
}
