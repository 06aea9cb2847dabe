import { type Cell, DATE_ORDERS, type Notation } from '../../model/lead.ts';
import type { Field, FieldType } from '../../model/rulebook.ts';
import { isBlank, saysNothing } from '../../values/blank.ts';
import { compileCellParser } from '../../values/cell.ts';

/** How cells read as a field. */
export interface CellCount {
  /** Cells that are not blank. */
  readonly filled: number;
  /** Those that read as a value of the field. */
  readonly read: number;
}

/** Counts how cells read as a field as they are written; equal cells are read once. */
export function countCells(cells: readonly Cell[], field: Field, notation: Notation): CellCount {
  const parse = compileCellParser(field, { ...notation, blankAlso: [] });
  const known = new Map<string, 'value' | 'blank' | 'other'>();
  let filled = 0;
  let read = 0;
  for (const cell of cells) {
    const key = `${cell.plain}${cell.text}`;
    const kind = known.get(key) ?? kindOf(parse(cell).kind);
    known.set(key, kind);
    if (kind === 'blank') continue;
    filled++;
    if (kind === 'value') read++;
  }
  return { filled, read };
}

function kindOf(kind: string): 'value' | 'blank' | 'other' {
  return kind === 'value' || kind === 'blank' ? kind : 'other';
}

const ANY: readonly Notation[] = [{ locale: 'en' }];
/** Ways to write a number, and a date. */
const NOTATIONS: Partial<Readonly<Record<FieldType, readonly Notation[]>>> = {
  number: [{ locale: 'en' }, { locale: 'fr' }],
  date: DATE_ORDERS.map(dates => ({ locale: 'en', dates })),
};

/** All the ways in which cells of a type may be written. */
function notationsOf(type: FieldType): readonly Notation[] {
  return NOTATIONS[type] ?? ANY;
}

/** The largest share of the filled cells that read as the field however they are written; 0 where none is filled. */
export function shareRead(cells: readonly Cell[], field: Field): number {
  return Math.max(...notationsOf(field.type).map(notation => shareOf(countCells(cells, field, notation))));
}

export function shareOf({ filled, read }: CellCount): number {
  return filled === 0 ? 0 : read / filled;
}

/** The texts of the cells that are not blank. */
export function filledTexts(cells: readonly Cell[]): readonly string[] {
  return cells.map(({ text }) => text).filter(text => !isBlank(text, new Set()) && !saysNothing(text));
}
