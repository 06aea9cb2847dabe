// An empty line or row stands between a table and what is none of its leads: a footer, another table, nothing at all.
import { isBlank } from '../values/blank.ts';
import { type CellKind, cellKind, isYear } from '../values/cell-kind.ts';
import { normaliseHeader } from '../values/header.ts';
import { hasLetter } from '../values/letters.ts';
import { trim } from '../values/white-space.ts';

/** What stands between and around the cells of a list. */
interface Marks {
  readonly delimiter: number;
  readonly quote: number;
}

/** White space, zero-width characters and dashes outside ASCII, as UTF-8: what a blank cell may hold. */
const BLANK =
  /^(?:\xc2[\x85\xa0\xad]|\xe1\x9a\x80|\xe2\x80[\x80-\x95\xa8-\xaf]|\xe2\x81[\x9f-\xaf]|\xe3\x80\x80|\xef\xbb\xbf)/;
const LONGEST_BLANK = 3;

/** Whether a row has no content: no cell of it has a letter, a digit or a sign that could mean something. */
export function isEmptyRow(
  bytes: Buffer,
  { start, end }: { readonly start: number; readonly end: number },
  { delimiter, quote }: Marks,
): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === delimiter || byte === quote || isBlankByte(byte)) continue;
    if (byte < 0x80) return false;
    const blank = BLANK.exec(bytes.toString('latin1', at, Math.min(at + LONGEST_BLANK, end)))?.[0];
    if (blank === undefined) return false;
    at += blank.length - 1;
  }
  return true;
}

/** Neither a letter nor a digit of ASCII, nor a sign by which a cell says yes. */
function isBlankByte(byte: number): boolean {
  if (byte >= 0x80 || byte === PLUS) return false;
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return !isLetter && !(byte >= 0x30 && byte <= 0x39);
}

const PLUS = 0x2b;

/** The table that a list's header stands above: by it another header further down is known. Plain data. */
export interface FirstTable {
  /** The names of its columns, normalised. */
  readonly names: readonly string[];
  /** The kind that most cells of each column have. */
  readonly kinds: readonly CellKind[];
}

/** A second table in a list: the line of its header, and what that says. */
export interface OtherTable {
  readonly line: number;
  readonly names: readonly string[];
}

/** What a row below an empty line is: the header once more, that of another table, or a row like any other. */
export type BelowGap = 'row' | 'header' | 'other-header';

/** A name where addresses stand is as good as two where figures do. */
const WEIGHTS: Readonly<Record<CellKind, number>> = {
  blank: 0,
  text: 0,
  number: 1,
  date: 1,
  email: 2,
  url: 2,
};
const ENOUGH = 3;
/** Names that both headers have; also enough of the weights where the row has not as many cells as the header. */
const SOME = 2;
const NOTHING_ALSO: ReadonlySet<string> = new Set();

/** Tells whether a row is a header: names alone, where the columns above have figures, dates and addresses, or their own names. */
export function classifyBelowGap(cells: readonly string[], { names, kinds }: FirstTable): BelowGap {
  const filled = cells.map(cell => trim(cell)).filter(cell => cell !== '');
  if (filled.length < 2 || !isNames(cells)) return 'row';
  const own = cells.map(normaliseHeader);
  if (own.length === names.length && own.every((name, column) => name === names[column])) return 'header';
  const known = new Set(names);
  const shared = own.filter(name => name !== '' && known.has(name)).length;
  const enough = cells.length === names.length ? ENOUGH : SOME;
  return shared >= SOME || unlikeness(cells, kinds) >= enough ? 'other-header' : 'row';
}

/** How surely a row is none of those above: 0 if one of its cells is like its column. */
function unlikeness(cells: readonly string[], kinds: readonly CellKind[]): number {
  let sum = 0;
  for (const [column, kind] of kinds.entries()) {
    const cell = cells[column] ?? '';
    if (isBlank(cell, NOTHING_ALSO)) continue;
    const own = cellKind(cell);
    if (own === kind && kind !== 'text') return 0;
    if (own === 'text') sum += WEIGHTS[kind];
  }
  return sum;
}

/** Kinds of cells that are never the name of a column. */
export const CERTAIN: ReadonlySet<CellKind> = new Set(['email', 'url']);

/** Whether all that a record says may be names of columns: no two alike, each with a letter, none an address. */
export function isNames(record: readonly string[]): boolean {
  const filled = filledCells(record);
  return (
    new Set(filled).size === filled.length &&
    filled.every(
      cell => (hasLetter(cell) && !CERTAIN.has(cellKind(cell))) || isYear(cell) || /^[%#№]/.test(cell),
    )
  );
}

export function filledCells(record: readonly string[]): readonly string[] {
  return record.map(trim).filter(cell => cell !== '');
}
