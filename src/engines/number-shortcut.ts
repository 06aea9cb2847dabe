// For columns of ever new numbers, such as revenues: no text, no parse, no memory of cells.
import type { AnswerCell, FieldClasses } from './field-classes.ts';
import type { ReadCell, Shortcut } from './read-cell.ts';

const ZERO = 0x30;
const NINE = 0x39;
/** More digits are not all exact in a double. */
const MOST_DIGITS = 15;

/**
 * Answers cells of nothing but digits, which mean the same number in every locale, by where the number stands among
 * those that the rulebook tells apart: the first number of each place is answered by the ordinary way. Undefined for
 * fields that this cannot be done for.
 */
export function createNumberShortcut(
  { field, judge, isRead, isKey }: FieldClasses,
  { blank, answer }: { readonly blank: readonly string[]; readonly answer: AnswerCell },
): Shortcut | undefined {
  const breakpoints = judge === undefined ? [] : judge.distinctions.breakpoints;
  const isSpelling = blank.some(spelling => /^[0-9]+$/.test(spelling));
  if (field.type !== 'number' || isRead || isKey || isSpelling || breakpoints === undefined) return undefined;
  const points = Float64Array.from(breakpoints);
  /** By place: on a breakpoint (odd), or between two of them (even). */
  const answered: (ReadCell | undefined)[] = new Array(points.length * 2 + 1).fill(undefined);
  return (bytes, start, end) => {
    if (start === end || end - start > MOST_DIGITS) return undefined;
    let number = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte < ZERO || byte > NINE) return undefined;
      number = number * 10 + byte - ZERO;
    }
    let above = 0;
    while (above < points.length && number > (points[above] as number)) above++;
    const place = above * 2 + (number === points[above] ? 1 : 0);
    const known = answered[place];
    if (known !== undefined) return known;
    const read = answer({ text: String(number), plain: false });
    answered[place] = read;
    return read;
  };
}
