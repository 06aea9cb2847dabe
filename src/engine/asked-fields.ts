import { dedupeKeys } from '../contacts/dedupe-keys.ts';
import type { FieldReference } from '../model/condition.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { JudgingRules } from './job.ts';

/** The field that the summary is grouped by. */
export const SOURCE = 'source';

/** What a run reads of a lead beside the answers to the rulebook's questions. */
export interface Asked {
  /** Fields whose readings are asked for. */
  readonly read: readonly string[];
  /** Fields and domains that leads are looked up by. */
  readonly keys: readonly FieldReference[];
}

export function askedBeside(rules: JudgingRules): Asked {
  const { rulebook, suppression, costs, by } = rules;
  const suppressedBy = suppression?.keys ?? [];
  return {
    read: [
      SOURCE,
      ...followUpFields(rulebook),
      // Hashes tell of one address only, and of no digest: the readings tell of all in a cell.
      ...suppressedBy.map(({ field }) => field.name),
      ...(costs?.period === undefined ? [] : [costs.period.field]),
      ...(by === undefined ? [] : [by]),
    ],
    keys: [...dedupeKeys(rules).flat(), ...suppressedBy.map(({ reference }) => reference)],
  };
}

/** Date fields that follow-ups are counted from. */
export function followUpFields({ stages }: Rulebook): readonly string[] {
  return stages.flatMap(({ followUp }) => followUp?.from ?? []);
}
