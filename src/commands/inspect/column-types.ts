import type { Locale, Notation } from '../../model/lead.ts';
import type { Field, FieldType } from '../../model/rulebook.ts';
import { compileCellParser } from '../../values/cell.ts';
import { plainField, TYPES } from '../../values/field-types/field-types.ts';
import type { SeenValue } from './column-profile.ts';
import type { ColumnType, InvalidCells } from './model.ts';

type Values = ReadonlyMap<string, SeenValue>;

const SUREST: readonly FieldType[] = ['boolean', 'email', 'url', 'date', 'number', 'phone'];
/** A column is of the first of these types that reads nearly all of its cells; as text every cell reads. */
const TRIED = [...SUREST, ...TYPES.filter(type => type !== 'text' && !SUREST.includes(type))];
const NEARLY_ALL = 0.8;
/** Values that are looked at; the parsers of phone numbers are slow. */
const LOOKED_AT = 200;
const MOST_ROWS = 3;
const MOST_SHOWN = 5;

/** A field of a type and nothing more, under the name of its column. */
export function fieldOfType(type: FieldType, name: string): Field {
  return plainField(type, name, [name]);
}

/** What a column's values read like under each locale. */
export function columnTypes(values: Values): Readonly<Record<Locale, ColumnType>> {
  const looked = new Map([...values].slice(0, LOOKED_AT));
  return {
    en: typeOf(looked, 'en'),
    'en-GB': typeOf(looked, 'en-GB'),
    fr: typeOf(looked, 'fr'),
    pl: typeOf(looked, 'pl'),
  };
}

function typeOf(values: Values, locale: Locale): ColumnType {
  let best: ColumnType = { type: 'text', share: 1 };
  let share = NEARLY_ALL;
  for (const type of TRIED) {
    const { valid, invalid } = countValid(values, plainField(type, 'column'), locale);
    const own = valid / (valid + invalid);
    if (type === 'url' && !looksLikeUrls(values)) continue;
    if (valid === 0 || own < NEARLY_ALL || (best.type !== 'text' && own <= share)) continue;
    best = { type, share: own };
    share = own;
  }
  return best;
}

/** Codes such as 87.88Z pass for host names; addresses of pages have a scheme, `www` or a domain of letters. */
function looksLikeUrls(values: Values): boolean {
  const urls = [...values.keys()].filter(text => /^https?:|^www\.|\.\p{L}{2,}(?:\/|$)/iu.test(text));
  return urls.length >= NEARLY_ALL * values.size;
}

function countValid(values: Values, field: Field, locale: Locale): { valid: number; invalid: number } {
  const parse = compileCellParser(field, { locale, blankAlso: [] });
  let valid = 0;
  let invalid = 0;
  for (const [text, { cells }] of values) {
    const { kind } = parse({ text, plain: false });
    if (kind === 'value') valid += cells;
    else if (kind === 'invalid') invalid += cells;
  }
  return { valid, invalid };
}

/** The cells that a type, or a field of a rulebook, cannot read. Undefined where it reads all. */
export function invalidCells(
  values: Values,
  {
    field,
    locale,
    dates,
    blankAlso = [],
  }: Notation & { field: Field | FieldType; blankAlso?: readonly string[] },
): InvalidCells | undefined {
  const read = typeof field === 'string' ? plainField(field, 'column') : field;
  const parse = compileCellParser(read, { locale, dates, blankAlso });
  const wrong = [...values].filter(([text]) => parse({ text, plain: false }).kind === 'invalid');
  if (wrong.length === 0) return undefined;
  const rows = wrong.map(([, { row }]) => row).sort((one, other) => one - other);
  const cells = wrong.reduce((sum, [, seen]) => sum + seen.cells, 0);
  const commonest = wrong
    .map(([value, seen]) => ({ value, cells: seen.cells }))
    .sort((one, other) => other.cells - one.cells)
    .slice(0, MOST_SHOWN);
  return { type: read.type, locale, cells, rows: rows.slice(0, MOST_ROWS), commonest };
}
