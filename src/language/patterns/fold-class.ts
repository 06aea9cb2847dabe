import type { CodeRange, Expression, ExpressionFault } from './syntax.ts';

/** A wider range than this holds more scripts than anybody means. */
const WIDEST = 70_000;
const SURROGATES: CodeRange = [0xd800, 0xdfff];

type ClassExpression = Extract<Expression, { kind: 'class' }>;

/** A folded class: single characters, and the longer texts that some members fold to. */
export interface FoldedClass {
  readonly ranges: readonly CodeRange[];
  readonly texts: readonly string[];
}

/** Folds every member of a class, letter by letter. */
export function foldClass(
  { ranges, negated, at, length }: ClassExpression,
  foldLetter: (letter: string) => string,
): FoldedClass | ExpressionFault {
  const points = new Set<number>();
  const texts = new Set<string>();
  for (const [first, last] of ranges) {
    if (last - first > WIDEST) {
      return {
        at,
        length,
        message: 'a range in this class is too wide',
        fix: 'name the script that is meant',
      };
    }
    for (let point = first; point <= last; point++) {
      if (point >= SURROGATES[0] && point <= SURROGATES[1]) continue;
      const folded = foldLetter(String.fromCodePoint(point));
      const [single, ...more] = folded;
      if (single !== undefined && more.length === 0) points.add(single.codePointAt(0) ?? 0);
      else if (folded !== '') texts.add(folded);
    }
  }
  if (points.size + texts.size === 0) {
    return { at, length, message: 'nothing of this class is left in folded text', fix: 'remove it' };
  }
  if (negated && texts.size > 0) {
    const example = [...texts][0] ?? '';
    return {
      at,
      length,
      message: `a letter of this class is compared as \`${example}\`, which is more than one letter`,
      fix: 'leave it out of a class with `^`',
    };
  }
  return { ranges: joinRanges([...points].sort((a, b) => a - b)), texts: [...texts] };
}

function joinRanges(points: readonly number[]): readonly CodeRange[] {
  const ranges: [number, number][] = [];
  for (const point of points) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}
