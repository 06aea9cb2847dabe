// What values/field-types/date.ts reads of dates as programs write them, by the calendar of values/day.ts: tested to be the same days.
const ZERO: u8 = 0x30;
const HYPHEN: u8 = 0x2d;
const COLON: u8 = 0x3a;
const DOT: u8 = 0x2e;
const SPACE: u8 = 0x20;
const T: u8 = 0x74;
const Z: u8 = 0x7a;
/** Set in every small letter. */
const SMALL: u8 = 0x20;

/** Bytes of `yyyy-MM-dd`, of what separates a time from it and `hh:mm`, and of that with `:ss`. */
const DATE: usize = 10;
const MINUTES: usize = 6;
const SECONDS: usize = 9;
/** The parser of dates takes no longer text. */
const LONGEST: i32 = 100;

const DAYS_OF_ERA: u32 = 146_097;
/** Days from 0000-03-01, where the formulas start to count, to 1970-01-01. */
const EPOCH: i32 = 719_468;

/** Far below every day. */
export const NO_DAY: i32 = i32.MIN_VALUE;

/**
 * The day, since 1970-01-01, of the bytes `[start, end)`: `yyyy-MM-dd`, which may be followed by `T` or one space, a
 * time of day (`hh:mm`, `hh:mm:ss`, `hh:mm:ss.f…`) and `Z`. `NO_DAY` where they are anything else, or there is no such day.
 */
export function findDay(start: usize, end: usize): i32 {
  const length = <i32>(end - start);
  if (length < <i32>DATE || length > LONGEST) return NO_DAY;
  if (load<u8>(start + 4) !== HYPHEN || load<u8>(start + 7) !== HYPHEN) return NO_DAY;
  const century = twoDigits(start);
  const yearOfCentury = twoDigits(start + 2);
  const month = twoDigits(start + 5);
  const day = twoDigits(start + 8);
  if ((century | yearOfCentury | month | day) < 0) return NO_DAY;
  if (length > <i32>DATE && !isTime(start + DATE, end)) return NO_DAY;
  return toDay(century * 100 + yearOfCentury, month, day);
}

/** -1 where they are none. */
function twoDigits(at: usize): i32 {
  const tens = load<u8>(at) - ZERO;
  const ones = load<u8>(at + 1) - ZERO;
  return tens > 9 || ones > 9 ? -1 : <i32>tens * 10 + <i32>ones;
}

function isTime(start: usize, end: usize): bool {
  const separator = load<u8>(start);
  if (separator !== SPACE && (separator | SMALL) !== T) return false;
  const last = (load<u8>(end - 1) | SMALL) === Z ? end - 1 : end;
  const length = last - start;
  if (length < MINUTES || !isUpTo(23, start + 1) || load<u8>(start + 3) !== COLON || !isUpTo(59, start + 4)) {
    return false;
  }
  if (length === MINUTES) return true;
  if (length < SECONDS || load<u8>(start + MINUTES) !== COLON || !isUpTo(59, start + 7)) return false;
  return length === SECONDS || isFraction(start + SECONDS, last);
}

function isUpTo(most: u32, at: usize): bool {
  return <u32>twoDigits(at) <= most;
}

function isFraction(start: usize, end: usize): bool {
  if (load<u8>(start) !== DOT || end - start === 1) return false;
  for (let at = start + 1; at < end; at++) if (load<u8>(at) - ZERO > 9) return false;
  return true;
}

/** Source of the formula: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
function toDay(year: u32, month: u32, day: u32): i32 {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return NO_DAY;
  const marchYear = month <= 2 ? year - 1 : year;
  const era = marchYear / 400;
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return <i32>(era * DAYS_OF_ERA + dayOfEra) - EPOCH;
}

function daysOfMonth(year: u32, month: u32): u32 {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
