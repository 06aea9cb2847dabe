import { followUpDay } from '../../../judging/follow-up.ts';
import type { Judge } from '../../../judging/judge.ts';
import type { Day } from '../../../model/lead.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import type { StandingPart } from '../../../model/verdict.ts';
import { followUpFields } from '../../asked-fields.ts';
import { compileReference, type ReadFields, type ReadRecord } from '../reading/lead-reader.ts';

/** Makes the function that names the judged fields read as invalid, in the judge's order. */
export function compileInvalid(
  judge: Judge,
  { judged }: ReadFields,
): (read: ReadRecord) => readonly string[] {
  return ({ reader, record }) =>
    judge.fields
      .filter((_, position) => {
        const cell = reader.fields[judged[position] ?? -1]?.cellOf(record);
        return cell?.reading.kind === 'invalid';
      })
      .map(({ field }) => field.name);
}

/** Makes the function that says when a lead is to be followed up. */
export function compileFollowUp(
  rulebook: Rulebook,
  { asOf, fields }: { readonly asOf: Day; readonly fields: ReadFields },
): (standing: StandingPart, read: ReadRecord) => Day | undefined {
  const dates = new Map(followUpFields(rulebook).map(field => [field, compileReference(fields, { field })]));
  return ({ followUp }, read) =>
    followUp && followUpDay(followUp, { asOf, from: dates.get(followUp.from ?? '')?.(read) });
}
