import type { Cents, CostInputs } from '../model/costs.ts';

const RATE_SCALE = 10_000n;

/** A share of leads, 0 to 1, with four decimals; null where there are none. */
export function rateOf(part: number, whole: number): number | null {
  if (whole === 0) return null;
  return Number(divideRounded(BigInt(part) * RATE_SCALE, BigInt(whole))) / Number(RATE_SCALE);
}

/** What one of `count` costs, in the currency's units with two decimals; null where there is none or no known spend. */
export function unitCost(spend: Cents | null, count: number): number | null {
  if (spend === null || count === 0) return null;
  return amountOf(Number(divideRounded(BigInt(spend), BigInt(count))));
}

/** Cents as an amount in the currency's units. */
export function amountOf(cents: Cents): number {
  return cents / 100;
}

/**
 * Return on investment with four decimals: (SQL × close rate × deal − spend) ÷ spend; null where spend is zero or
 * unknown, or nothing is said of a deal's value.
 */
export function returnOnInvestment(
  { spend, sql }: { readonly spend: Cents | null; readonly sql: number },
  value: CostInputs['value'],
): number | null {
  if (value === undefined || spend === null || spend === 0) return null;
  const closeRate = parseExact(value.closeRate);
  const deal = parseExact(value.deal);
  const scale = closeRate.scale * deal.scale;
  const expected = BigInt(sql) * closeRate.digits * deal.digits * 100n;
  const spent = BigInt(spend) * scale;
  return Number(divideRounded((expected - spent) * RATE_SCALE, spent)) / Number(RATE_SCALE);
}

/** The quotient rounded to a whole number, half away from zero; the divisor is positive. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * size + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}

/** A plain decimal as `digits` ÷ `scale`. */
function parseExact(decimal: string): { readonly digits: bigint; readonly scale: bigint } {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { digits: BigInt(whole + fraction), scale: 10n ** BigInt(fraction.length) };
}
