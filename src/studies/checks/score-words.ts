import { quoted } from '../../documents/shape.ts';
import type { Hundredths } from '../../model/condition.ts';
import { formatHundredths } from '../../values/decimal.ts';
import type { Prover } from '../proof/prover.ts';

/** What a score can be, in words: `total` is from -10 to 90. Both ends of its interval count. */
export function describeRange(score: string, { rangeOf }: Pick<Prover, 'rangeOf'>): string {
  const { now, best } = rangeOf(score);
  const low = Math.min(now.low, best.low);
  const high = Math.max(now.high, best.high);
  const name = quoted(score);
  if (low === high) return `${name} is always ${sayPoints(low)}`;
  if (!Number.isFinite(high)) return `${name} is ${sayPoints(low)} or more`;
  return `${name} is from ${sayPoints(low)} to ${sayPoints(high)}`;
}

/** Points without trailing zeros; an open end in words. */
export function sayPoints(points: Hundredths): string {
  if (!Number.isFinite(points)) return points > 0 ? 'any number' : 'no number';
  return formatHundredths(points);
}
