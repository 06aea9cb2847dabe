/** A year, month and day as written, not yet known to be a day of the calendar. */
export interface WrittenDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

type Part = keyof WrittenDate;

const TOKENS: Readonly<Record<string, { readonly part: Part; readonly digits: string }>> = {
  yyyy: { part: 'year', digits: '[0-9]{4}' },
  yy: { part: 'year', digits: '[0-9]{2}' },
  MM: { part: 'month', digits: '[0-9]{2}' },
  M: { part: 'month', digits: '[0-9]{1,2}' },
  dd: { part: 'day', digits: '[0-9]{2}' },
  d: { part: 'day', digits: '[0-9]{1,2}' },
};
const PARTS: readonly Part[] = ['year', 'month', 'day'];
const PIECES = /([a-zA-Z])\1*|[^a-zA-Z]+/g;
const LITERAL = /^[^\p{L}\p{N}]*$/u;
const SYNTAX = /[\\^$.*+?()[\]{}|/-]/g;
const KNOWN = 'yyyy, yy, MM, M, dd and d';

/**
 * What is wrong with a date pattern of a rulebook's `formats`, or undefined if nothing is. A pattern has each of
 * year (`yyyy`, or `yy` for 1970 to 2069), month (`MM`, or `M` for one digit or two) and day (`dd` or `d`) once, punctuation and spaces between.
 */
export function isDatePattern(pattern: string): string | undefined {
  const pieces = pattern.match(PIECES) ?? [];
  for (const piece of pieces) {
    if (!Object.hasOwn(TOKENS, piece) && !LITERAL.test(piece)) {
      return `\`${piece}\` has no meaning in a date pattern: it may hold ${KNOWN}, punctuation and spaces`;
    }
  }
  for (const part of PARTS) {
    const count = pieces.filter(piece => TOKENS[piece]?.part === part).length;
    if (count !== 1) return `\`${pattern}\` names the ${part} ${count === 0 ? 'nowhere' : 'more than once'}`;
  }
  const loose = pieces.findIndex((piece, index) => isLooseBeside(piece, pieces[index + 1]));
  if (loose >= 0) return `\`${pattern}\` needs two digits (MM, dd) where nothing stands between its parts`;
  return undefined;
}

/** One digit or two can only be told apart from a part that does not follow at once. */
function isLooseBeside(piece: string, next: string | undefined): boolean {
  const tokens = next !== undefined && Object.hasOwn(TOKENS, piece) && Object.hasOwn(TOKENS, next);
  return tokens && [piece, next].some(token => token === 'M' || token === 'd');
}

/** A regular expression's source for a valid pattern, with a named group for each part. */
export function datePatternSource(pattern: string): string {
  return (pattern.match(PIECES) ?? [])
    .map(piece => {
      const token = TOKENS[piece];
      return token === undefined ? piece.replace(SYNTAX, '\\$&') : `(?<${token.part}>${token.digits})`;
    })
    .join('');
}
