import type { Diagnostic } from '../../model/diagnostic.ts';
import { quoted } from '../../yaml/shape.ts';
import { entryOf, type Tree } from '../../yaml/tree.ts';
import { costWarning } from './cost-error.ts';
import { parseCurrency } from './currency.ts';

/**
 * The rates of a file in which no amount needs one: probably the amounts lack their `currency`. Where some rate is used,
 * the others may well be a standing list. Faulty rates have been reported otherwise.
 */
export function findUnusedRates(
  tree: Tree,
  { currency, used }: { readonly currency: string | undefined; readonly used: ReadonlySet<string> },
): readonly Diagnostic[] {
  const rates = entryOf(tree, 'rates')?.node;
  if (rates?.kind !== 'mapping' || [...used].some(code => code !== currency)) return [];
  return rates.entries.flatMap(({ key, keyPlace: place }) => {
    const code = parseCurrency(key);
    if (code === undefined || code === currency) return [];
    return [
      costWarning({
        code: 'cost-currency',
        message: `the rate of ${quoted(code)} is not used, nor is any other: no cost says that it is in ${code}`,
        fix: `add \`currency: ${code}\` to the costs that are in ${code}, or remove the rate`,
        place,
      }),
    ];
  });
}
