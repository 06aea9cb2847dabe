import { formatDay } from '../../../values/day.ts';
import { entryOf } from '../../../yaml/tree.ts';
import type { Check } from './check.ts';

/** A rulebook past the day that its author set for looking at it again. */
export const stale: Check = {
  code: 'stale',
  find: ({ rulebook: { reviewBy }, document, today }) => {
    if (reviewBy === undefined || today <= reviewBy) return [];
    return [
      {
        message: `these rules were to be reviewed by ${formatDay(reviewBy)}, and today is ${formatDay(today)}`,
        fix: 'look at them again, with `leadsieve backtest` if outcomes are known, and set a later `review_by`',
        place: entryOf(document, 'review_by')?.node.place,
      },
    ];
  },
};
