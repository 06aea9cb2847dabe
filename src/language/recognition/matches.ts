import type { ListSample, SampledColumn } from '../../lists/sample.ts';
import type { Field } from '../../model/rulebook.ts';
import { normaliseHeader } from '../../values/header.ts';
import { holdsHeader, partOfHeader, standsInContainer } from './header-parts.ts';
import type { Known, KnownField } from './known-fields.ts';
import { shareRead } from './readings.ts';

/** What a header says of its column. */
export interface Match {
  readonly column: SampledColumn;
  /** The known field that the header means; absent where it is not known. */
  readonly name?: string;
  /** Whether the header is known as it stands, or by its words in another order; else by a part of it. */
  readonly exact: boolean;
  /** A field that a part of the header is known for, where the rest may mean something else. */
  readonly near?: string;
}

/** Text fields that a part of a header is enough for, as no cells can confirm it. */
const PLAIN_TEXTS: ReadonlySet<string> = new Set(['job_title', 'company', 'industry', 'country']);
/** What is asked of the person: of the company it is another's. */
const OF_THE_PERSON: ReadonlySet<string> = new Set(['email', 'first_name', 'last_name', 'job_title']);
/** Consent is never supposed. */
const NEVER_IN_PART: ReadonlySet<string> = new Set(['opted_in']);
const CONFIRMED = 0.9;

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
  const exact = nameOf(normal, known) ?? reordered(normal, known);
  if (exact !== undefined) return { column, name: exact, exact: true };
  const fields = [...known.fields.values()].filter(({ field }) => !NEVER_IN_PART.has(field.name));
  const part = fields.find(own => isLastPart(column.header, own) || isPart(column, { normal, own }));
  if (part !== undefined) return { column, name: part.field.name, exact: false };
  const near = [...known.fields.values()].find(({ headers }) => holdsHeader(normal, headers));
  return near === undefined ? { column, exact: false } : { column, exact: false, near: near.field.name };
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

function isPersonal({ name }: Field): boolean {
  return OF_THE_PERSON.has(name);
}

/** The last key of a nested JSON key such as `company.industry`. */
function isLastPart(header: string, { field, headers }: KnownField): boolean {
  const dot = header.lastIndexOf('.');
  if (dot === -1 || !headers.includes(normaliseHeader(header.slice(dot + 1)))) return false;
  return standsInContainer(normaliseHeader(header.slice(0, dot)), { isPersonal: isPersonal(field) });
}

/** `Budget HT 2026` holds `budget`: if nearly all cells read as the field, it is taken for it. */
function isPart(
  { cells }: SampledColumn,
  { normal, own: { field, headers } }: { readonly normal: string; readonly own: KnownField },
): boolean {
  if (field.type === 'text' && !PLAIN_TEXTS.has(field.name)) return false;
  const part = partOfHeader(normal, { headers, isPersonal: isPersonal(field) });
  return part !== undefined && shareRead(cells, field) >= CONFIRMED;
}
