import { Defect } from '../model/errors.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Tally } from '../model/tally.ts';
import type { Verdict } from '../model/verdict.ts';
import { type CountedVerdict, createGroupCounters, type GroupName } from './group-counters.ts';
import { createOutcomeCounts } from './outcome-counts.ts';

/** Stands for a verdict's slot where the row is a duplicate. */
export const DUPLICATE = -1;

/** One annotated row. The caller may fill the same object for every row. */
export interface TalliedRow {
  /** Position in the run: number of the list, then of the row. */
  readonly list: number;
  readonly row: number;
  readonly source: number;
  /** Ignored without `--by`. */
  readonly group: number;
  /** A verdict's slot, or `DUPLICATE`. */
  readonly verdict: number;
  /** Whether the lead counts in the costs' period; always true without one. */
  readonly inside: boolean;
}

export interface TallyShape {
  readonly rulebook: Rulebook;
  /** Whether rows have a group of `--by` beside their source. */
  readonly grouped: boolean;
}

/** Counts rows. A slot is asked for once per distinct name or verdict and then stands for it. */
export interface TallyBuilder {
  sourceSlot(name: GroupName): number;
  groupSlot(name: GroupName): number;
  verdictSlot(verdict: Verdict): number;
  /** Throws `Defect` for a slot that was never given out, or was forgotten. */
  add(row: TalliedRow): void;
  reject(rows: number): void;
  /** Makes all verdict slots void and frees their memory; for callers that drop their remembered verdicts. */
  forgetVerdicts(): void;
  /** The tally so far; counting may go on afterwards. */
  finish(): Tally;
}

interface VerdictSlot extends CountedVerdict {
  readonly verdict: Verdict;
  /** Leads inside the period since the outcomes were last counted. */
  leads: number;
}

/** Starts an empty tally of the verdicts of a rulebook. */
export function startTally({ rulebook, grouped }: TallyShape): TallyBuilder {
  const sources = createGroupCounters(rulebook.stages.length);
  const groups = createGroupCounters(rulebook.stages.length);
  const outcomes = createOutcomeCounts(rulebook);
  let verdicts: VerdictSlot[] = [];
  let judged = 0;
  let duplicates = 0;
  let rejected = 0;

  const countOutcomes = () => {
    for (const slot of verdicts) {
      outcomes.add(slot.verdict, slot.leads);
      slot.leads = 0;
    }
  };
  return {
    sourceSlot: sources.slot,
    groupSlot: groups.slot,
    verdictSlot: verdict => verdicts.push(createVerdictSlot(verdict, rulebook)) - 1,
    add(row) {
      const verdict = row.verdict === DUPLICATE ? undefined : verdictAt(verdicts, row.verdict);
      sources.count(row.source, row, verdict);
      if (grouped) groups.count(row.group, row, verdict);
      if (verdict === undefined) duplicates += 1;
      else {
        judged += 1;
        if (row.inside) verdict.leads += 1;
      }
    },
    reject(rows) {
      rejected += rows;
    },
    forgetVerdicts() {
      countOutcomes();
      verdicts = [];
    },
    finish() {
      countOutcomes();
      const tally = { judged, duplicates, rejected, sources: sources.tallies(), ...outcomes.snapshot() };
      return grouped ? { ...tally, groups: groups.tallies() } : tally;
    },
  };
}

function createVerdictSlot(verdict: Verdict, rulebook: Rulebook): VerdictSlot {
  const { stageIndex: stage, suppressed, couldBe, answersNeeded } = verdict;
  const target = couldBe === undefined ? undefined : rulebook.stages[couldBe];
  const nearSql = answersNeeded === '1' && target?.countsAs === 'SQL';
  return { verdict, stage, suppressed, nearSql, leads: 0 };
}

function verdictAt(verdicts: readonly VerdictSlot[], slot: number): VerdictSlot {
  const found = verdicts[slot];
  if (found === undefined) throw new Defect(`the tally has no verdict in slot ${slot}`);
  return found;
}
