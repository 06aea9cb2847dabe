import type { Comparison } from '../model/condition.ts';
import type { Reason } from '../model/verdict.ts';
import { formatHundredths } from '../values/decimal.ts';

/** Reasons as `qual_reasons` holds them: `bant; total>=60; fit.size+20; fit:max-5`. */
export function formatReasons(reasons: readonly Reason[]): string {
  return reasons.map(formatReason).join('; ');
}

/** How a comparison of scores is written. */
export const COMPARISON_SIGNS: Readonly<Record<Comparison, string>> = {
  gte: '>=',
  gt: '>',
  lte: '<=',
  lt: '<',
};

function formatReason(reason: Reason): string {
  switch (reason.kind) {
    case 'suppressed':
      return 'suppressed';
    case 'name':
      return reason.name;
    case 'score':
      return `${reason.score}${COMPARISON_SIGNS[reason.comparison]}${formatHundredths(reason.threshold)}`;
    case 'not':
      return ['not', ...reason.of.map(formatReason)].join(' ');
    case 'rule':
      return `${reason.group}.${reason.rule}${formatSigned(reason.points)}`;
    case 'clamp':
      return `${reason.group}:${reason.bound}${formatSigned(reason.points)}`;
    case 'decay':
      return `${reason.group}:decay${formatSigned(reason.points)}`;
  }
}

function formatSigned(points: number): string {
  return `${points < 0 ? '' : '+'}${formatHundredths(points)}`;
}
