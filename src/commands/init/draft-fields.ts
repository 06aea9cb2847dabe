import { SOURCE } from '../../language/field-types/fields.ts';
import type { Known, KnownField } from '../../language/recognition/known-fields.ts';
import { type CellCount, countCells } from '../../language/recognition/readings.ts';
import type { FieldColumn, Recognition } from '../../language/recognition/recognise.ts';
import type { Cell, Notation } from '../../model/lead.ts';
import type { Field } from '../../model/rulebook.ts';
import { headerUnit } from '../../values/header-unit.ts';
import type { PlainMapping } from '../../yaml/plain-tree.ts';
import type { MappingTree, Tree } from '../../yaml/tree.ts';
import { nearSpellings } from './draft-spellings.ts';
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

/** The fields that the columns of a list carry, in the order of the built-in rulebooks. */
export function draftKnownFields({ fields, locale }: Recognition, known: Known): readonly DraftField[] {
  return [...fields].flatMap(([name, found]) => {
    const knownField = known.fields.get(name);
    return knownField === undefined ? [] : [draftField(knownField, { found, notation: locale.notation })];
  });
}

function draftField(
  { field, definition }: KnownField,
  { found, notation }: { readonly found: readonly FieldColumn[]; readonly notation: Notation },
): DraftField {
  const columns = found.map(({ column }) => column.header);
  const cells = found.flatMap(({ column }) => column.cells);
  // Columns of one field share its definition: the first that has cells shapes it.
  const shape = (found.find(({ shape: { count } }) => count.filled > 0) ?? found[0])?.shape;
  const own = shape?.settings ?? {};
  const shaped = { ...(shape?.field ?? field), columns };
  const count = countCells(cells, shaped, notation);
  const mapping: PlainMapping = { type: field.type, columns, ...restOf(definition, own), ...own };
  const seen = [
    ...commentOf(count, { field, found, notation }),
    ...(field.name === SOURCE ? spellingsOf(cells) : []),
  ];
  const places = (field.type === 'number' ? headerUnit(columns[0] ?? '')?.places : undefined) ?? 0;
  return { name: field.name, field: shaped, cells, places, definition: mapping, seen };
}

/** The spellings of sources that may be one, which the summary would tell apart. */
function spellingsOf(cells: readonly Cell[]): readonly string[] {
  const groups = nearSpellings(cells);
  if (groups.length === 0) return [];
  const quoted = groups.map(group => group.map(text => JSON.stringify(text)).join(' '));
  return ['if these are one source each, join them with `aliases: { value: [spelling, …] }`:', ...quoted];
}

function commentOf(
  count: CellCount,
  {
    field,
    found,
    notation,
  }: { readonly field: Field; readonly found: readonly FieldColumn[]; readonly notation: Notation },
): readonly string[] {
  const why = found.some(({ exact }) => exact) ? 'known by its header' : 'its header holds a known one';
  if (count.filled === 0) return [`${why}; ${seenNothing}`];
  const notes = [...unitNotes(field, found), ...found.flatMap(({ shape }) => shape.note ?? [])];
  return [`${why}; ${seenAs(field.type, { count, notation })}`, ...new Set(notes)];
}

/** What headers say of the unit of their numbers. */
function unitNotes({ type }: Field, found: readonly FieldColumn[]): readonly string[] {
  if (type !== 'number') return [];
  return found.flatMap(({ column }) => {
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
