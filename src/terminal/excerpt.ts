import type { Place } from '../model/diagnostic.ts';
import { charactersOf, displayWidth } from './display-width.ts';
import { COMMAND_ANYWHERE, safeLine, shownAs } from './safe.ts';

/** A source line as shown, with the line of carets that goes under it. */
export interface Excerpt {
  readonly source: string;
  readonly carets: string;
}

/** A piece of the source line as shown: a character may take several columns, such as `\x1b` or a tab. */
interface Piece {
  readonly text: string;
  readonly width: number;
  /** Position in the source line, in UTF-16 units. */
  readonly start: number;
}

const TAB = 4;
const ELLIPSIS = '…';

/** The line in pieces; a tab becomes the spaces up to the next tab stop, so that carets stand where they should. */
function piecesOf(line: string): readonly Piece[] {
  let start = 0;
  let column = 0;
  const commands = new Set([...line.matchAll(COMMAND_ANYWHERE)].map(({ index }) => index));
  return charactersOf(line.trimEnd()).map(({ text }) => {
    const tab = ' '.repeat(TAB - (column % TAB));
    const shown = text === '\t' ? tab : commands.has(start) ? shownAs(text) : safeLine(text);
    const piece = { text: shown, width: displayWidth(shown), start };
    start += text.length;
    column += piece.width;
    return piece;
  });
}

/** A line of megabytes is not taken apart for the few columns that are shown: so many units for each are looked at. */
const LOOKED_AT = 8;

/** The part of the place's line that may be shown, and where the token stands in it. */
function windowOf(
  { sourceLine, column, length }: Place,
  width: number,
): Pick<Place, 'sourceLine' | 'column' | 'length'> & {
  readonly cutsBefore: boolean;
  readonly cutsAfter: boolean;
} {
  const from = Math.max(0, column - 1 - LOOKED_AT * width);
  const to = Math.min(sourceLine.length, column - 1 + LOOKED_AT * width);
  return {
    sourceLine: sourceLine.slice(from, to),
    column: column - from,
    length,
    cutsBefore: from > 0,
    cutsAfter: to < sourceLine.length,
  };
}

const widthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { width }) => sum + width, 0);

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

/** The last pieces, or with `fromEnd` false the first, that fit the width. */
function fitting(
  pieces: readonly Piece[],
  { width, fromEnd }: { width: number; fromEnd: boolean },
): readonly Piece[] {
  const ordered = fromEnd ? [...pieces].reverse() : pieces;
  let used = 0;
  const kept: Piece[] = [];
  for (const piece of ordered) {
    used += piece.width;
    if (used > width) break;
    kept.push(piece);
  }
  return fromEnd ? kept.reverse() : kept;
}

/**
 * The source line and its carets (`^~~~`, one column for each of the token's) within `width` columns: of a very
 * long line the part around the token is shown.
 */
export function excerptOf(place: Place, width: number): Excerpt {
  const { sourceLine, column, length, cutsBefore, cutsAfter } = windowOf(place, width);
  const pieces = piecesOf(sourceLine);
  const isBefore = ({ start }: Piece): boolean => start < column - 1;
  const before = pieces.filter(isBefore);
  const rest = pieces.filter(piece => !isBefore(piece));
  const token = rest.filter(({ start }) => start < column - 1 + length);
  const pastTheEnd = rest.length === 0 ? 1 : 0;
  const isWhole = !cutsBefore && !cutsAfter;
  const fits = isWhole && widthOf(pieces) + pastTheEnd <= width;
  const lead = fits ? before : fitting(before, { width: Math.floor(width / 3), fromEnd: true });
  const start = cutsBefore || lead.length < before.length ? ELLIPSIS : '';
  const room = width - widthOf(lead) - start.length;
  const tail =
    !cutsAfter && widthOf(rest) <= room ? rest : fitting(rest, { width: room - 1, fromEnd: false });
  const end = cutsAfter || tail.length < rest.length ? ELLIPSIS : '';
  const marked = Math.max(1, Math.min(widthOf(token), widthOf(tail)));
  return {
    source: start + textOf(lead) + textOf(tail) + end,
    carets: `${' '.repeat(start.length + widthOf(lead))}^${'~'.repeat(marked - 1)}`,
  };
}
