import type { Cents } from '../model/costs.ts';

/**
 * Splits an amount by whole, non-negative weights into cents that sum exactly to it, each less than a cent from its
 * exact share; the cents left over go to the largest remainders, ties to the first. Undefined where all weights
 * are zero. Source: the method of largest remainder (Hamilton).
 */
export function splitByWeights(amount: Cents, weights: readonly number[]): readonly Cents[] | undefined {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return undefined;
  const exact = weights.map(weight => BigInt(amount) * BigInt(weight));
  const shares = exact.map(share => Number(share / total));
  const left = amount - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share % total }))
    .sort(
      (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.index - b.index,
    );
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
