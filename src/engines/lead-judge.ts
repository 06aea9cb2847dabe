import type { TallyBuilder } from '../costs/tally.ts';
import type { Judge } from '../evaluation/judge.ts';
import type { Day } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { AnsweredBatch } from './answered-batch.ts';
import type { ReadCells, ReadFields } from './lead-reader.ts';
import { compileFollowUp, compileInvalid } from './own-facts.ts';
import { rememberCriteria, rememberScore } from './part-memory.ts';
import type { RememberedScore } from './remembered-parts.ts';
import { rememberStanding, rememberTotal } from './standing-memory.ts';

export interface LeadJudgeOptions {
  readonly rulebook: Rulebook;
  readonly asOf: Day;
  readonly judge: Judge;
  readonly fields: ReadFields;
  readonly tally: TallyBuilder;
}

/** Judges a lead by the answers of its fields, and puts the parts of its verdict where its record's stand. */
export type JudgeLead = (
  cells: ReadCells,
  suppressed: boolean,
  place: { readonly into: AnsweredBatch; readonly record: number },
) => void;

/**
 * Judges each part of a verdict once for each distinct vector of what it depends on, by the functions that `explain`
 * calls: criteria and score groups by the classes of their fields' answers, the standing by what these come to.
 */
export function createLeadJudge({ rulebook, asOf, judge, fields, tally }: LeadJudgeOptions): JudgeLead {
  const context = { parts: judge.parts, fields, tally };
  const criteriaOf = rememberCriteria(context);
  const scoresOf = judge.parts.groups.map((_, index) => rememberScore(context, index));
  const standingOf = rememberStanding(context, rulebook);
  const totalOf = rememberTotal(context);
  const invalidOf = compileInvalid(judge, fields);
  const followUpOf = compileFollowUp(rulebook, { asOf, fields });
  const groups: RememberedScore[] = [];
  return (cells, suppressed, { into, record }) => {
    const criteria = criteriaOf(cells);
    for (let group = 0; group < scoresOf.length; group++) {
      const scored = (scoresOf[group] as (typeof scoresOf)[number])(cells);
      groups[group] = scored;
      (into.scores[group] as RememberedScore[])[record] = scored;
    }
    const standing = standingOf(cells, { criteria, groups, suppressed });
    into.criteria[record] = criteria;
    into.standings[record] = standing;
    into.totals[record] = totalOf(groups);
    into.invalid[record] = invalidOf(cells);
    into.followUpBy[record] = standing.isFollowedFrom ? followUpOf(standing.part, cells) : undefined;
  };
}
