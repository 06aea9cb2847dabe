import type { Day } from '../model/lead.ts';
import type { WrittenDate } from './field-types/date-pattern.ts';

export { isDatePattern } from './field-types/date-pattern.ts';

const ISO_DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DAYS_OF_ERA = 146_097;
/** Days from 0000-03-01, where the formulas start to count, to 1970-01-01. */
const EPOCH = 719_468;
const FRIDAY = 4;
const WORKING_DAYS = 5;

/**
 * The day of a date in the proleptic Gregorian calendar, years 1 to 9999; undefined if there is no such day.
 * Source of the formula: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function toDay({ year, month, day }: WrittenDate): Day | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) {
    return undefined;
  }
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_ERA + dayOfEra - EPOCH;
}

function daysOfMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The day that `yyyy-MM-dd` names, or undefined if the text is anything else or no real day. */
export function parseIsoDay(text: string): Day | undefined {
  const parts = ISO_DAY.exec(text);
  if (parts === null) return undefined;
  return toDay({ year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) });
}

/** The day as `yyyy-MM-dd`. Source of the formula: Hinnant, as above, civil_from_days. */
export function formatDay(day: Day): string {
  const shifted = day + EPOCH;
  const era = Math.floor(shifted / DAYS_OF_ERA);
  const dayOfEra = shifted - era * DAYS_OF_ERA;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

/**
 * The day so many `days` later; with `weekdays` only Monday to Friday are counted. No days later is the day itself,
 * on a weekend too.
 */
export function addDays(
  day: Day,
  { days, weekdays }: { readonly days: number; readonly weekdays: boolean },
): Day {
  if (!weekdays || days <= 0) return day + days;
  const weekday = weekdayOf(day);
  // Counting from a weekend is counting from the Friday before it.
  const start = weekday > FRIDAY ? day - (weekday - FRIDAY) : day;
  const weekends = Math.floor((Math.min(weekday, FRIDAY) + days) / WORKING_DAYS);
  return start + days + weekends * (7 - WORKING_DAYS);
}

/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}
