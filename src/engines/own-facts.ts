import { followUpDay } from '../evaluation/follow-up.ts';
import type { Judge } from '../evaluation/judge.ts';
import type { Day } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { StandingPart } from '../model/verdict.ts';
import { compileReference, type ReadCells, type ReadFields } from './lead-reader.ts';

const NONE: readonly string[] = [];

/** Makes the function that names the judged fields read as invalid, in the judge's order. */
export function compileInvalid(
  judge: Judge,
  { judged }: ReadFields,
): (cells: ReadCells) => readonly string[] {
  const names = judge.fields.map(({ field }) => field.name);
  return cells => {
    let found: string[] | undefined;
    for (let position = 0; position < judged.length; position++) {
      if ((cells[judged[position] as number] as ReadCells[number]).isInvalid) {
        found ??= [];
        found.push(names[position] ?? '');
      }
    }
    return found ?? NONE;
  };
}

/** Date fields that follow-ups are counted from. */
export function followUpFields({ stages }: Rulebook): readonly string[] {
  return stages.flatMap(({ followUp }) => followUp?.from ?? []);
}

/** Makes the function that says when a lead is to be followed up. */
export function compileFollowUp(
  rulebook: Rulebook,
  { asOf, fields }: { readonly asOf: Day; readonly fields: ReadFields },
): (standing: StandingPart, cells: ReadCells) => Day | undefined {
  const dates = new Map(followUpFields(rulebook).map(field => [field, compileReference(fields, { field })]));
  return ({ followUp }, cells) =>
    followUp && followUpDay(followUp, { asOf, from: dates.get(followUp.from ?? '')?.(cells) });
}
