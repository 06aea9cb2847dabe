/** What may stand between cells, the most common first. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
/** The same for a lead list; a colon stands in times and addresses too, so it is looked at last. */
export const LIST_DELIMITERS = [...DELIMITERS, ':'] as const;

/** How many cells the header and the first records have if this is the delimiter. */
export interface DelimiterCandidate {
  readonly delimiter: string;
  readonly header: number;
  readonly records: readonly number[];
}

export type DelimiterChoice =
  | { readonly kind: 'chosen'; readonly delimiter: string }
  /** No candidate occurs: one column. */
  | { readonly kind: 'one-column' }
  /** Two readings are as good as each other; an empty string is "one column". */
  | { readonly kind: 'ambiguous'; readonly between: readonly [string, string] };

/** Candidates whose shares of regular records are closer than this are rivals. */
const MARGIN = 0.2;
/** A rival that cuts the header into so many times more pieces wins. */
const CLEARLY_WIDER = 3;
const REGULAR = 0.9;

/**
 * The delimiter by which the header has several cells and most records have as many as the header. A tie is not
 * guessed: who reads a list with the wrong delimiter reads one silent column.
 */
export function chooseDelimiter(candidates: readonly DelimiterCandidate[]): DelimiterChoice {
  const inHeader = candidates.filter(({ header }) => header > 1);
  if (inHeader.length === 0) return chooseWithoutHeader(candidates);
  const ranked = inHeader
    .map(candidate => ({ ...candidate, share: regularShare(candidate) }))
    .sort((one, other) => other.share - one.share || other.header - one.header);
  const [best] = ranked;
  if (best === undefined) return { kind: 'one-column' };
  const rivals = ranked.filter(({ share }) => best.share - share < MARGIN);
  const [widest, second] = rivals.sort((one, other) => other.header - one.header);
  if (widest === undefined || second === undefined) return { kind: 'chosen', delimiter: best.delimiter };
  if (widest.header - 1 >= CLEARLY_WIDER * (second.header - 1)) {
    return { kind: 'chosen', delimiter: widest.delimiter };
  }
  return { kind: 'ambiguous', between: [widest.delimiter, second.delimiter] };
}

function regularShare({ header, records }: DelimiterCandidate): number {
  if (records.length === 0) return 1;
  return records.filter(cells => cells === header).length / records.length;
}

/** One column, unless nearly all records agree on more cells than the header has. */
function chooseWithoutHeader(candidates: readonly DelimiterCandidate[]): DelimiterChoice {
  const suspect = candidates.find(({ records }) => {
    const [first = 1] = records;
    if (records.length < 2 || first < 2) return false;
    return records.filter(cells => cells === first).length >= REGULAR * records.length;
  });
  return suspect === undefined
    ? { kind: 'one-column' }
    : { kind: 'ambiguous', between: [suspect.delimiter, ''] };
}

/** What delimiters are called. */
export const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'TAB',
  '|': 'vertical bar',
  ':': 'colon',
  ' ': 'space',
};

/** A delimiter as a message names it. */
export function delimiterName(delimiter: string): string {
  if (delimiter === '') return 'one column';
  return DELIMITER_NAMES[delimiter] ?? `"${delimiter}"`;
}
