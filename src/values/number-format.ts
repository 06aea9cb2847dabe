import Big from 'big.js';

const HALF_AWAY_FROM_ZERO = 1;
const BETWEEN_THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/** How many decimals a figure has: as few as say the same, within these. */
export interface Decimals {
  readonly least: number;
  readonly most: number;
}

/**
 * Makes a formatter of English figures, which writes what `Intl.NumberFormat` writes. That one takes a tenth of a short
 * run for the first number.
 */
export function numberFormat({ least, most }: Decimals): (number: number) => string {
  return number => {
    if (!Number.isFinite(number)) return String(number);
    const [whole = '', decimals = ''] = new Big(number === 0 ? 0 : number)
      .toFixed(most, HALF_AWAY_FROM_ZERO)
      .split('.');
    const kept = decimals.slice(0, least) + decimals.slice(least).replace(/0+$/, '');
    return whole.replace(BETWEEN_THOUSANDS, ',') + (kept === '' ? '' : `.${kept}`);
  };
}

/** A count with thousands separators: `2,873`. */
export const formatCount = numberFormat({ least: 0, most: 0 });

/** An amount of money without its currency, to the cent: `75,991.88`. */
export const formatCents = numberFormat({ least: 2, most: 2 });
