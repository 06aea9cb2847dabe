/** What a line is read by a second time. */
export interface SecondReading {
  readonly delimiter: string;
  readonly quote: string;
  /** How many cells it must have. */
  readonly columns: number;
}

/** What a reading supposes of a line, in the order of how unlikely it is. */
const STRAY_INSIDE = 2;
const OPENING_IS_TEXT = 3;
const DELIMITER_BESIDE_QUOTE = 4;
/** Longer lines, and lines of more cells, are not worth the work. */
const LONGEST = 1 << 16;
const MOST_STEPS = 1 << 20;
/** How many quotes a cell may pass over before its closing one. */
const MOST_CLOSINGS = 8;

interface Cell {
  readonly text: string;
  /** Where the next cell starts; past the end of the line after the last. */
  readonly next: number;
  readonly cost: number;
}

/**
 * Reads a line whose quotes do not fit together so that it has a given number of cells, supposing as little as
 * possible: that a quote is text although it opens a cell, or stands inside one undoubled. Undefined if no reading has
 * so many cells.
 */
export function readAgain(line: string, reading: SecondReading): readonly string[] | undefined {
  const { columns, delimiter } = reading;
  if (line.length > LONGEST || columns < 2) return undefined;
  const starts = [0];
  for (let at = line.indexOf(delimiter); at !== -1; at = line.indexOf(delimiter, at + 1)) starts.push(at + 1);
  if (starts.length < columns || starts.length * columns * MOST_CLOSINGS > MOST_STEPS) return undefined;
  return cheapest(line, { reading, starts });
}

/** The cheapest way from each start of a cell to the end of the line in each number of cells, from the end backwards. */
function cheapest(
  line: string,
  { reading, starts }: { readonly reading: SecondReading; readonly starts: readonly number[] },
): readonly string[] | undefined {
  const { columns } = reading;
  const end = line.length + 1;
  const ways = new Map<number, { cost: number; cell?: Cell }[]>([[end, [{ cost: 0 }]]]);
  for (const start of [...starts].reverse()) {
    const best: { cost: number; cell?: Cell }[] = [];
    for (const cell of cellsFrom(line, start, reading)) {
      for (const [count, rest] of (ways.get(cell.next) ?? []).entries()) {
        if (rest === undefined || count + 1 > columns) continue;
        const cost = cell.cost + rest.cost;
        if (cost < (best[count + 1]?.cost ?? Number.POSITIVE_INFINITY)) best[count + 1] = { cost, cell };
      }
    }
    ways.set(start, best);
  }
  const cells: string[] = [];
  for (let at = 0, left = columns; left > 0; left--) {
    const cell = ways.get(at)?.[left]?.cell;
    if (cell === undefined) return undefined;
    cells.push(cell.text);
    at = cell.next;
  }
  return cells;
}

/** The cells that may start at `start`. */
function cellsFrom(line: string, start: number, { delimiter, quote }: SecondReading): readonly Cell[] {
  const stop = line.indexOf(delimiter, start);
  const end = stop === -1 ? line.length : stop;
  const bare = line.slice(start, end);
  const isOpened = bare.startsWith(quote);
  const unquoted: Cell = { text: bare, next: end + 1, cost: isOpened ? OPENING_IS_TEXT : 0 };
  if (!isOpened) return [unquoted];
  const cells = [unquoted];
  for (let at = line.indexOf(quote, start + 1); at !== -1; at = line.indexOf(quote, at + 1)) {
    const next = line[at + 1];
    if (next !== undefined && next !== delimiter) continue;
    const inside = line.slice(start + 1, at);
    cells.push({ ...unquote(inside, { delimiter, quote }), next: at + 2 });
    if (cells.length > MOST_CLOSINGS) break;
  }
  return cells;
}

function unquote(
  inside: string,
  { delimiter, quote }: { readonly delimiter: string; readonly quote: string },
): Pick<Cell, 'text' | 'cost'> {
  const parts = inside.split(quote + quote);
  const strays = parts.reduce((count, part) => count + part.split(quote).length - 1, 0);
  const beside = parts.reduce(
    (count, part) => count + part.split(quote + delimiter).length + part.split(delimiter + quote).length - 2,
    0,
  );
  return { text: parts.join(quote), cost: strays * STRAY_INSIDE + beside * DELIMITER_BESIDE_QUOTE };
}
