import type { Range } from '../../../../judging/score-range.ts';
import type { Hundredths } from '../../../../model/condition.ts';
import { formatHundredths } from '../../../../values/decimal.ts';
import { quoted } from '../../../../yaml/shape.ts';

/** What a score can be for some lead, in words: `total` is from -10 to 90. What it could still be is another matter. */
export function describeRange(score: string, { low, high }: Range): string {
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
