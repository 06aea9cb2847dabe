import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import type { Field } from '../model/rulebook.ts';
import { normaliseHeader } from '../values/header.ts';
import { nearestName } from '../values/nearest.ts';
import { warning } from './list-faults.ts';

/** The columns from `from` up to `to` (exclusive), counted from 0. */
export interface ColumnRange {
  readonly from: number;
  readonly to: number;
}

/** The columns that carry a field, in the order they are tried: the first cell that is not blank counts. */
export interface FieldColumns {
  readonly field: Field;
  /** Indexes into the header; empty for a field that is absent. */
  readonly columns: readonly number[];
}

/** `--column FIELD=HEADER`. */
export interface PreferredColumn {
  readonly field: string;
  readonly header: string;
}

const BLOCK_PREFIX = 'qual_';
const BLOCK_START = 'qual_stage';
const BLOCK_END = 'qual_by';

/** The annotation that an earlier run left in a list: `qual_stage` to `qual_by` and nothing but `qual_` between. */
export function findBlock(header: readonly string[]): ColumnRange | undefined {
  for (let from = header.indexOf(BLOCK_START); from !== -1; from = header.indexOf(BLOCK_START, from + 1)) {
    const length = header.slice(from).findIndex(name => !name.startsWith(BLOCK_PREFIX));
    const end = length === -1 ? header.length : from + length;
    const last = header.lastIndexOf(BLOCK_END, end - 1);
    if (last > from) return { from, to: last + 1 };
  }
  return undefined;
}

/**
 * Finds each field's columns: those of `--column` first, then the field's `columns` in their order, then its own name;
 * headers are compared normalised, and of equal headers the leftmost counts. The annotation of an earlier run is not
 * looked at. A name in `--column` that does not exist is an error, a header that stands twice and is read a warning.
 */
export function matchColumns(
  fields: readonly Field[],
  header: readonly string[],
  { preferred = [] }: { readonly preferred?: readonly PreferredColumn[] } = {},
): Checked<readonly FieldColumns[]> {
  const places = placesOf(header);
  const faults = preferred.flatMap(entry => preferredFaults(entry, { fields, header, places }));
  if (faults.length > 0) return { diagnostics: faults };
  const value = fields.map(field => {
    const first = preferred.filter(entry => entry.field === field.name).map(entry => entry.header);
    const names = [...first, ...field.columns, field.name].map(normaliseHeader);
    const columns = names.flatMap(name => places.get(name)?.[0] ?? []);
    return { field, columns: [...new Set(columns)] };
  });
  return { value, diagnostics: repeatedHeaders(value, { header, places }) };
}

/** Columns by normalised header, leftmost first. */
type Places = ReadonlyMap<string, readonly number[]>;

function placesOf(header: readonly string[]): Places {
  const block = findBlock(header);
  const places = new Map<string, number[]>();
  for (const [column, name] of header.entries()) {
    const normal = normaliseHeader(name);
    if (normal === '' || (block !== undefined && column >= block.from && column < block.to)) continue;
    const columns = places.get(normal);
    if (columns === undefined) places.set(normal, [column]);
    else columns.push(column);
  }
  return places;
}

function preferredFaults(
  { field, header: wanted }: PreferredColumn,
  { fields, header, places }: { fields: readonly Field[]; header: readonly string[]; places: Places },
): readonly Diagnostic[] {
  const names = fields.map(({ name }) => name);
  const faults: Diagnostic[] = [];
  if (!names.includes(field)) {
    faults.push(
      unknown('unknown-field', `--column: there is no field "${field}"`, nearestName(field, names)),
    );
  }
  if (!places.has(normaliseHeader(wanted))) {
    const message = `--column: there is no column "${wanted}"`;
    faults.push(unknown('unknown-column', message, nearestName(wanted, header)));
  }
  return faults;
}

/** A name that does not exist, with the nearest that does. */
export function unknown(code: string, message: string, nearest: string | undefined): Diagnostic {
  const fix = nearest === undefined ? '' : `did you mean "${nearest}"?`;
  return { severity: 'error', code, message, fix };
}

function repeatedHeaders(
  matched: readonly FieldColumns[],
  { header, places }: { readonly header: readonly string[]; readonly places: Places },
): readonly Diagnostic[] {
  const read = new Set(matched.flatMap(({ columns }) => columns));
  return [...read].flatMap(column => {
    const name = header[column] ?? '';
    const equal = places.get(normaliseHeader(name)) ?? [];
    if (equal.length < 2) return [];
    const all = equal.map(place => place + 1).join(', ');
    return [
      warning(
        'repeated-column',
        `the header "${name}" stands in columns ${all}; column ${column + 1} is read`,
      ),
    ];
  });
}
