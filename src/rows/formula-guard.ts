import { cellCount, cellEnd, cellText, type RecordBatch } from '../records/record-batch.ts';
import { startsFormula } from '../values/formula.ts';

/** Finds the cells that a spreadsheet would run as a formula. */
export interface FormulaGuard {
  /** By byte, bits of `CELL_BYTES`: a cell that starts with no suspect byte never needs the guard. */
  readonly bytes: Uint8Array;
  /** Whether this cell of a record needs the guard. */
  needs(batch: RecordBatch, cell: CellPlace): boolean;
  /** The first column of the record from this one on whose cell needs it, or -1. */
  next(batch: RecordBatch, from: CellPlace): number;
}

/** The cells that are blank by a rulebook. */
export interface BlankCells {
  /** Whether a cell (column counted from 0) is. */
  has(text: string, column: number): boolean;
  /** Every text, folded, that is in some column. */
  readonly spellings: readonly string[];
}

export interface CellPlace {
  readonly record: number;
  readonly column: number;
}

/** What a byte may be of a cell that a spreadsheet would take for something else, as the kernel's `markSuspects` asks. */
export const CELL_BYTES = { suspect: 1, digit: 2, ofNumber: 4, ofPhone: 8, sure: 16 } as const;

/**
 * First bytes of a formula character, of white space and of what takes no room on screen, also where they are the
 * first of several bytes of UTF-8: U+0085 U+00A0 U+00AD, U+061C, U+1680 U+180E, U+2000…, U+3000, U+FEFF U+FF0B….
 */
const SUSPECTS = [...Buffer.from('=+-@\t\n\v\f\r '), 0xc2, 0xd8, 0xe1, 0xe2, 0xe3, 0xef];

/** What follows the first digit of a number or a phone number by `startsFormula`. */
const FIGURES = [
  [CELL_BYTES.digit, Buffer.from('0123456789')],
  [CELL_BYTES.ofNumber, Buffer.from('0123456789 .,')],
  [CELL_BYTES.ofPhone, Buffer.from('0123456789 ()./-')],
] as const;

const OPENINGS = ['=', '+', '-', '@'] as const;
/** How a folded cell starts that the kernel guards unasked, for whatever follows it is neither number nor phone number. */
const SURE = /^(?:[=@]|[+-] *[a-z])/;

/** What opens such cells, if none of them is blank. */
function sureOpenings(blankSpellings: readonly string[]): Buffer {
  const doubtful = blankSpellings.filter(spelling => SURE.test(spelling)).map(spelling => spelling.charAt(0));
  return Buffer.from(OPENINGS.filter(opening => !doubtful.includes(opening)).join(''));
}

function tableOf(kinds: readonly (readonly [bit: number, bytes: Iterable<number>])[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const [bit, bytes] of kinds) {
    for (const byte of bytes) table[byte] = (table[byte] ?? 0) | bit;
  }
  return table;
}

/** A guard that lets everything through, for `--for import`. */
export const NO_GUARD: FormulaGuard = Object.freeze({
  bytes: new Uint8Array(256),
  needs: () => false,
  next: () => -1,
});

/** Guards the cells that start a formula, are neither number nor phone number, and not blank by the rulebook. */
export function createFormulaGuard(blank: BlankCells): FormulaGuard {
  const sure = sureOpenings(blank.spellings);
  const kinds = tableOf([[CELL_BYTES.suspect, SUSPECTS], [CELL_BYTES.sure, sure], ...FIGURES]);
  const isSuspect = (byte: number): boolean => ((kinds[byte] ?? 0) & CELL_BYTES.suspect) !== 0;

  function needs(batch: RecordBatch, { record, column }: CellPlace): boolean {
    if (column >= cellCount(batch, record)) return false;
    const start = batch.cellStarts[(batch.firstCell[record] ?? 0) + column] ?? 0;
    const end = cellEnd(batch, record, column);
    const first = start < end && batch.bytes[start] === batch.quote ? start + 1 : start;
    if (first >= end || !isSuspect(batch.bytes[first] ?? 0)) return false;
    const text = cellText(batch, record, column);
    return startsFormula(text) && !blank.has(text, column);
  }

  return {
    bytes: kinds,
    needs,
    next(batch, { record, column: from }) {
      const { cellStarts, bytes, quote } = batch;
      const first = batch.firstCell[record] ?? 0;
      const count = cellCount(batch, record);
      for (let column = from; column < count; column++) {
        const start = cellStarts[first + column] as number;
        const byte = bytes[start] as number;
        // Of an empty cell this sees the delimiter behind it, and `needs` then sees that the cell is empty.
        const opening = byte === quote ? (bytes[start + 1] as number) : byte;
        if (isSuspect(opening) && needs(batch, { record, column })) return column;
      }
      return -1;
    },
  };
}
