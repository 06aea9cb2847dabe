import type { SampledColumn } from '../../lists/sample.ts';
import type { Cell, Locale, Notation } from '../../model/lead.ts';
import type { DateField, Field, FieldType, PhoneField } from '../../model/rulebook.ts';
import { ORDER_WORDS, orderOf } from '../../values/field-types/date.ts';
import { plainField } from '../../values/field-types/field-types.ts';
import type { PlainMapping } from '../../yaml/plain-tree.ts';
import { type CellCount, countCells, filledTexts, shareOf } from './readings.ts';

/** What the cells of a column say of the field that reads them. */
export interface Shape {
  readonly field: Field;
  /** Keys of its definition that were found by the cells. */
  readonly settings: PlainMapping;
  readonly count: CellCount;
  /** What there is to say of them. */
  readonly note?: string;
}

interface Seen {
  readonly cells: readonly Cell[];
  readonly notation: Notation;
}

/** From here on nothing better is looked for. */
const GOOD = 0.9;

/** ISO beside one way to write a day that the list's locale does not read. */
const DATE_PATTERNS = [
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'dd.MM.yyyy',
  'dd-MM-yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'yyyy/MM/dd',
];
const ISO = 'yyyy-MM-dd';

/** Regions whose national numbers are tried, after those where a locale is spoken. */
const REGIONS = [
  'FR',
  'PL',
  'GB',
  'US',
  'DE',
  'BE',
  'CH',
  'ES',
  'IT',
  'NL',
  'IE',
  'LU',
  'AT',
  'CZ',
  'PT',
  'SE',
  'DK',
];
const HOME: Readonly<Record<Locale, readonly string[]>> = {
  en: ['US', 'GB'],
  'en-GB': ['GB', 'US'],
  fr: ['FR', 'BE'],
  pl: ['PL'],
};
/** Reading phone numbers is slow, and a few hundred tell where they are from. */
const MOST_PHONES = 300;

/** The field that reads most of these cells: as given, or with the date formats or the region that they have. */
export function shapeField(field: Field, seen: Seen): Shape {
  const count = countCells(seen.cells, field, seen.notation);
  const shape = { field, settings: {}, count };
  if (count.filled === 0 || shareOf(count) >= GOOD) return shape;
  if (field.type === 'date') return withFormats(field, { shape, seen });
  return field.type === 'phone' ? withRegion(field, { shape, seen }) : shape;
}

function withFormats(
  field: DateField,
  { shape, seen }: { readonly shape: Shape; readonly seen: Seen },
): Shape {
  const tried = DATE_PATTERNS.map(pattern => {
    const formats = [pattern, ISO];
    const shaped = { ...field, formats };
    return { formats, shaped, count: countCells(seen.cells, shaped, seen.notation) };
  });
  const best = bestOf(tried);
  if (best === undefined || best.count.read <= shape.count.read) return shape;
  const note = `not written with the ${ORDER_WORDS[orderOf(seen.notation)]}, as the list's other dates`;
  return { field: best.shaped, settings: { formats: best.formats }, count: best.count, note };
}

function withRegion(
  field: PhoneField,
  { shape, seen }: { readonly shape: Shape; readonly seen: Seen },
): Shape {
  const some = { ...seen, cells: seen.cells.filter(({ text }) => text.trim() !== '').slice(0, MOST_PHONES) };
  const home = HOME[seen.notation.locale];
  const tried = [...home, ...REGIONS.filter(region => !home.includes(region))].map(region => {
    const shaped = { ...field, region };
    return { region, shaped, count: countCells(some.cells, shaped, seen.notation) };
  });
  const best = bestOf(tried);
  if (best === undefined || best.count.read <= countCells(some.cells, field, seen.notation).read)
    return shape;
  const count = countCells(seen.cells, best.shaped, seen.notation);
  const note = `region: where most numbers without + read; take it out if they are not from ${best.region}`;
  return { field: best.shaped, settings: { region: best.region }, count, note };
}

/** The first of those that read most. */
function bestOf<T extends { readonly count: CellCount }>(tried: readonly T[]): T | undefined {
  return tried.reduce<T | undefined>(
    (best, next) => (best === undefined || next.count.read > best.count.read ? next : best),
    undefined,
  );
}

/** Types of which cells alone tell, surest first. */
const TELLING: readonly FieldType[] = ['email', 'boolean', 'date', 'number', 'url'];
/** Digits that no one counts with: post codes, registry numbers. */
const IDENTIFIER = /^0[0-9]+$|^[0-9]{8,}$/;

/** `17.77Z` could be a host too. */
const ADDRESS = /^\s*(?:https?:\/\/|www\.)/i;

function areAddresses(texts: readonly string[]): boolean {
  return texts.filter(text => ADDRESS.test(text)).length * 2 > texts.length;
}

/** What a column is by its cells alone: the first type that nearly all of them have, else text. */
export function shapeColumn({ cells }: SampledColumn, notation: Notation): Shape {
  const texts = filledTexts(cells);
  const isIdentifier = texts.some(text => IDENTIFIER.test(text.trim()));
  const types = TELLING.filter(type => texts.length > 0 && !(isIdentifier && type === 'number'));
  for (const type of types) {
    const shape = shapeField(plainField(type), { cells, notation });
    if (shareOf(shape.count) >= GOOD && (type !== 'url' || areAddresses(texts))) return shape;
  }
  const field = plainField('text');
  return { field, settings: {}, count: countCells(cells, field, notation) };
}
