import { formatCents, formatCount, numberFormat } from '../values/number-format.ts';
import { safeLine } from './safe.ts';

export { formatCount };

const percent = numberFormat({ least: 1, most: 1 });

/** A number of points with at most two decimals: `12.5`, `-5`, `1,250`. */
export const formatPoints = numberFormat({ least: 0, most: 2 });

/** What stands for a figure that does not exist: a ratio with nothing under it, an unknown spend. */
export const NOT_AVAILABLE = 'n/a';

/** How much of an amount is shown where room is short. */
export type Precision = 'exact' | 'units' | 'compact';

const AMOUNTS: Readonly<Record<Precision, (amount: number) => string>> = {
  exact: formatCents,
  units: formatCount,
  compact: formatCompact,
};

/** An amount to at most one decimal of its thousands, millions or more: `76K`, `1.2M`. */
function formatCompact(amount: number): string {
  compact ??= new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  return compact.format(amount === 0 ? 0 : amount);
}

/** Made on first use, for the first of its kind takes a tenth of a short run. */
let compact: Intl.NumberFormat | undefined;

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
