import type { LeadList } from '../lists/lead-list.ts';
import { CannotRun } from '../model/errors.ts';
import type { Day, Notation } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Verdict } from '../model/verdict.ts';
import { isEmpty } from '../records/record-batch.ts';
import { dayOf } from './judge-lead.ts';
import { compileLeads, startPlainJudge } from './plain.ts';
import { planLists } from './plan.ts';

/** What is to be judged, and by what. */
export interface QualifyJob {
  readonly rulebook: Rulebook;
  /** From `openList`; whoever opened them closes them. */
  readonly lists: readonly LeadList[];
  /** The day that ages and dates are counted from: `2026-11-01`, or days since 1970-01-01. */
  readonly asOf: string | Day;
  /** How a list of this name is written; by default as the rulebook says. */
  readonly notationOf?: (list: string) => Notation;
  /** Whether leads that repeat an earlier one are found; by default they are. */
  readonly dedupe?: boolean;
}

/** A lead with its verdict. */
export interface QualifiedLead {
  /** Name of its list. */
  readonly list: string;
  /** From 1, as `qualify` numbers the rows. */
  readonly row: number;
  /** As if it repeated no other lead. */
  readonly verdict: Verdict;
  /** The day by which it is to be followed up, in days since 1970-01-01; absent where its stage asks for none. */
  readonly followUpBy?: Day;
  /** `list:row` of the earliest earlier lead that it repeats. */
  readonly duplicateOf?: string;
}

/**
 * Gives every lead of some lists with its verdict, in their order; rows that cannot be read or are empty are left out. Each
 * lead is judged by itself, by the plain engine: the command is many times as fast.
 *
 * @throws CannotRun where no column of a list carries a field, a required field has none, `asOf` is not a day, or reading
 * cannot go on
 */
export async function* qualify(job: QualifyJob): AsyncGenerator<QualifiedLead, void, undefined> {
  const { rulebook, lists, dedupe = true, notationOf = () => rulebook } = job;
  const options = { rulebook, notationOf, preferred: [], to: 'csv', guard: false } as const;
  const { value: planned, diagnostics } = planLists(lists, options);
  if (planned === undefined) throw new CannotRun(diagnostics);
  const judge = startPlainJudge({ rulebook, asOf: dayOf(job.asOf), dedupe });
  for (const plan of planned) {
    const leadOf = compileLeads(rulebook, plan);
    for await (const batch of plan.list.records()) {
      for (let record = 0; record < batch.count; record++) {
        if (isEmpty(batch, record)) continue;
        const place = { list: plan.name, row: batch.row[record] ?? 0 };
        const { verdict, followUpBy, duplicateOf } = judge.judge(leadOf(batch, record), place);
        yield {
          ...place,
          verdict,
          ...(followUpBy === undefined ? {} : { followUpBy }),
          ...(duplicateOf === undefined ? {} : { duplicateOf }),
        };
      }
    }
  }
}
