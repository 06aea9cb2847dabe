import type { DecimalText } from '../../model/costs.ts';
import type { Place } from '../../model/diagnostic.ts';
import type { Day } from '../../model/lead.ts';
import { parseIsoDay } from '../../values/day.ts';
import { parseDecimal } from '../../values/decimal.ts';
import { quoted, type Reader, type Report } from '../../yaml/shape.ts';
import { scalar, wrongType } from '../../yaml/shape-scalars.ts';
import type { ScalarTree } from '../../yaml/tree.ts';
import { currencyCodes, parseCurrency } from './currency.ts';

const SHORT_CODES = 4;

/** A plain decimal number as it is written, of either sign. */
function decimal(expected: string, example: string): Reader<DecimalText> {
  const read = scalar(expected);
  return (tree, report) => {
    const found = read(tree, report);
    if (found === undefined) return undefined;
    return parseDecimal(found.text) ?? notPlain(found, { expected, example }, report);
  };
}

function notPlain(
  { text, place }: ScalarTree,
  { expected, example }: { readonly expected: string; readonly example: string },
  report: Report,
): undefined {
  const isLong = /^-?[0-9]+(\.[0-9]+)?$/.test(text);
  return report.error(place, {
    code: 'cost-amount',
    message: isLong
      ? `${quoted(text)} has more than 15 significant digits`
      : `${quoted(text)} is not ${expected}`,
    fix: `write a plain number without separators or a unit, such as ${example}`,
  });
}

/** An amount of money, zero or more. */
export function money(): Reader<DecimalText> {
  const read = decimal('an amount', '1234.5');
  return (tree, report) => {
    const amount = read(tree, report);
    if (amount === undefined || Number(amount) >= 0) return amount;
    return refuseNegative({ amount, place: tree.place }, report);
  };
}

/** Reports an amount below zero. */
export function refuseNegative(
  { amount, place }: { readonly amount: string; readonly place: Place },
  report: Report,
): undefined {
  return report.error(place, {
    code: 'cost-negative',
    message: `${quoted(amount)} is negative`,
    fix: 'amounts are zero or more; what came back is a `credit`, without a sign',
  });
}

/** What one unit of a currency is worth: more than zero. */
export function rate(): Reader<DecimalText> {
  const read = decimal('a rate', '0.92');
  return (tree, report) => {
    const found = read(tree, report);
    if (found === undefined || Number(found) > 0) return found;
    return report.error(tree.place, {
      code: 'cost-currency',
      message: `${quoted(found)} is no rate: it must be more than zero`,
      fix: 'write what one unit of this currency is in the currency of the file',
    });
  };
}

/** A share from 0 to 1. */
export function share(): Reader<DecimalText> {
  const expected = 'a share from 0 to 1';
  const read = decimal(expected, '0.2 for 20 percent');
  return (tree, report) => {
    const found = read(tree, report);
    if (found === undefined || (Number(found) >= 0 && Number(found) <= 1)) return found;
    return report.error(tree.place, {
      code: 'out-of-range',
      message: `${quoted(found)} is not ${expected}`,
      fix: 'write 20 percent as 0.2',
    });
  };
}

/** A percentage of zero or more, with its sign or without. */
export function percent(): Reader<DecimalText> {
  const read = scalar('a percentage');
  return (tree, report) => {
    const found = read(tree, report);
    if (found === undefined) return undefined;
    const number = parseDecimal(found.text.replace(/ ?%$/, ''));
    if (number !== undefined && Number(number) >= 0) return number;
    return report.error(tree.place, {
      code: 'cost-amount',
      message: `${quoted(found.text)} is not a percentage of zero or more`,
      fix: 'write a plain number, such as 12 for 12 percent',
    });
  };
}

/** A currency by its ISO 4217 code, or a sign that stands for one. */
export function currency(): Reader<string> {
  const read = scalar('a currency code such as EUR');
  return (tree, report) => {
    const found = read(tree, report);
    return found === undefined ? undefined : currencyAt(found, report);
  };
}

/** The currency that a text names, reported with the nearest code where there is none. */
export function currencyAt(
  { text, place }: { readonly text: string; readonly place: Place },
  report: Report,
): string | undefined {
  const code = parseCurrency(text);
  if (code !== undefined) return code;
  const near =
    text.length > SHORT_CODES ? undefined : report.nearest(text.toUpperCase(), [...currencyCodes()]);
  return report.error(place, {
    code: 'cost-currency',
    message: `${quoted(text)} is not a currency`,
    fix: near === undefined ? 'write its ISO 4217 code, such as EUR' : `did you mean ${quoted(near)}?`,
  });
}

/** A calendar day. */
export function day(): Reader<Day> {
  const expected = 'a day as yyyy-MM-dd';
  return (tree, report) => {
    if (tree.kind !== 'scalar' || tree.isNull) return wrongType(tree, expected, report);
    const found = parseIsoDay(tree.text);
    if (found !== undefined) return found;
    return report.error(tree.place, {
      code: 'cost-period',
      message: `${quoted(tree.text)} is not ${expected}`,
      fix: 'write a day of the calendar, such as 2026-10-31',
    });
  };
}
