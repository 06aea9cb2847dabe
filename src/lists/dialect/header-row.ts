import { CERTAIN, filledCells, isNames } from '../../records/below-gap.ts';
import { type CellKind, cellKind, isYear } from '../../values/cell-kind.ts';
import { trim } from '../../values/white-space.ts';

/** The first records of a list as text. */
export type Records = readonly (readonly string[])[];

/** Where the header is among the first records, or that there is none. */
export type HeaderPlace = { readonly kind: 'at'; readonly index: number } | { readonly kind: 'none' };

/** How far down a header is looked for, and how many records tell what it stands above. */
const DEEPEST_HEADER = 40;
export const LOOKED_AT = 80;
/** A header that names only one of so many columns is a title written across the sheet. */
const WIDE = 4;
/** Most filled cells of a column are alike if the column is to say what its header is not. */
const ALIKE = 0.8;
const CERTAIN_WEIGHT = 3;
const FIRST: HeaderPlace = { kind: 'at', index: 0 };

/**
 * Finds the header among the first records. Above it may stand the name of an export, its date, its settings: lines
 * that are narrower than the rest, or fill one cell. Where the rows hold numbers, dates or addresses, the header is the
 * fullest line before the first such row; where they hold only text, it is the line under a title. In doubt it is the
 * first line. A first line that has numbers and addresses where the rows have them, and no name, is a row itself.
 */
export function findHeader(list: Records): HeaderPlace {
  const records = list.slice(0, LOOKED_AT);
  const width = commonWidth(records.map(({ length }) => length));
  const alike = records.filter(({ length }) => length === width);
  // The later half: titles, the header and its second line are in the first.
  const kinds = columnKinds(alike.slice(-Math.max(2, alike.length >> 1)), width);
  const top = records.slice(0, DEEPEST_HEADER + 1);
  const start = top.findIndex(record => looksLikeRow(record, { width, kinds }));
  if (start === 0) return isPlainRow(records[0] ?? [], kinds) ? { kind: 'none' } : FIRST;
  if (start > 0) return { kind: 'at', index: fullestName(records.slice(0, start), width) };
  const [only] = records;
  if (records.length === 1 && only?.some(cell => CERTAIN.has(cellKind(cell)))) return { kind: 'none' };
  return { kind: 'at', index: underTitle(records, width) };
}

/** The number of cells that most records have, by those of each; the larger of two that are as frequent. */
export function commonWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const ranked = [...counts].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
  return ranked[0]?.[0] ?? 0;
}

/** The kind that most filled cells of each column have; `text` where they differ, or are too few to tell. */
export function columnKinds(
  records: Records,
  width: number,
  { fewest = 2 }: { readonly fewest?: number } = {},
): readonly CellKind[] {
  return Array.from({ length: width }, (_, column) => {
    const kinds = records.map(record => cellKind(record[column] ?? '')).filter(kind => kind !== 'blank');
    const [most = 'text'] = [...new Set(kinds)].filter(
      kind => kinds.filter(other => other === kind).length >= ALIKE * kinds.length,
    );
    return kinds.length >= fewest ? most : 'text';
  });
}

interface Table {
  readonly width: number;
  readonly kinds: readonly CellKind[];
}

/** Whether a record has, in some column of figures or addresses, what its column has. */
function looksLikeRow(record: readonly string[], { width, kinds }: Table): boolean {
  if (record.length !== width) return false;
  const { alike, unlike } = compare(record, kinds);
  return alike > 0 && alike >= unlike;
}

function isPlainRow(record: readonly string[], kinds: readonly CellKind[]): boolean {
  const { alike, unlike } = compare(record, kinds);
  return unlike === 0 || alike >= CERTAIN_WEIGHT * unlike;
}

/** In how many columns of figures or addresses a record has the like, and in how many it has a name. */
function compare(record: readonly string[], kinds: readonly CellKind[]) {
  let alike = 0;
  let unlike = 0;
  for (const [column, kind] of kinds.entries()) {
    if (kind === 'text') continue;
    const cell = record[column] ?? '';
    const own = cellKind(cell);
    if (own === kind && !isYear(cell)) alike += CERTAIN.has(kind) ? CERTAIN_WEIGHT : 1;
    else if (own === 'text') unlike++;
  }
  return { alike, unlike };
}

/** Index of the record that names most columns; of equals the first. */
function fullestName(above: Records, width: number): number {
  let best = { index: 0, filled: 0 };
  for (const [index, record] of above.entries()) {
    const filled = record.length === width && isNames(record) ? filledCells(record).length : 0;
    if (filled > best.filled && (filled > 1 || width === 1)) best = { index, filled };
  }
  const first = above[0] ?? [];
  // A first line that names nearly as much is the header, and what follows is its second line or an odd row.
  return isNames(first) &&
    first.length > 1 &&
    2 * filledCells(first).length > best.filled &&
    first.length === width
    ? 0
    : best.index;
}

/** Index of the header of a list of nothing but text: the line under lines that fill one cell at most. */
function underTitle(records: Records, width: number): number {
  const last = Math.min(DEEPEST_HEADER, records.length - 1);
  let titles = 0;
  for (let index = 0; index < last; index++) {
    const record = records[index] ?? [];
    const filled = filledCells(record).length;
    // A title is narrower than the rows, or alone in a wide line, or set off by a line of blanks.
    const isSetOff = filled === 0 || filledCells(records[index + 1] ?? []).length === 0;
    const isTitle = filled <= 1 && (record.length < width || width >= WIDE || isSetOff);
    if (isTitle) {
      titles++;
      continue;
    }
    if (index === 0 || record.length !== width || !isNames(record)) return 0;
    const above = records[index - 1] ?? [];
    const isSure = titles > 1 || above.length !== width || filledCells(record).length === width;
    const isTold = width > 2 || titles > 1 || / /.test(trim(above[0] ?? ''));
    return isSure && isTold && filledCells(record).length > 1 ? index : 0;
  }
  return 0;
}
