import { trim } from '../values/white-space.ts';

/** The first records of a list as text. */
type Records = readonly (readonly string[])[];

/** How far down a header is looked for. */
const DEEPEST_HEADER = 20;
/** Below so many columns a first record with one filled cell may well be the header itself. */
const NARROW = 3;
/** A header that names only one of so many columns is a title written across the sheet. */
const WIDE = 4;
const LETTER = /\p{L}/u;

/**
 * Index of the header among the first records. Lines above it, such as the name of an export and its date, fill one
 * cell at most; the header then fills several with distinct names, as wide as most records. In doubt it is the first.
 */
export function findHeader(records: Records): number {
  const width = commonWidth(records);
  if (width < NARROW) return 0;
  const last = Math.min(DEEPEST_HEADER, records.length - 1);
  for (let index = 0; index <= last; index++) {
    const record = records[index] ?? [];
    if (isPreamble(record, width)) continue;
    return index > 0 && isHeader(record, { width, above: records[index - 1] ?? [] }) ? index : 0;
  }
  return 0;
}

function isPreamble(record: readonly string[], width: number): boolean {
  return filledCells(record).length <= 1 && (record.length < width || width >= WIDE);
}

function isHeader(
  record: readonly string[],
  { width, above }: { width: number; above: readonly string[] },
): boolean {
  const filled = filledCells(record);
  const needed = above.length === width ? width : 2;
  return (
    record.length === width &&
    filled.length >= needed &&
    new Set(filled).size === filled.length &&
    filled.every(cell => LETTER.test(cell) && !cell.includes('@'))
  );
}

function filledCells(record: readonly string[]): readonly string[] {
  return record.map(trim).filter(cell => cell !== '');
}

/** The number of cells that most records have; the larger of two that are as frequent. */
function commonWidth(records: Records): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const ranked = [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
  return ranked[0]?.[0] ?? 0;
}
