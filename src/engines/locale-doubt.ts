import { type Cell, LOCALES, type Locale, type Reading } from '../model/lead.ts';
import type { Field } from '../model/rulebook.ts';
import { compileCellParser } from '../values/cell.ts';

const NONE: readonly Locale[] = [];

/** Makes the function that says which other locales an invalid number or date would be valid in. */
export function compileFits(
  field: Field,
  { locale, blankAlso }: { readonly locale: Locale; readonly blankAlso: readonly string[] },
): (cell: Cell, reading: Reading) => readonly Locale[] {
  if (field.type !== 'number' && field.type !== 'date') return () => NONE;
  const parsers = LOCALES.filter(other => other !== locale).map(other => ({
    other,
    parse: compileCellParser(field, { locale: other, blankAlso }),
  }));
  return (cell, reading) => {
    if (reading.kind !== 'invalid') return NONE;
    return parsers.filter(({ parse }) => parse(cell).kind === 'value').map(({ other }) => other);
  };
}

/** A cell as it was read in the list's locale. */
interface DoubtfulCell {
  readonly reading: Reading;
  readonly fits: readonly Locale[];
}

/** Counts how the cells of one list were read, to see whether its locale was chosen wrong. */
export interface LocaleDoubt {
  count(cells: readonly DoubtfulCell[]): void;
  warnings(): readonly string[];
}

interface FieldCount {
  readonly field: Field;
  readonly index: number;
  /** Cells that are not blank. */
  filled: number;
  readonly fits: Map<Locale, number>;
}

/** Doubts the locale of a list where most values of a number or date field are invalid in it but fit another one. */
export function createLocaleDoubt(
  fields: readonly Field[],
  { list, locale }: { readonly list: string; readonly locale: Locale },
): LocaleDoubt {
  const counts: readonly FieldCount[] = [...fields.entries()]
    .filter(([, { type }]) => type === 'number' || type === 'date')
    .map(([index, field]) => ({ field, index, filled: 0, fits: new Map() }));
  return {
    count(cells) {
      for (const count of counts) {
        const cell = cells[count.index];
        if (cell === undefined || cell.reading.kind === 'blank' || cell.reading.kind === 'absent') continue;
        count.filled += 1;
        for (const other of cell.fits) count.fits.set(other, (count.fits.get(other) ?? 0) + 1);
      }
    },
    warnings: () =>
      counts.flatMap(({ field, filled, fits }) => {
        const better = LOCALES.find(other => (fits.get(other) ?? 0) * 2 > filled);
        if (better === undefined) return [];
        return [
          `${list}: most values of ${field.name} are invalid as ${locale} writes them, but fit ${better}: try --locale ${list}=${better}`,
        ];
      }),
  };
}
