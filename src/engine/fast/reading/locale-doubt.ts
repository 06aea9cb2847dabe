import { type Cell, LOCALES, type Locale, type Reading } from '../../../model/lead.ts';
import type { Field } from '../../../model/rulebook.ts';
import { compileCellParser } from '../../../values/cell.ts';

/** Numbers of a cell's `doubt`: nothing to see, and from 1 on a filled cell with a bit for each locale it fits. */
const EMPTY = 0;
const FILLED = 1;
/** Counters of each field, by the number of a cell's `doubt`. */
export const COUNTERS = FILLED + 2 ** LOCALES.length;

/** Makes the function that says in which other locales an invalid number or date would be valid. */
export function compileDoubt(
  field: Field,
  { locale, blankAlso }: { readonly locale: Locale; readonly blankAlso: readonly string[] },
): (cell: Cell, reading: Reading) => number {
  if (!isLocal(field)) return () => EMPTY;
  const parsers = LOCALES.filter(other => other !== locale).map(other => ({
    bit: 1 << LOCALES.indexOf(other),
    parse: compileCellParser(field, { locale: other, blankAlso }),
  }));
  return (cell, reading) => {
    if (reading.kind === 'blank' || reading.kind === 'absent') return EMPTY;
    if (reading.kind !== 'invalid') return FILLED;
    const fits = parsers.filter(({ parse }) => parse(cell).kind === 'value');
    return fits.reduce((doubt, { bit }) => doubt + bit, FILLED);
  };
}

function isLocal({ type }: Field): boolean {
  return type === 'number' || type === 'date';
}

/** Counts how the cells of one list were read, to see whether its locale was chosen wrong. */
export interface LocaleDoubt {
  /** What was counted of the list: `COUNTERS` for each field. */
  readonly counts: Float64Array;
  /** Adds what was counted of a part of the list. */
  add(counts: Float64Array): void;
  warnings(): readonly string[];
}

/** Doubts the locale of a list where most values of a number or date field are invalid in it but fit another one. */
export function createLocaleDoubt(
  fields: readonly Field[],
  { list, locale }: { readonly list: string; readonly locale: Locale },
): LocaleDoubt {
  const local = [...fields.entries()].filter(([, field]) => isLocal(field)).map(([index]) => index);
  const counts = new Float64Array(fields.length * COUNTERS);
  return {
    counts,
    add(others) {
      for (const [counter, count] of others.entries()) counts[counter] = (counts[counter] ?? 0) + count;
    },
    warnings: () =>
      local.flatMap(index => {
        const better = betterLocale(counts.subarray(index * COUNTERS, (index + 1) * COUNTERS));
        if (better === undefined) return [];
        return [
          `${list}: most values of ${fields[index]?.name ?? ''} are invalid as ${locale} writes them, but fit ${better}: try --locale ${list}=${better}`,
        ];
      }),
  };
}

/** The first locale that more than half of the filled cells fit only elsewhere than in the list's own. */
function betterLocale(counts: Float64Array): Locale | undefined {
  const filled = counts.subarray(FILLED).reduce((sum, count) => sum + count, 0);
  return LOCALES.find((_, locale) => {
    const fitting = counts.subarray(FILLED).filter((_, bits) => (bits & (1 << locale)) !== 0);
    return fitting.reduce((sum, count) => sum + count, 0) * 2 > filled;
  });
}
