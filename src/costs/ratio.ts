import type { Cents, CostInputs } from '../model/costs.ts';
import { multiplyToHundredths } from '../values/decimal.ts';

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
 * Return on investment with four decimals: (SQL × close rate × deal − cost) ÷ cost, the cost being the spend, a contact by
 * sales for each SQL and the nurture of each MQL that is no SQL; null where it is zero or the spend unknown, or nothing
 * is said of a deal's value.
 */
export function returnOnInvestment(
  {
    spend,
    sql,
    mql,
  }: { readonly spend: Cents | null; readonly sql: number /** Cumulative: SQL too. */; readonly mql: number },
  value: CostInputs['value'],
): number | null {
  if (value === undefined || spend === null) return null;
  const { contact = '0', nurture = '0' } = value;
  const cost = spend + multiplyToHundredths([contact, sql]) + multiplyToHundredths([nurture, mql - sql]);
  if (cost === 0) return null;
  const closeRate = parseExact(value.closeRate);
  const deal = parseExact(value.deal);
  const scale = closeRate.scale * deal.scale;
  const expected = BigInt(sql) * closeRate.digits * deal.digits * 100n;
  const spent = BigInt(cost) * scale;
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
