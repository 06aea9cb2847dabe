import { safeLine } from './safe.ts';

/** Made on first use, for making one takes milliseconds of the command's start. */
function numberFormat(options: Intl.NumberFormatOptions): (number: number) => string {
  const made: { format?: Intl.NumberFormat } = {};
  return number => {
    made.format ??= new Intl.NumberFormat('en', options);
    return made.format.format(number === 0 ? 0 : number);
  };
}

const percent = numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A count with thousands separators: `2,873`. */
export const formatCount = numberFormat({ maximumFractionDigits: 0 });

/** A number of points with at most two decimals: `12.5`, `-5`, `1,250`. */
export const formatPoints = numberFormat({ maximumFractionDigits: 2 });

/** What stands for a figure that does not exist: a ratio with nothing under it, an unknown spend. */
export const NOT_AVAILABLE = 'n/a';

/** How much of an amount is shown where room is short. */
export type Precision = 'exact' | 'units' | 'compact';

const AMOUNTS: Readonly<Record<Precision, (amount: number) => string>> = {
  exact: numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  units: formatCount,
  compact: numberFormat({ notation: 'compact', maximumFractionDigits: 1 }),
};

/** A count with its noun: `1 lead`, `2,873 leads`. */
export function countOf(number: number, [one, many]: readonly [one: string, many: string]): string {
  return `${formatCount(number)} ${number === 1 ? one : many}`;
}

/** An amount of money without its currency: `75,991.88`. */
export function formatAmount(amount: number, precision: Precision = 'exact'): string {
  return AMOUNTS[precision](amount);
}

/** A share as a percentage with one decimal, the sign left to the header: 0.1246 → `12.5`. */
export function formatPercent(share: number): string {
  return percent(share * 100);
}

/** The short sign of an ISO 4217 currency (`€`, `zł`), the code itself where it has none, or an empty string. */
export function currencySign(currency: string | null): string {
  if (currency === null || !/^[A-Za-z]{3}$/.test(currency)) return safeLine(currency ?? '');
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.formatToParts(1).find(({ type }) => type === 'currency')?.value ?? currency;
}

/** An amount with its currency's sign: `€150.08`, `zł 150.08`, `-€5.00`. */
export function formatMoney(amount: number, sign: string): string {
  const gap = /\p{Letter}$/u.test(sign) ? ' ' : '';
  return `${amount < 0 ? '-' : ''}${sign}${gap}${formatAmount(Math.abs(amount))}`;
}
