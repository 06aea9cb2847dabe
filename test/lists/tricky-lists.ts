import fc from 'fast-check';

/** The header of all tricky lists. */
export const TRICKY_HEADER = 'email,name,size';

/** Cells as they stand in a list: with what is quoted rightly, wrongly, and not at all. */
const plainCell = fc.constantFrom('', '-', 'a', 'A', 'é', 'É', 'x y', '=1+1', '12', '1 500', 'many');
const address = fc.constantFrom('bob@acme.fr', 'BOB@acme.fr', 'ann@rival.com', 'cid@gmail.com', 'dan@é.fr');
const leadAddress = fc.nat({ max: 9 }).map(number => `lead-${number}@acme.fr`);
const size = fc.constantFrom('7', '12', '007', '500');
const quotedCell = fc
  .array(fc.constantFrom('a', 'é', '""', ',', '\n', '\r\n', '\r', 'x,y,1\n', 'b,"",c\n'), { maxLength: 4 })
  .map(parts => `"${parts.join('')}"`);
const strayCell = fc.constantFrom('5" pipe', '"say "hi" now"', '""Acme""', '"open', 'a"', '"b"c', '\ufeffd');

const newline = fc.constantFrom('\n', '\n', '\r\n', '\r');

const wellQuoted = fc.oneof({ weight: 3, arbitrary: plainCell }, quotedCell);
const regularRow = fc
  .tuple(fc.oneof(address, leadAddress, wellQuoted), wellQuoted, fc.oneof(size, wellQuoted))
  .map(row => row.map(cell => (cell === '' ? 'e' : cell)).join(','));
const anyCell = fc.oneof(plainCell, address, quotedCell, strayCell);
const irregularRow = fc.array(anyCell, { minLength: 1, maxLength: 4 }).map(row => row.join(','));
const oddLine = fc.constantFrom('', '\ufeff', TRICKY_HEADER, `\ufeff${TRICKY_HEADER}`, '"', '"\r\n"', ',,');

const line = fc.oneof(
  { weight: 6, arbitrary: regularRow },
  { weight: 2, arbitrary: irregularRow },
  { weight: 1, arbitrary: oddLine },
);

/**
 * Above it stands a lead: a footer is only seen in the last 32 KB, which chunks as small as these do not keep together. A
 * row of totals counts only at the end: there with a line ending or without one.
 */
const lastLines = fc
  .constantFrom('', '\n', '\nTotal,,12', '\nTotal,,12\n', '\nRazem,,"1 200"\r\n', '\n"never')
  .map(last => `last,one,9${last}`);

/** Rows of all sorts under the header, each with a line ending of its own. */
const trickyRows = (most: number) =>
  fc
    .tuple(newline, fc.array(fc.tuple(line, newline), { maxLength: most, size: 'max' }), lastLines)
    .map(([end, lines, last]) => TRICKY_HEADER + end + lines.flat().join('') + last);

/** No rows at all, but everything that a scanner decides on, in any order. */
const trickyBytes = fc
  .array(
    fc.constantFrom(
      ',',
      '"',
      '""',
      '\n',
      '\r',
      '\r\n',
      'a',
      'é',
      ' ',
      '\ufeff',
      'bc',
      'x,y,1\n',
      TRICKY_HEADER,
    ),
    { maxLength: 50 },
  )
  .map(parts => `${TRICKY_HEADER}\n${parts.join('')}\nlast,one,9\n`);

/** Texts of lists of up to so many rows that are hard to cut; to be opened with `TRICKY_OPTIONS`. */
export const trickyLists = (most: number) =>
  fc.oneof({ weight: 3, arbitrary: trickyRows(most) }, { weight: 1, arbitrary: trickyBytes });

/** Lists by the letter of RFC 4180, which csv-parse reads as they are meant. */
export const regularLists = (most: number) =>
  fc
    .tuple(
      fc.constantFrom('\n', '\r\n'),
      fc.array(regularRow, { maxLength: most, size: 'max' }),
      fc.boolean(),
    )
    .map(([end, rows, isEnded]) => [TRICKY_HEADER, ...rows].join(end) + (isEnded ? end : ''));

/** What is not to be guessed from so few bytes. */
export const TRICKY_OPTIONS = { delimiter: ',', headerRow: 1, inDoubt: 'take-better' } as const;

/** Bytes of a chunk, from one that holds no row to one that holds a whole list. */
export const chunkSizes = fc.oneof(fc.constantFrom(1, 2, 3, 7, 1000), {
  weight: 2,
  arbitrary: fc.constantFrom(30, 64, 100, 200),
});
