import type { CostInputs, Period } from '../../model/costs.ts';
import type { Reading } from '../../model/lead.ts';
import type { Field } from '../../model/rulebook.ts';
import { formatDay } from '../../values/day.ts';

/** The date field that says whether a lead belongs to the costs' period, unless the period names another. */
export const CREATED = 'created';

/** Where a lead lies in respect of the period; as numbers, for one byte tells it of a row. */
export const OUTSIDE = 0;
export const INSIDE = 1;
/** Counts as inside, since no readable date says otherwise. */
export const UNDATED = 2;
export type PeriodState = typeof OUTSIDE | typeof INSIDE | typeof UNDATED;

/** Where a lead lies by its date, both ends of the period included; all are inside without a period. */
export function compilePeriod(costs: CostInputs | undefined): (created: Reading) => PeriodState {
  const period = costs?.period;
  return created => {
    if (period === undefined) return INSIDE;
    if (created.kind !== 'value' || typeof created.value !== 'number') return UNDATED;
    return created.value >= period.from && created.value <= period.to ? INSIDE : OUTSIDE;
  };
}

/** Why a period tells no two leads of a rulebook apart; undefined if it can. */
export function idlePeriod(
  period: Period,
  { fields }: { readonly fields: readonly Pick<Field, 'name' | 'type'>[] },
): string | undefined {
  const { from, to, field } = period;
  const found = fields.find(({ name }) => name === field);
  if (found?.type === 'date') return undefined;
  const why =
    found === undefined
      ? `there is no date field \`${field}\``
      : `the field \`${field}\` is ${found.type}, not date`;
  return `the period ${formatDay(from)} to ${formatDay(to)} has no effect on leads: ${why}`;
}
