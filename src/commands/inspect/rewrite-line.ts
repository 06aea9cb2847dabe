import { countOf, formatCount } from '../../terminal/figures.ts';
import { safeLine } from '../../terminal/safe.ts';

/** What became of the rows of a list that was written anew, as `rewriteList` counts them. */
export interface RewrittenRows {
  readonly rows: number;
  readonly blankRows: number;
  readonly repeatedHeaders: number;
  readonly quotes: number;
  readonly delimiters: number;
  readonly characters: number;
  readonly long: number;
  readonly rejected: number;
}

const MENDED = [
  ['quotes', 'mended by taking quotes as text'],
  ['delimiters', 'mended that were separated otherwise'],
  ['characters', 'mended that had control characters for quotes and dashes'],
  ['long', 'longer than the header, their last cells kept'],
  ['blankRows', 'without content left out'],
  ['repeatedHeaders', 'that repeat the header left out'],
  ['rejected', 'that cannot be read left out'],
] as const;

/** A sentence on what was written where. */
export function formatRewriteLine(file: string, counts: RewrittenRows): string {
  const details = MENDED.flatMap(([key, words]) =>
    counts[key] === 0 ? [] : [`${formatCount(counts[key])} ${words}`],
  );
  const rows = countOf(counts.rows, ['row', 'rows']);
  const written = `${rows} written to ${safeLine(file)} as RFC 4180: UTF-8, comma, CRLF`;
  return details.length === 0 ? written : `${written}; ${details.join(', ')}`;
}
