import type { ListSample } from '../../lists/sample.ts';
import type { Notation } from '../../model/lead.ts';
import { fold } from '../../values/fold.ts';
import { normaliseHeader } from '../../values/header.ts';
import { SALUTATIONS } from '../known-headers.ts';
import { type Shape, shapeField } from './field-shape.ts';
import type { Known, KnownField } from './known-fields.ts';
import { chooseLocale, type SeenLocale } from './locale.ts';
import { type Match, matchSample } from './matches.ts';
import { filledTexts, shareOf } from './readings.ts';

/** A column that carries a field, and what its cells say of the field. */
export interface FieldColumn extends Match {
  readonly shape: Shape;
}

/** What the columns of a list are. `init` drafts by it and `inspect` shows it, so that the two agree. */
export interface Recognition {
  readonly locale: SeenLocale;
  /** The columns of each field that has any, best first, by name in the order of the built-in rulebooks. */
  readonly fields: ReadonlyMap<string, readonly FieldColumn[]>;
  /** The columns that carry no known field. */
  readonly others: readonly Match[];
}

/** Fewer cells than this share that read as the header says speak against the header. */
const CREDIBLE = 0.5;
const SALUTATION = new Set(SALUTATIONS.map(fold));

/** Recognises the columns of a list by their headers, as far as the cells do not contradict. */
export function recogniseSample(sample: ListSample, known: Known): Recognition {
  const matches = matchSample(sample, known);
  const locale = chooseLocale(matches, known);
  const found = [...known.fields.values()].map(
    own => [own.field.name, columnsOf(own, { matches, notation: locale.notation })] as const,
  );
  const fields = new Map(found.filter(([, columns]) => columns.length > 0));
  const used = new Set([...fields.values()].flatMap(columns => columns.map(({ column }) => column)));
  const others = matches
    .filter(({ column }) => !used.has(column))
    .map(
      ({ name, ...match }): Match => (name === undefined || match.exact ? match : { ...match, near: name }),
    );
  return { locale, fields, others };
}

/** The columns of a field: those whose headers are known; without any, the first that a part of its header speaks for. */
function columnsOf(
  { field, headers }: KnownField,
  { matches, notation }: { readonly matches: readonly Match[]; readonly notation: Notation },
): readonly FieldColumn[] {
  const own = matches
    .filter(
      ({ name, column }) => name === field.name && !(name === 'job_title' && areSalutations(column.cells)),
    )
    .map(match => ({ ...match, shape: shapeField(field, { cells: match.column.cells, notation }) }))
    .filter(({ shape: { count } }) => count.filled === 0 || shareOf(count) >= CREDIBLE);
  const rank = ({ column }: Match): number => {
    const place = headers.indexOf(normaliseHeader(column.header));
    return place === -1 ? headers.length : place;
  };
  const exact = own.filter(match => match.exact).sort((one, other) => rank(one) - rank(other));
  return exact.length > 0 ? exact : own.slice(0, 1);
}

/** Whether a column holds what stands before a name. */
function areSalutations(cells: Match['column']['cells']): boolean {
  const texts = filledTexts(cells);
  const salutations = texts.filter(text => SALUTATION.has(fold(text)));
  return salutations.length > 0 && salutations.length * 2 >= texts.length;
}
