import type { Amount, DecimalText } from '../../model/costs.ts';
import { multiplyToHundredths } from '../../values/decimal.ts';
import { type Placed, quoted, type Report } from '../../yaml/shape.ts';
import { LARGEST_LINE, tooLarge } from '../allocate.ts';

/** What money of other currencies is worth. */
export interface Rates {
  /** The currency of the run; undefined where the file names none or a wrong one. */
  readonly currency: string | undefined;
  /** One unit of each other currency in that of the run. */
  readonly rates: ReadonlyMap<string, DecimalText>;
}

interface ConvertOptions {
  readonly rates: Rates;
  readonly report: Report;
  /** What the amounts are in, where it is said. */
  readonly currency: Placed<string> | undefined;
}

/** Amounts with the rate that turns them into the run's currency; reports a missing rate once, and what is too large. */
export function convertAmounts(
  amounts: readonly Placed<DecimalText>[],
  { rates, report, currency }: ConvertOptions,
): readonly Amount[] {
  const rate = rateOf(currency, { rates, report });
  if (rate === undefined) return [];
  return amounts.flatMap(({ value, place }) => {
    if (multiplyToHundredths([value, rate]) < LARGEST_LINE) return [{ amount: value, rate, place }];
    const { code, message, fix } = tooLarge(place);
    report.error(place, { code, message, fix });
    return [];
  });
}

function rateOf(
  currency: Placed<string> | undefined,
  { rates, report }: { readonly rates: Rates; readonly report: Report },
): DecimalText | undefined {
  if (currency === undefined || currency.value === rates.currency) return '1';
  const rate = rates.rates.get(currency.value);
  if (rate !== undefined || rates.currency === undefined) return rate;
  return report.error(currency.place, {
    code: 'cost-currency',
    message: `${quoted(currency.value)} has no rate to ${rates.currency}`,
    fix: `add \`rates: { ${currency.value}: … }\`: what 1 ${currency.value} is in ${rates.currency}`,
  });
}
