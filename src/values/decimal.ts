import Big from 'big.js';
import type { Hundredths } from '../model/condition.ts';
import type { DecimalText } from '../model/costs.ts';

const PLAIN = /^-?[0-9]+(?:\.[0-9]+)?$/;
/** More digits than these a double may not give back. */
export const SIGNIFICANT_DIGITS = 15;
const LIMIT = 1e15;
const LEADING_ZEROS = /^0+(?=[0-9])/;
const ZERO = 0x30;
const HALF_AWAY_FROM_ZERO = 1;

/** Digits written from the first that is not zero; zeros at the end count, since they were written as known. */
export function countSignificantDigits(decimal: DecimalText): number {
  let count = 0;
  for (let position = 0; position < decimal.length; position++) {
    const digit = decimal.charCodeAt(position) - ZERO;
    if (digit >= 0 && digit <= 9 && (count > 0 || digit > 0)) count++;
  }
  return count;
}

/** An unsigned decimal with its point so many places to the right, exactly. */
export function movePoint(decimal: DecimalText, places: number): DecimalText {
  if (places === 0) return decimal;
  const [whole = '', fraction = ''] = decimal.split('.');
  const moved = (whole + fraction.slice(0, places).padEnd(places, '0')).replace(LEADING_ZEROS, '');
  const rest = fraction.slice(places);
  return rest === '' ? moved : `${moved}.${rest}`;
}

/** A plain decimal literal such as `-0.5` as it stands, or undefined if it is none or has more than 15 digits. */
export function parseDecimal(text: string): DecimalText | undefined {
  return PLAIN.test(text) && countSignificantDigits(text) <= SIGNIFICANT_DIGITS ? text : undefined;
}

/** A decimal in integer hundredths, half away from zero; saturates like `multiplyToHundredths`. */
export function roundToHundredths(decimal: DecimalText): Hundredths {
  return multiplyToHundredths([decimal]);
}

/**
 * The exact product of the factors in integer hundredths, rounded once, half away from zero. Saturates at ±1e15
 * hundredths, so that doubles hold it, and sums of a few of them, exactly. Throws on what is not a finite number.
 */
export function multiplyToHundredths(factors: readonly (DecimalText | number)[]): Hundredths {
  const product = factors.reduce<Big>((total, factor) => total.times(factor), new Big(100));
  const rounded = Number(product.round(0, HALF_AWAY_FROM_ZERO).toFixed());
  // Adding 0 turns a negative zero into zero, which prints without a sign.
  return Math.max(-LIMIT, Math.min(LIMIT, rounded)) + 0;
}

/** Hundredths as a decimal with a dot and no trailing zeros: 1250 → `12.5`, 4000 → `40`, -500 → `-5`. */
export function formatHundredths(hundredths: Hundredths): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  const fraction = digits.slice(-2).replace(/0+$/, '');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}${fraction === '' ? '' : `.${fraction}`}`;
}
