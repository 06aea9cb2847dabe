import type { Cell, Day, Locale, Reading } from '../../model/lead.ts';
import type { DateField } from '../../model/rulebook.ts';
import { toDay } from '../day.ts';
import { ABOVE_MAXIMUM, BELOW_MINIMUM, invalidReading, valueReading } from '../reading.ts';
import { WHITE_SPACE } from '../white-space.ts';
import { datePatternSource } from './date-pattern.ts';

const ISO = 'yyyy-MM-dd';
const CONTINENTAL: readonly string[] = ['d/M/yyyy', 'd.M.yyyy', 'd-M-yyyy'];

/** The patterns of each locale's dates, for fields without `formats`. */
export const DATE_PATTERNS: Readonly<Record<Locale, readonly string[]>> = Object.freeze({
  en: [ISO, 'M/d/yyyy'],
  fr: [ISO, ...CONTINENTAL],
  pl: [ISO, ...CONTINENTAL],
});

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
  const expressions = patterns.map(pattern => new RegExp(`^${datePatternSource(pattern)}${TIME}$`));
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

function writtenDate(groups: Readonly<Record<string, string | undefined>>) {
  return { year: Number(groups.year), month: Number(groups.month), day: Number(groups.day) };
}

/** The reader of a date field's cells, trimmed and not blank. */
export function compileDateField(field: DateField, locale: Locale): (cell: Cell) => Reading {
  const reason = field.formats === undefined ? `as ${locale} writes them` : 'in one of its formats';
  const notDate = invalidReading(`not a date ${reason}`);
  const parse = compileDate(field.formats ?? DATE_PATTERNS[locale]);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  return ({ text }) => {
    const day = parse(text);
    if (day === undefined) return notDate;
    if (day < min) return BELOW_MINIMUM;
    return day > max ? ABOVE_MAXIMUM : valueReading(day);
  };
}
