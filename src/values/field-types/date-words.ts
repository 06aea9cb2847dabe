import type { WrittenDate } from './date-pattern.ts';

/** Names of the months in English, French and Polish, as they stand in dates and shortened, folded. */
const MONTHS: readonly string[] = [
  'january jan janvier janv styczen stycznia sty',
  'february feb fevrier fevr fev luty lutego lut',
  'march mar mars marzec marca',
  'april apr avril avr kwiecien kwietnia kwi',
  'may mai maj maja',
  'june jun juin czerwiec czerwca cze',
  'july jul juillet juil lipiec lipca lip',
  'august aug aout sierpien sierpnia sie',
  'september sept sep septembre wrzesien wrzesnia wrz',
  'october oct octobre pazdziernik pazdziernika paz',
  'november nov novembre listopad listopada lis',
  'december dec decembre grudzien grudnia gru',
];
const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.split(' ').map(name => [name, index + 1] as const)),
);
const DAYS_OF_WEEK = [
  'monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun',
  'lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim',
  'poniedzialek pon wtorek wt sroda sr czwartek czw piatek pt sobota sob niedziela niedz',
].join(' ');

const MONTH = `(?<month>${alternatives([...MONTH_OF.keys()])})`;
const DAY = '(?<day>[0-9]{1,2})(?:st|nd|rd|th|er)?';
const YEAR = '(?<year>[0-9]{4}|[0-9]{2})';
const BETWEEN = '[ .,/-]{0,3}';
const WEEKDAY = `(?:(?:${alternatives(DAYS_OF_WEEK.split(' '))})[.,]{0,2} |le )?`;
/** `roku`, the Polish word after a year. */
const OF_YEAR = '(?: ?r\\.| r| roku)?';

/** Sources of the expressions for a folded date whose month is named; the year may have two digits. */
export const NAMED_DATES: readonly string[] = [
  `${WEEKDAY}${DAY}${BETWEEN}${MONTH}${BETWEEN}${YEAR}${OF_YEAR}`,
  `${WEEKDAY}${MONTH}${BETWEEN}${DAY}[ .,/-]{1,3}${YEAR}`,
  `(?<year>[0-9]{4})${BETWEEN}${MONTH}${BETWEEN}(?<day>[0-9]{1,2})`,
];

function alternatives(words: readonly string[]): string {
  return [...words].sort((one, other) => other.length - one.length).join('|');
}

const FIRST_OF_LAST_CENTURY = 70;

/** The date in the groups of a match: years of two digits are 1970 to 2069, months may be names. */
export function writtenDate(groups: Readonly<Record<string, string | undefined>>): WrittenDate {
  const { year = '', month = '', day = '' } = groups;
  const century = year.length > 2 ? 0 : Number(year) < FIRST_OF_LAST_CENTURY ? 2000 : 1900;
  return { year: Number(year) + century, month: MONTH_OF.get(month) ?? Number(month), day: Number(day) };
}

/** What spreadsheets make of a band such as `10-19`: a day and a month, or a month and a year. */
const HALF_DATES = new RegExp(
  `^(?:${DAY}${BETWEEN}${MONTH}\\.?|${named(MONTH, 'month')}\\.?${BETWEEN}(?:[0-9]{4}|[0-9]{1,2}))$`,
);

function named(source: string, name: string): string {
  return source.replace(`?<${name}>`, '?:');
}

/** Whether a folded text is a day and month without a year, or a month and year without a day. */
export function isHalfDate(folded: string): boolean {
  return HALF_DATES.test(folded);
}
