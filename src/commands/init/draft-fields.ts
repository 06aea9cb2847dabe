import type { Cell, Notation } from '../../model/lead.ts';
import type { Field } from '../../model/rulebook.ts';
import { normaliseHeader } from '../../values/header.ts';
import { headerUnit } from '../../values/header-unit.ts';
import type { PlainMapping } from '../../yaml/plain-tree.ts';
import type { MappingTree, Tree } from '../../yaml/tree.ts';
import { type Shape, shapeField } from './draft-field-shape.ts';
import type { Known, KnownField } from './draft-known-fields.ts';
import type { Match } from './draft-matches.ts';
import { type CellCount, countCells, shareOf } from './draft-readings.ts';
import { formatCount, seenAs, seenNothing } from './draft-words.ts';

/** A field as drafted. */
export interface DraftField {
  readonly name: string;
  readonly field: Field;
  /** The cells of its columns, best column first. */
  readonly cells: readonly Cell[];
  /** How many places the header of its best column moves the point of numbers. */
  readonly places: number;
  /** Its entry in the rulebook. */
  readonly definition: PlainMapping;
  /** What was seen, in lines. */
  readonly seen: readonly string[];
}

/** Fewer cells than this share that read as the header says speak against the header. */
const CREDIBLE = 0.5;

/** The fields that the headers mean and the cells do not contradict, in the order of the built-in rulebooks. */
export function draftKnownFields(
  matches: readonly Match[],
  { known, notation }: { readonly known: Known; readonly notation: Notation },
): { readonly fields: readonly DraftField[]; readonly others: readonly Match[] } {
  const used = new Set<Match>();
  const fields = [...known.fields.values()].flatMap(knownField => {
    const found = credible(knownField, { matches, notation });
    for (const { match } of found) used.add(match);
    return found.length === 0 ? [] : [draftField(knownField, { found, notation })];
  });
  return { fields, others: matches.filter(match => !used.has(match)) };
}

interface Credible {
  readonly match: Match;
  readonly shape: Shape;
}

/** The columns of a field, best first: those that read as it, or that have nothing to read. */
function credible(
  { field, headers }: KnownField,
  { matches, notation }: { readonly matches: readonly Match[]; readonly notation: Notation },
): readonly Credible[] {
  const own = matches.filter(({ name }) => name === field.name);
  const rank = ({ exact, column }: Match): number =>
    exact ? headers.indexOf(normaliseHeader(column.header)) : headers.length;
  return own
    .map(match => ({ match, shape: shapeField(field, { cells: match.column.cells, notation }) }))
    .filter(({ shape: { count } }) => count.filled === 0 || shareOf(count) >= CREDIBLE)
    .sort((one, other) => rank(one.match) - rank(other.match));
}

function draftField(
  { field, definition }: KnownField,
  { found, notation }: { readonly found: readonly Credible[]; readonly notation: Notation },
): DraftField {
  const columns = found.map(({ match }) => match.column.header);
  const cells = found.flatMap(({ match }) => match.column.cells);
  // Columns of one field share its definition: the first that has cells shapes it.
  const shape = (found.find(({ shape: { count } }) => count.filled > 0) ?? found[0])?.shape;
  const own = shape?.settings ?? {};
  const shaped = { ...(shape?.field ?? field), columns };
  const count = countCells(cells, shaped, notation);
  const mapping: PlainMapping = { type: field.type, columns, ...restOf(definition, own), ...own };
  const seen = commentOf(count, { field, found, notation });
  const places = (field.type === 'number' ? headerUnit(columns[0] ?? '')?.places : undefined) ?? 0;
  return { name: field.name, field: shaped, cells, places, definition: mapping, seen };
}

function commentOf(
  count: CellCount,
  {
    field,
    found,
    notation,
  }: { readonly field: Field; readonly found: readonly Credible[]; readonly notation: Notation },
): readonly string[] {
  const why = found.some(({ match }) => match.exact) ? 'known by its header' : 'its header holds a known one';
  if (count.filled === 0) return [`${why}; ${seenNothing}`];
  const notes = [...unitNotes(field, found), ...found.flatMap(({ shape }) => shape.note ?? [])];
  return [`${why}; ${seenAs(field.type, { count, notation })}`, ...new Set(notes)];
}

/** What headers say of the unit of their numbers. */
function unitNotes({ type }: Field, found: readonly Credible[]): readonly string[] {
  if (type !== 'number') return [];
  return found.flatMap(({ match: { column } }) => {
    const unit = headerUnit(column.header);
    return unit === undefined
      ? []
      : [`"${column.header}" is in ${unit.words}: 5 is read as ${formatCount(5 * 10 ** unit.places)}`];
  });
}

/** What the built-in definition says beside type, columns and what is set here. */
function restOf(definition: Tree, own: PlainMapping): PlainMapping {
  const { entries } = definition as MappingTree;
  const rest = entries.filter(({ key }) => !['type', 'columns', 'required'].includes(key) && !(key in own));
  return Object.fromEntries(rest.map(({ key, node }) => [key, { tree: node }]));
}
