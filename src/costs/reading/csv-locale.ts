import type { Period } from '../../model/costs.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { DATE_ORDERS, type DateOrder, type Day, type Locale } from '../../model/lead.ts';
import { compileDayOf } from '../../values/field-types/date.ts';
import { parseAmount } from '../../values/field-types/number.ts';
import { quoted } from '../../yaml/shape.ts';
import { costError } from './cost-error.ts';
import { splitMoney } from './currency.ts';
import type { Spelling } from './draft.ts';

/** How each locale writes an amount. */
export const EXAMPLES: Readonly<Record<Locale, string>> = {
  en: '1,234.50',
  'en-GB': '1,234.50',
  fr: '1 234,50',
  pl: '1 234,50',
};

/** Whether a cell is an amount as the locale writes them. */
export function isReadable(text: string, locale: Locale): boolean {
  return valueIn(text, locale) !== undefined;
}

function valueIn(text: string, locale: Locale): number | undefined {
  const figures = splitMoney(text)?.figures;
  const amount = figures === undefined ? undefined : parseAmount(figures, locale);
  return amount === undefined ? undefined : Number(amount);
}

/** How the amounts of a file are written. */
export interface ChosenLocale {
  readonly locale: Locale;
  /** Whether the other way to write numbers does not read the same. */
  readonly matters: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The one locale that reads all amounts; English and French stand for the two ways to write numbers. Where both read all,
 * and differ, it is asked for: nothing in the file tells 1.500 from 1500.
 */
export function chooseLocale(amounts: readonly Spelling[], file: string): ChosenLocale {
  const count = (locale: Locale) => amounts.filter(({ text }) => isReadable(text, locale)).length;
  const [english, french] = [count('en'), count('fr')];
  if (english !== french) return { locale: english > french ? 'en' : 'fr', matters: true, diagnostics: [] };
  const other = amounts.find(
    ({ text }) =>
      isReadable(text, 'en') && isReadable(text, 'fr') && valueIn(text, 'en') !== valueIn(text, 'fr'),
  );
  if (other === undefined || english < amounts.length)
    return { locale: 'en', matters: other !== undefined, diagnostics: [] };
  const name = file.split(/[\\/]/).at(-1) ?? file;
  const read = (locale: Locale) => `${String(valueIn(other.text, locale))} with --locale ${name}=${locale}`;
  return {
    locale: 'en',
    matters: true,
    diagnostics: [
      costError({
        code: 'cost-locale',
        message: `${quoted(other.text)} can be read in two ways, and no other amount of the file tells which`,
        fix: `it is ${read('en')}, and ${read('fr')}`,
        place: other.place,
      }),
    ],
  };
}

/** Reads a line's dates in one order of day and month. */
export type ReadDay = (text: string) => Day | undefined;

/**
 * The order in which the dates of a file are read: that of the locale where one is given, else the one that reads most
 * of them; among equals the one by which all lie in the period, if that is one alone. Otherwise it is asked for.
 */
export function chooseDates(
  dates: readonly Spelling[],
  {
    file,
    period,
    locale,
    amounts,
  }: {
    readonly file: string;
    readonly period: Period;
    readonly locale: Locale | undefined;
    readonly amounts: Locale;
  },
): { readonly read: ReadDay; readonly diagnostics: readonly Diagnostic[] } {
  if (locale !== undefined) return { read: compileDayOf({ locale }), diagnostics: [] };
  const orders = DATE_ORDERS.map(order => ({ order, read: compileDayOf({ locale: amounts, dates: order }) }));
  const readable = ({ read }: { readonly read: ReadDay }) =>
    dates.filter(({ text }) => read(text) !== undefined).length;
  const most = Math.max(...orders.map(readable));
  const best = orders.filter(order => readable(order) === most);
  const [first] = best;
  if (first === undefined) return { read: compileDayOf({ locale: amounts }), diagnostics: [] };
  const isInside = (day: Day | undefined) => day === undefined || (day >= period.from && day <= period.to);
  const sidesOf = ({ read }: { readonly read: ReadDay }) =>
    dates.map(({ text }) => isInside(read(text))).join();
  const differing = new Map(best.map(each => [sidesOf(each), each]));
  if (differing.size < 2) return { read: first.read, diagnostics: [] };
  const allInside = [...differing.values()].filter(({ read }) =>
    dates.every(({ text }) => isInside(read(text))),
  );
  const [only] = allInside;
  if (only !== undefined && allInside.length === 1) return { read: only.read, diagnostics: [] };
  return {
    read: first.read,
    diagnostics: [askForOrder(dates, { file, orders: best.map(({ order }) => order) })],
  };
}

function askForOrder(
  [date]: readonly Spelling[],
  { file, orders }: { readonly file: string; readonly orders: readonly DateOrder[] },
): Diagnostic {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  const locales = { mdy: 'en', dmy: 'en-GB', ymd: 'fr' } as const;
  return costError({
    code: 'cost-locale',
    message: `the dates may be ${orders.join(' or ')}, and nothing in the file tells which`,
    fix: orders.map(order => `--locale ${name}=${locales[order]}`).join(' or '),
    place: date?.place,
  });
}
