import type { Rulebook } from '../../model/rulebook.ts';
import type { Tally } from '../../model/tally.ts';
import type { StandingPart } from '../../model/verdict.ts';
import { type CountedVerdict, createGroupCounters, type GroupName } from './group-counters.ts';
import { type CountedPart, createOutcomeCounts } from './outcome-counts.ts';

/** One annotated row. The caller may fill the same object for every row. */
export interface TalliedRow {
  /** Position in the run: number of the list, then of the row. */
  readonly list: number;
  readonly row: number;
  readonly source: number;
  /** Ignored without `--by`. */
  readonly group: number;
  /** From `verdictSlot`; absent for a duplicate. */
  readonly verdict: VerdictSlot | undefined;
  /** Whether the lead counts in the costs' period; always true without one. */
  readonly inside: boolean;
  /** Whether it counts there although no readable date says so. */
  readonly undated?: boolean;
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
  verdictSlot(verdict: StandingPart & CountedPart): VerdictSlot;
  /** Counts a part of verdicts that `verdictSlot` was not given, for so many leads inside the period. */
  countPart(part: CountedPart, leads: number): void;
  /** Throws `Defect` for the slot of a source or group that was never given out. */
  add(row: TalliedRow): void;
  reject(rows: number): void;
  /** Adds, of each do-not-contact list, the leads that could be looked up and those that it met. */
  lookUp(counts: Float64Array): void;
  /** Counts rows that are no leads. */
  passOver(rows: number): void;
  /** Lets go of all verdict slots, which may still be added to; for callers that drop their remembered verdicts. */
  forgetVerdicts(): void;
  /** The tally so far; counting may go on afterwards. */
  finish(): Tally;
}

/** Where the leads of one verdict are counted, or of its standing if its other parts are counted apart. */
export type VerdictSlot = CountedVerdict & {
  readonly part: CountedPart;
  /** Leads inside the period since the outcomes were last counted. */
  leads: number;
};

/** Starts an empty tally of the verdicts of a rulebook. */
export function startTally({ rulebook, grouped }: TallyShape): TallyBuilder {
  const sources = createGroupCounters(rulebook.stages.length);
  const groups = createGroupCounters(rulebook.stages.length);
  const outcomes = createOutcomeCounts(rulebook);
  /** Slots with leads whose outcomes are not counted yet. */
  let waiting: VerdictSlot[] = [];
  let judged = 0;
  let duplicates = 0;
  let rejected = 0;
  let empty = 0;
  let lookedUp: readonly number[] = [];

  const countOutcomes = () => {
    for (const slot of waiting) {
      outcomes.add(slot.part, slot.leads);
      slot.leads = 0;
    }
    waiting = [];
  };
  const countLead = (slot: VerdictSlot) => {
    if (slot.leads === 0) waiting.push(slot);
    slot.leads += 1;
  };
  return {
    sourceSlot: sources.slot,
    groupSlot: groups.slot,
    verdictSlot: verdict => createVerdictSlot(verdict, rulebook),
    countPart: outcomes.add,
    add(row) {
      const { verdict } = row;
      sources.count(row.source, row, verdict);
      if (grouped) groups.count(row.group, row, verdict);
      if (verdict === undefined) duplicates += 1;
      else {
        judged += 1;
        if (row.inside) countLead(verdict);
      }
    },
    reject(rows) {
      rejected += rows;
    },
    lookUp(counts) {
      if (counts.length > 0) lookedUp = Array.from(counts, (count, at) => count + (lookedUp[at] ?? 0));
    },
    passOver(rows) {
      empty += rows;
    },
    forgetVerdicts: countOutcomes,
    finish() {
      countOutcomes();
      const counted = { judged, duplicates, empty, rejected, lookedUp };
      const tally = { ...counted, sources: sources.tallies(), ...outcomes.snapshot() };
      return grouped ? { ...tally, groups: groups.tallies() } : tally;
    },
  };
}

function createVerdictSlot(verdict: StandingPart & CountedPart, { stages }: Rulebook): VerdictSlot {
  const { stageIndex: stage, suppressed, couldBe, answersNeeded } = verdict;
  const target = couldBe === undefined ? undefined : stages[couldBe];
  const nearSql = answersNeeded === '1' && target?.countsAs === 'SQL';
  return { part: verdict, stage, suppressed, nearSql, leads: 0 };
}
