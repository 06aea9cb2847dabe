import type { Place } from '../../model/diagnostic.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { fold } from '../../values/fold.ts';
import type { Reader } from '../../yaml/shape.ts';
import { text } from '../../yaml/shape-scalars.ts';
import type { Subject } from '../sections/scope.ts';
import { foldExpression } from './fold-expression.ts';
import type { Stretch } from './syntax.ts';

/** A regular expression of the portable subset, its letters folded; every reason why it is not portable. */
export function readPattern({ type }: Subject): Reader<string> {
  return (tree, report) => {
    const source = text('a regular expression')(tree, report);
    if (source === undefined) return undefined;
    const folded = foldExpression(source, foldLetterAs(type));
    if ('pattern' in folded) return folded.pattern;
    for (const { message, fix, ...stretch } of folded.faults) {
      report.error(placeIn(tree.place, source, stretch), { code: 'not-portable', message, fix });
    }
    return undefined;
  };
}

/** How one letter of a pattern is folded: an address keeps its accents. */
function foldLetterAs(type: FieldType): (letter: string) => string {
  if (type === 'email' || type === 'url') return letter => letter.toLowerCase();
  // Between two letters, because white space at an end is trimmed.
  return letter => fold(`x${letter}x`).slice(1, -1);
}

/** The place of a part of a scalar, where the scalar stands in its line as it is; else that of the whole. */
export function placeIn(place: Place, source: string, { at, length }: Stretch): Place {
  const written = place.sourceLine.slice(place.column - 1, place.column - 1 + place.length);
  const start = written.indexOf(source);
  return start < 0 ? place : { ...place, column: place.column + start + at, length };
}
