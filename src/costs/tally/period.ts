import type { CostInputs } from '../../model/costs.ts';
import type { Reading } from '../../model/lead.ts';

/** The date field that says whether a lead belongs to the costs' period. */
export const CREATED = 'created';

/** Whether a lead counts in the period, both ends included; one whose day is unknown does, and all do without one. */
export function compilePeriod(costs: CostInputs | undefined): (created: Reading) => boolean {
  const period = costs?.period;
  return created => {
    if (period === undefined || created.kind !== 'value' || typeof created.value !== 'number') return true;
    return created.value >= period.from && created.value <= period.to;
  };
}
