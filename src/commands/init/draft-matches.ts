import { FIELD_TYPES } from '../../values/field-types/field-types.ts';
import { normaliseHeader } from '../../values/header.ts';
import type { Known } from './draft-known-fields.ts';
import { shareRead } from './draft-readings.ts';
import type { ListSample, SampledColumn } from './sample.ts';

/** What a header says of its column. */
export interface Match {
  readonly column: SampledColumn;
  /** The known field that the header means; absent where it is not known. */
  readonly name?: string;
  /** Whether the header is known as it stands; else a part of it, or its words in another order. */
  readonly exact: boolean;
}

const CONFIRMED = 0.9;
/** Shorter headers stand by chance in others. */
const SHORTEST_PART = 5;

/** The columns that have a name, the leftmost of equal ones, each with the field that its header means. */
export function matchSample(sample: ListSample, known: Known): readonly Match[] {
  const seen = new Set<string>();
  const named = sample.columns.filter(({ header }) => {
    const normal = normaliseHeader(header);
    return normal !== '' && seen.size < seen.add(normal).size;
  });
  return named.map(({ header, cells }) => matchColumn({ header: writable(header), cells }, known));
}

/** A header as a rulebook may name it, which is found by its letters and digits. */
function writable(header: string): string {
  return header.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

function matchColumn(column: SampledColumn, known: Known): Match {
  const normal = normaliseHeader(column.header);
  const exact = nameOf(normal, known);
  if (exact !== undefined) return { column, name: exact, exact: true };
  const name =
    reordered(normal, known) ?? lastPart(column.header, known) ?? supposed(column, { normal, known });
  return name === undefined ? { column, exact: false } : { column, name, exact: false };
}

function nameOf(normal: string, { fields }: Known): string | undefined {
  for (const [name, { headers }] of fields) if (headers.includes(normal)) return name;
  return undefined;
}

/** `activity last` for `last activity`: what a nested JSON key may say. */
function reordered(normal: string, { fields }: Known): string | undefined {
  const sorted = sortWords(normal);
  if (!normal.includes(' ')) return undefined;
  for (const [name, { headers }] of fields)
    if (headers.some(header => sortWords(header) === sorted)) return name;
  return undefined;
}

function sortWords(text: string): string {
  return text.split(' ').sort().join(' ');
}

/** The last key of a nested JSON key such as `company.industry`. */
function lastPart(header: string, known: Known): string | undefined {
  const dot = header.lastIndexOf('.');
  return dot === -1 ? undefined : nameOf(normaliseHeader(header.slice(dot + 1)), known);
}

/** `Budget HT 2026` holds `budget`: if nearly all cells read as the field, it is taken for it. */
function supposed(
  { cells }: SampledColumn,
  { normal, known }: { readonly normal: string; readonly known: Known },
): string | undefined {
  for (const [name, { field, headers }] of known.fields) {
    if (!FIELD_TYPES[field.type].confirmable) continue;
    const held = headers.some(
      header => header.length >= SHORTEST_PART && ` ${normal} `.includes(` ${header} `),
    );
    if (held && shareRead(cells, field) >= CONFIRMED) return name;
  }
  return undefined;
}
