import type { Hundredths } from './condition.ts';

/** Counts of one source (or one group of `--by`). */
export interface GroupTally {
  /** As the first row of the group shows it: the alias target, else the cell as it stands, trimmed. */
  readonly shown: string;
  /** Position in the run of the row that `shown` is from: list number, then row number. */
  readonly first: readonly [list: number, row: number];
  /** Judged leads inside the period, suppressed ones among them, duplicates not. */
  readonly leads: number;
  /** Duplicates inside the period; with `leads` these are the rows that a vendor charges for. */
  readonly duplicates: number;
  readonly suppressed: number;
  /** Rows outside the costs' period, judged or duplicate; in no figure but this one and the rows' identity. */
  readonly outsidePeriod: number;
  /** Leads, no duplicates, that count in the costs' period although no readable date says so. */
  readonly undated: number;
  /** Leads by index of the rulebook's stages. */
  readonly stages: readonly number[];
  /** Suppressed leads that no stage of the rulebook holds (it has no stage `disqualified`). */
  readonly disqualifiedElsewhere: number;
  readonly oneAnswerFromSql: number;
}

/** What a run counted. Tallies of parts of a run merge, in any order, to the tally of the whole. */
export interface Tally {
  readonly judged: number;
  readonly duplicates: number;
  /** Rows that are no leads: without content, of a footer, of totals. They are in no figure. */
  readonly empty: number;
  readonly rejected: number;
  /** Of each do-not-contact list in turn the leads with a key that it could be asked about, and those that it met. */
  readonly lookedUp: readonly number[];
  /** By source key (folded, after the field's aliases); the empty key is `(none)`. */
  readonly sources: ReadonlyMap<string, GroupTally>;
  /** By value of the `--by` field; absent without `--by`. */
  readonly groups?: ReadonlyMap<string, GroupTally>;
  /** In the rulebook's order of criteria; `oneAnswerFrom` by index of the rulebook's stages. */
  readonly criteria: readonly {
    readonly met: number;
    readonly unmet: number;
    readonly unknown: number;
    readonly oneAnswerFrom: readonly number[];
  }[];
  /** How often each score rule was met, numbered through all groups in the rulebook's order. */
  readonly rulesMet: readonly number[];
  /** Leads by total score. */
  readonly scores: ReadonlyMap<Hundredths, number>;
  /** Leads one answer from SQL, by the question that would decide. */
  readonly questions: ReadonlyMap<string, number>;
}
