// `count` runs once per row (40 to 50 ns on a busy machine): it allocates nothing and only adds to numbers behind a slot.
import { Defect } from '../../model/errors.ts';
import type { GroupTally } from '../../model/tally.ts';
import { mergeGroups } from './merge-tallies.ts';

/** After every row: a small integer, since the field of an object that holds a double is slower to write. */
const NOWHERE = 2 ** 30 - 1;

/** What a source, or a group of `--by`, is counted under. */
export interface GroupName {
  /** Folded, after the field's aliases; empty for `(none)`. */
  readonly key: string;
  /** The alias target, else the cell as it stands, trimmed. */
  readonly shown: string;
}

/** The little of a verdict that a group counts. */
export interface CountedVerdict {
  /** Index into the rulebook's stages, or -1. */
  readonly stage: number;
  readonly suppressed: boolean;
  /** One answer from an SQL stage. */
  readonly nearSql: boolean;
}

/** Where a row stands, and whether it is inside the costs' period. */
export interface CountedRow {
  readonly list: number;
  readonly row: number;
  readonly inside: boolean;
  /** Inside because no readable date says otherwise. */
  readonly undated?: boolean;
}

export interface GroupCounters {
  slot(name: GroupName): number;
  /** Counts a lead by its verdict, or a duplicate without one. */
  count(slot: number, row: CountedRow, verdict: CountedVerdict | undefined): void;
  tallies(): ReadonlyMap<string, GroupTally>;
}

interface Counter {
  readonly name: GroupName;
  list: number;
  row: number;
  leads: number;
  duplicates: number;
  suppressed: number;
  outsidePeriod: number;
  undated: number;
  readonly stages: number[];
  disqualifiedElsewhere: number;
  oneAnswerFromSql: number;
}

/** Counters by slot: one for each spelling of each name, so that the earliest row's spelling is known at the end. */
export function createGroupCounters(stages: number): GroupCounters {
  const slots = new Map<string, number>();
  const counters: Counter[] = [];
  return {
    slot(name) {
      const spelling = JSON.stringify([name.key, name.shown]);
      const slot = slots.get(spelling) ?? counters.push(createCounter(name, stages)) - 1;
      slots.set(spelling, slot);
      return slot;
    },
    count(slot, row, verdict) {
      const counter = counters[slot];
      if (counter === undefined) throw new Defect(`the tally has no group in slot ${slot}`);
      keepEarliest(counter, row);
      if (!row.inside) counter.outsidePeriod += 1;
      else if (verdict === undefined) counter.duplicates += 1;
      else {
        countLead(counter, verdict);
        if (row.undated === true) counter.undated += 1;
      }
    },
    tallies() {
      const tallies = new Map<string, GroupTally>();
      for (const counter of counters) {
        if (counter.list === NOWHERE) continue;
        const other = tallies.get(counter.name.key);
        const own = tallyOf(counter);
        tallies.set(counter.name.key, other === undefined ? own : mergeGroups(other, own));
      }
      return tallies;
    },
  };
}

function createCounter(name: GroupName, stages: number): Counter {
  return {
    name,
    list: NOWHERE,
    row: NOWHERE,
    leads: 0,
    duplicates: 0,
    suppressed: 0,
    outsidePeriod: 0,
    undated: 0,
    stages: new Array<number>(stages).fill(0),
    disqualifiedElsewhere: 0,
    oneAnswerFromSql: 0,
  };
}

function keepEarliest(counter: Counter, { list, row }: CountedRow): void {
  if (list > counter.list || (list === counter.list && row >= counter.row)) return;
  counter.list = list;
  counter.row = row;
}

function countLead(counter: Counter, { stage, suppressed, nearSql }: CountedVerdict): void {
  counter.leads += 1;
  if (suppressed) counter.suppressed += 1;
  if (nearSql) counter.oneAnswerFromSql += 1;
  if (stage < 0) counter.disqualifiedElsewhere += 1;
  else counter.stages[stage] = (counter.stages[stage] ?? 0) + 1;
}

function tallyOf({ name, list, row, stages, ...counts }: Counter): GroupTally {
  return { shown: name.shown, first: [list, row], ...counts, stages: [...stages] };
}
