import { type Cell, type CellNotation, DATE_ORDERS, type Notation, type Reading } from '../model/lead.ts';
import type { Field, FieldType, NumberField } from '../model/rulebook.ts';
import { compileCellParser } from './cell.ts';
import { looksLikeDate } from './field-types/date.ts';
import { decimalMark } from './field-types/number.ts';
import { normaliseHeader } from './header.ts';
import { trim } from './white-space.ts';

/** How a cell reads in another way of writing than its list's: not at all, as the same value, or as another one. */
export type Elsewhere = 'unread' | 'same' | 'other';

/**
 * What a cell looks like: a number whose marks may all stand between thousands, or one with other decimals; a band, or what a
 * spreadsheet makes of one, a date; a code of a size band (`41`), or one that may be a small number too (`3`).
 */
export type Look = 'plain' | 'thousands' | 'decimals' | 'date' | 'band' | 'code' | 'small';

/** What a cell shows of how its list is written. */
export interface Evidence {
  readonly kind: Reading['kind'];
  /** By `waysOf`. */
  readonly elsewhere: readonly Elsewhere[];
  readonly look: Look;
}

const ELSEWHERE: readonly Elsewhere[] = ['unread', 'same', 'other'];
const ALONE: readonly (readonly Elsewhere[])[] = ELSEWHERE.map(way => [way]);
const THREE = ALONE.flatMap(first =>
  ALONE.flatMap(second => ALONE.map(third => [...first, ...second, ...third])),
);

/** All that a cell can show, by the number that it is counted under: a byte is enough. */
export const EVIDENCE: readonly Evidence[] = [
  { kind: 'absent', elsewhere: [], look: 'plain' },
  { kind: 'blank', elsewhere: [], look: 'plain' },
  ...(['value', 'invalid'] as const).flatMap(kind => [
    ...crossed(kind, [[]], ['plain', 'date', 'band']),
    ...crossed(kind, ALONE, ['plain', 'thousands', 'decimals', 'date', 'code', 'small']),
    ...crossed(kind, THREE, ['plain']),
  ]),
];

function crossed(
  kind: 'value' | 'invalid',
  ways: readonly (readonly Elsewhere[])[],
  looks: readonly Look[],
): readonly Evidence[] {
  return ways.flatMap(elsewhere => looks.map(look => ({ kind, elsewhere, look })));
}

/** The same by how a cell reads elsewhere, then by what it is, then by what it looks like: new cells ask for it. */
const NUMBERS = new Map<string, Partial<Record<Reading['kind'], Partial<Record<Look, number>>>>>();
for (const [number, { kind, elsewhere, look }] of EVIDENCE.entries()) {
  const ways = elsewhere.join(' ');
  const kinds = NUMBERS.get(ways) ?? {};
  NUMBERS.set(ways, { ...kinds, [kind]: { ...kinds[kind], [look]: number } });
}
const WITHOUT_WAYS = NUMBERS.get('') ?? {};
const NOWHERE: readonly Elsewhere[] = [];

function numberOf(kind: Reading['kind'], look: Look, elsewhere: readonly Elsewhere[]): number {
  const kinds = elsewhere.length === 0 ? WITHOUT_WAYS : NUMBERS.get(elsewhere.join(' '));
  return kinds?.[kind]?.[look] ?? 0;
}

/** The other ways in which a field's cells might be written: numbers with the other mark, dates in each order. */
export function waysOf(field: Field, { locale }: Notation): readonly Notation[] {
  if (field.type === 'number') return [{ locale: locale === 'fr' || locale === 'pl' ? 'en' : 'fr' }];
  if (field.type !== 'date' || field.formats !== undefined) return [];
  return DATE_ORDERS.map(dates => ({ locale, dates }));
}

/** A cell of these alone reads alike in every way. */
const ALIKE: Partial<Readonly<Record<FieldType, RegExp>>> = {
  number: /^[^.,\s\u00a0\u202f]*$/,
  date: /^[0-9]{4}|\p{L}{3}/u,
};

/** Makes the function that gives the number of what a cell shows, given how it was read. */
export function compileEvidence(
  field: Field,
  { blankAlso, ...notation }: CellNotation & { readonly blankAlso: readonly string[] },
): (cell: Cell, reading: Reading) => number {
  const parsers = waysOf(field, notation).map(way =>
    compileCellParser(field, { ...notation, ...way, blankAlso }),
  );
  const alike = ALIKE[field.type];
  const lookOf = compileLook(field, notation);
  const none: readonly Elsewhere[] = parsers.map(() => 'unread');
  const same: readonly Elsewhere[] = parsers.map(() => 'same');

  function elsewhereOf(cell: Cell, reading: Reading): readonly Elsewhere[] {
    if (cell.plain || alike?.test(trim(cell.text)) === true) return reading.kind === 'value' ? same : none;
    return parsers.map(parse => compare(reading, parse(cell)));
  }
  return (cell, reading) => {
    const { kind } = reading;
    if (kind === 'absent' || kind === 'blank') return numberOf(kind, 'plain', NOWHERE);
    const elsewhere = parsers.length === 0 ? NOWHERE : elsewhereOf(cell, reading);
    return numberOf(kind, lookOf(cell, reading), elsewhere);
  };
}

function compare(own: Reading, other: Reading): Elsewhere {
  if (other.kind !== 'value') return 'unread';
  return own.kind === 'value' && own.value === other.value ? 'same' : 'other';
}

function compileLook(field: Field, { locale }: Notation): (cell: Cell, reading: Reading) => Look {
  if (field.type === 'text') return cell => lookOfText(trim(cell.text));
  if (field.type !== 'number') return () => 'plain';
  const isHeadCount = countsHeads(field);
  return (cell, { kind }) => {
    const text = trim(cell.text);
    if (isHeadCount && CODE.test(text)) return 'code';
    if (isHeadCount && SMALL_CODE.test(text)) return 'small';
    // A number out of its range is no date: the kernel knows figures by their value alone.
    if (kind !== 'value') return !FIGURES.test(text) && looksLikeDate(text) ? 'date' : 'plain';
    const mark = cell.plain ? 'none' : decimalMark(text, locale);
    return mark === 'none' ? 'plain' : mark;
  };
}

/** Longer texts are neither band nor date. */
const LONGEST = 30;
const DIGIT = /[0-9]/;
const BAND = /^[0-9][0-9 .,]*(?:\+$| ?[-–—] ?[0-9]| (?:à|a|to|do|ou|or) [0-9])/i;

function lookOfText(text: string): Look {
  if (text.length > LONGEST || !DIGIT.test(text)) return 'plain';
  if (looksLikeDate(text)) return 'date';
  return BAND.test(text) ? 'band' : 'plain';
}

/**
 * Codes of the bands of a French firm's staff. Source: INSEE, Sirene, variable trancheEffectifsUniteLegale; NN is no staff, 00
 * to 03 up to 9.
 */
const CODES: readonly number[] = [11, 12, 21, 22, 31, 32, 41, 42, 51, 52, 53];
const SMALL_CODES: readonly number[] = [0, 1, 2, 3];
const CODE = new RegExp(`^(?:NN|0*(?:${CODES.join('|')}))$`);
const SMALL_CODE = new RegExp(`^0*(?:${SMALL_CODES.join('|')})$`);
const FIGURES = /^[0-9]+$/;
const HEADS =
  /\b(?:employees?|effectifs?|salaries?|headcount|head count|staff|company size|tranche|taille|pracowni\w*|zatrudni\w*)\b/;

/** Whether a field is a number of employees, by its name or one of its headers. */
export function countsHeads({ name, columns }: NumberField): boolean {
  return [name, ...columns].some(header => HEADS.test(normaliseHeader(header)));
}

/** Numbers that a field's cells are told apart by beside what its rules ask: a code stands for itself. */
export function distinctNumbers(field: Field): readonly number[] {
  return field.type === 'number' && countsHeads(field) ? [...SMALL_CODES, ...CODES] : [];
}
