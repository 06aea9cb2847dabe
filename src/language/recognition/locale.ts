import {
  type Cell,
  DATE_ORDERS,
  type DateOrder,
  LOCALES,
  type Locale,
  type Notation,
} from '../../model/lead.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { ORDER_OF } from '../../values/field-types/date.ts';
import { plainField } from '../../values/field-types/field-types.ts';
import { decimalMark } from '../../values/field-types/number.ts';
import { fold } from '../../values/fold.ts';
import { normaliseHeader } from '../../values/header.ts';
import type { Known } from './known-fields.ts';
import type { Match } from './matches.ts';
import { countCells, shareRead } from './readings.ts';

/** How the numbers and dates of a list are written, and by what that was seen. */
export interface SeenLocale {
  /** Its order of dates is named where it is not that of the locale. */
  readonly notation: Notation;
  /** Filled cells of the columns of numbers, and those that read as each of two locales writes them. */
  readonly numbers: Shown<Style>;
  /** The same of dates, by the order of day and month. */
  readonly dates: Shown<DateOrder>;
}

/** Cells that read in each of several ways, and what decided where that says nothing. */
export interface Shown<Way extends string> {
  readonly filled: number;
  readonly read: Readonly<Record<Way, number>>;
  /** Whether no other way reads as many. */
  readonly isDecided: boolean;
}

/** How numbers are written: `en` stands for a decimal point, `fr` for a decimal comma. */
export type Style = 'en' | 'fr';
const STYLES: readonly Style[] = ['en', 'fr'];

const LOCAL_TYPES = ['number', 'date'] as const;
const TYPICAL = 0.8;

/** Words of headers that are written in one language only, folded. */
const WORDS: Readonly<Record<'fr' | 'pl', ReadonlySet<string>>> = {
  fr: wordsOf(`
    nom prenom societe raison sociale entreprise fonction poste courriel adresse telephone portable effectif effectifs
    salaries chiffre affaires secteur activite ville pays codepostal postal provenance origine civilite siren siret naf
    besoin montant achat derniere dernier creation accord consentement rue departement canal prevue prevu de du`),
  pl: wordsOf(`
    imie nazwisko firma stanowisko telefon adres liczba pracownikow zatrudnienie przychod obrot branza miasto kraj
    kod pocztowy zrodlo nip regon pkd budzet potrzeba zgoda kwota data utworzenia ostatnia ostatni aktywnosc kontaktu
    wojewodztwo ulica`),
};

/**
 * How most numbers are written, and in which order most dates; of equal ones as the headers' language has it, then `en`.
 * Where every mark in the numbers has three digits after it, it stands between thousands.
 */
export function chooseLocale(matches: readonly Match[], known: Known): SeenLocale {
  const numbers = { filled: 0, read: { en: 0, fr: 0 }, thousands: { en: 0, fr: 0 } };
  const dates = { filled: 0, read: { dmy: 0, mdy: 0, ymd: 0 } };
  for (const { column, name } of matches) {
    const type = typeOf(column.cells, name === undefined ? undefined : known.fields.get(name)?.field.type);
    if (type === 'number') addNumbers(numbers, column.cells);
    else if (type === 'date') addDates(dates, column.cells);
  }
  const spoken = languageOf(matches);
  const style = STYLE_OF[spoken];
  const mostNumbers = mostOf(STYLES, numbers.read);
  const grouped = mostOf(mostNumbers, numbers.thousands);
  const ownStyle = grouped.includes(style) ? style : (grouped[0] ?? style);
  const orders = mostOf(DATE_ORDERS, dates.read);
  // A comma in numbers is English nowhere.
  const usual = spoken === 'en' && ownStyle === 'fr' ? 'dmy' : ORDER_OF[spoken];
  const order = orders.includes(usual) ? usual : (orders[0] ?? usual);
  return {
    notation: nameNotation({ spoken, style: ownStyle, order }),
    numbers: { ...numbers, isDecided: grouped.length === 1 },
    dates: { ...dates, isDecided: orders.length === 1 },
  };
}

const STYLE_OF: Readonly<Record<Locale, Style>> = { en: 'en', 'en-GB': 'en', fr: 'fr', pl: 'fr' };

/** The locale that writes so, the headers' language first; else the nearest with the order named beside it. */
function nameNotation({
  spoken,
  style,
  order,
}: {
  spoken: Locale;
  style: Style;
  order: DateOrder;
}): Notation {
  const alike = [spoken, ...LOCALES].filter(locale => STYLE_OF[locale] === style);
  const locale = alike.find(other => ORDER_OF[other] === order);
  return locale === undefined ? { locale: alike[0] ?? spoken, dates: order } : { locale };
}

/** The ways that read most, in their order. */
function mostOf<Way extends string>(
  ways: readonly Way[],
  read: Readonly<Record<Way, number>>,
): readonly Way[] {
  const most = Math.max(...ways.map(way => read[way]));
  return ways.filter(way => read[way] === most);
}

interface Numbers {
  filled: number;
  readonly read: Record<Style, number>;
  /** Less by each number whose decimal mark would be one between thousands the other way. */
  readonly thousands: Record<Style, number>;
}

function addNumbers(numbers: Numbers, cells: readonly Cell[]): void {
  for (const style of STYLES) {
    const { filled, read } = countCells(cells, plainField('number'), { locale: style });
    if (style === 'en') numbers.filled += filled;
    numbers.read[style] += read;
    const marks = cells.map(({ text, plain }) => (plain ? 'none' : decimalMark(text, style)));
    if (!marks.includes('decimals')) {
      numbers.thousands[style] -= marks.filter(mark => mark === 'thousands').length;
    }
  }
}

function addDates(
  dates: { filled: number; readonly read: Record<DateOrder, number> },
  cells: readonly Cell[],
): void {
  for (const order of DATE_ORDERS) {
    const { filled, read } = countCells(cells, plainField('date'), { locale: 'en', dates: order });
    if (order === 'dmy') dates.filled += filled;
    dates.read[order] += read;
  }
}

/** Whether a column is one of numbers or of dates, by its cells and by what its header means. */
function typeOf(cells: readonly Cell[], type: FieldType | undefined): 'number' | 'date' | undefined {
  const types = LOCAL_TYPES.filter(local => type === undefined || type === local);
  return types.find(local => shareRead(cells, plainField(local)) >= TYPICAL);
}

/** The language of the headers, by the words that only one has. */
function languageOf(matches: readonly Match[]): Locale {
  const words = matches.flatMap(({ column }) => normaliseHeader(column.header).split(' '));
  const [fr, pl] = [WORDS.fr, WORDS.pl].map(own => words.filter(word => own.has(word)).length);
  if ((fr ?? 0) === 0 && (pl ?? 0) === 0) return 'en';
  return (pl ?? 0) > (fr ?? 0) ? 'pl' : 'fr';
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(fold(text).split(' '));
}
