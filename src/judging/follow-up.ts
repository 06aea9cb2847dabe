import type { Day, Reading } from '../model/lead.ts';
import type { FollowUp } from '../model/rulebook.ts';
import { addDays } from '../values/day.ts';

/** The day by which a lead is to be followed up: counted from its date, or from the as-of day where it has none. */
export function followUpDay(
  { days, weekdays }: FollowUp,
  { asOf, from }: { readonly asOf: Day; readonly from?: Reading | undefined },
): Day {
  const start = from?.kind === 'value' && typeof from.value === 'number' ? from.value : asOf;
  return addDays(start, { days, weekdays });
}
