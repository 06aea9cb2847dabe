import {
  type Cell,
  DATE_ORDERS,
  type DateOrder,
  type Day,
  type Locale,
  type Notation,
  type Reading,
} from '../../model/lead.ts';
import type { DateField } from '../../model/rulebook.ts';
import { toDay } from '../day.ts';
import { fold } from '../fold.ts';
import { ABOVE_MAXIMUM, BELOW_MINIMUM, invalidReading, valueReading } from '../reading.ts';
import { WHITE_SPACE } from '../white-space.ts';
import { datePatternSource } from './date-pattern.ts';
import { isHalfDate, NAMED_DATES, writtenDate } from './date-words.ts';

const ISO = 'yyyy-MM-dd';
/** Figures of which nobody doubts the order. */
const YEAR_FIRST: readonly string[] = [ISO, 'yyyy/M/d'];
/** Eight figures are a date of the last or this century, or something else. */
const COMPACT = '(?<year>(?:19|20)[0-9]{2})(?<month>[0-9]{2})(?<day>[0-9]{2})';
const MARKS = ['/', '.', '-'];

const ORDERS: Readonly<Record<DateOrder, readonly string[]>> = {
  dmy: MARKS.flatMap(mark => [`d${mark}M${mark}yyyy`, `d${mark}M${mark}yy`]),
  mdy: MARKS.flatMap(mark => [`M${mark}d${mark}yyyy`, `M${mark}d${mark}yy`]),
  ymd: MARKS.flatMap(mark => [`yyyy${mark}M${mark}d`, `yy${mark}M${mark}d`]),
};

/** The order of each locale. */
export const ORDER_OF: Readonly<Record<Locale, DateOrder>> = Object.freeze({
  en: 'mdy',
  'en-GB': 'dmy',
  fr: 'dmy',
  pl: 'dmy',
});

/** With the month first, the locale itself writes no other mark than this; the order given by name reads all. */
const OWN_MARK: Partial<Readonly<Record<Locale, string>>> = { en: '/' };

/** What an order is called in words. */
export const ORDER_WORDS: Readonly<Record<DateOrder, string>> = {
  dmy: 'day first',
  mdy: 'month first',
  ymd: 'year first',
};

/** Patterns of dates of figures, beside those that start with the year and those with the name of a month. */
function patternsOf({ locale, dates }: Notation): readonly string[] {
  if (dates !== undefined) return ORDERS[dates];
  const mark = OWN_MARK[locale];
  return ORDERS[ORDER_OF[locale]].filter(pattern => mark === undefined || pattern.includes(mark));
}

/** The order in which a list is read. */
export function orderOf({ locale, dates }: Notation): DateOrder {
  return dates ?? ORDER_OF[locale];
}

/** Whether a field reads `yyyy-MM-dd`, and this with a time of day, as that day whatever the locale. */
export function readsIsoFirst({ formats = [ISO] }: DateField): boolean {
  return formats[0] === ISO;
}

/** More than any date with its time and zone. */
const LONGEST = 100;
const SPACE = `[${WHITE_SPACE}]`;
const CLOCK = '(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?';
const HALF_OF_DAY = `(?:${SPACE}?[AaPp][Mm])?`;
const OFFSET = '[+\\-−][0-9]{2}(?::?[0-9]{2})?';
const ZONE = `(?:${SPACE}?(?:[Zz]|[A-Z]{2,5}|(?:UTC|GMT)?${OFFSET}))?`;
/** A time of day and a zone after the date, which do not count. */
const TIME = `(?:(?:[Tt]|,?${SPACE}+)${CLOCK}${HALF_OF_DAY}${ZONE})?`;

/** A function from a trimmed text to the day it names in one of the patterns; undefined for anything else. */
export function compileDate(patterns: readonly string[]): (text: string) => Day | undefined {
  return compileSources(patterns.map(datePatternSource), '');
}

function compileSources(sources: readonly string[], flags: string): (text: string) => Day | undefined {
  const expressions = sources.map(source => new RegExp(`^${source}${TIME}$`, flags));
  return text => {
    if (text.length > LONGEST) return undefined;
    for (const expression of expressions) {
      const groups = expression.exec(text)?.groups;
      const day = groups === undefined ? undefined : toDay(writtenDate(groups));
      if (day !== undefined) return day;
    }
    return undefined;
  };
}

/** What is read in every order, made once: the expressions for names are long. */
const namedDate = onceMade(() => compileSources(NAMED_DATES, 'i'));
const LETTER = /\p{L}/u;

function onceMade<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The reader of a day as a list writes it, trimmed. */
export function compileDayOf(notation: Notation): (text: string) => Day | undefined {
  const sources = [...YEAR_FIRST, ...patternsOf(notation)].map(datePatternSource);
  const figures = compileSources([...sources, COMPACT], '');
  return text => {
    const day = figures(text);
    if (day !== undefined || text.length > LONGEST || !LETTER.test(text)) return day;
    return namedDate()(fold(text));
  };
}

/** Whether a text may be what a spreadsheet made of a band such as `10-19`: a date in any order, or a part of one. */
export function looksLikeDate(text: string): boolean {
  return isHalfDate(fold(text)) || anyOrder().some(parse => parse(text) !== undefined);
}

const anyOrder = onceMade(() => DATE_ORDERS.map(dates => compileDayOf({ locale: 'en', dates })));

/** The reader of a date field's cells, trimmed and not blank. */
export function compileDateField(field: DateField, notation: Notation): (cell: Cell) => Reading {
  const { locale, dates } = notation;
  const written = dates === undefined ? `as ${locale} writes them` : `with the ${ORDER_WORDS[dates]}`;
  const notDate = invalidReading(
    `not a date ${field.formats === undefined ? written : 'in one of its formats'}`,
  );
  const parse = field.formats === undefined ? compileDayOf(notation) : compileDate(field.formats);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  return ({ text }) => {
    const day = parse(text);
    if (day === undefined) return notDate;
    if (day < min) return BELOW_MINIMUM;
    return day > max ? ABOVE_MAXIMUM : valueReading(day);
  };
}
