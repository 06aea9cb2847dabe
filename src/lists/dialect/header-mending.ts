import { otherwise } from './detect-writing.ts';
import { commonWidth } from './header-row.ts';
import { readAgain } from './second-reading.ts';
import type { Writing } from './writing.ts';

export interface MendedHeader {
  readonly names: readonly string[];
  /** What was wrong, for the user. */
  readonly what: string;
}

/** So many of the records agree on their number of cells if they are to say how many the header should have. */
const AGREE = 0.9;
const FEWEST_ROWS = 2;

/**
 * A header that has not as many cells as nearly all records, read so that it has: without one blank name too many, with
 * quotes that do not fit together taken as text, or by another delimiter than the rows have. Undefined where none of
 * these helps.
 */
export function mendHeader({
  line,
  names,
  widths,
  writing,
}: {
  readonly line: string;
  /** As first read; empty if it could not be. */
  readonly names: readonly string[];
  /** How many cells each row has. */
  readonly widths: readonly number[];
  readonly writing: Writing;
}): MendedHeader | undefined {
  const columns = commonWidth(widths);
  const agreeing = widths.filter(width => width === columns).length;
  if (columns < 2 || names.length === columns || widths.length < FEWEST_ROWS) return undefined;
  if (agreeing < AGREE * widths.length) return undefined;
  const blanks = names.flatMap((name, column) => (name.trim() === '' ? [column] : []));
  if (names.length === columns + 1 && blanks.length === 1) {
    const what = 'it has one blank name more than the rows have cells';
    return { names: names.filter((_, column) => column !== blanks[0]), what };
  }
  const { delimiter, quote } = writing;
  const again = line.includes(quote) ? readAgain(line, { delimiter, quote, columns }) : undefined;
  if (again !== undefined) return { names: again, what: 'a quote in it is not closed and was taken as text' };
  const other = columns > 2 && names.length <= 1 ? otherwise(line, { delimiter, quote, columns }) : undefined;
  if (other === undefined) return undefined;
  return { names: other, what: 'its names are separated otherwise than the cells of the rows' };
}
