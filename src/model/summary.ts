import type { Locale } from './lead.ts';

/** How one list was read. */
export interface ListRecord {
  readonly name: string;
  readonly rows: number;
  readonly rejected: number;
  readonly empty: number;
  readonly encoding: string;
  readonly delimiter: string;
  /** Cells or rows mended while reading, such as stray quotes and short rows. */
  readonly repairs: number;
  /** The fields that it has a column for and that a verdict, a key, a suppression or a cost depends on. */
  readonly fields: readonly FieldCount[];
  /** Where it may be written in another way than it was read. */
  readonly doubts: readonly ReadingDoubt[];
  /** Headers that may say who refused to be contacted, and that no rule reads; in a run of `qualify`. */
  readonly unread_refusals?: readonly string[];
}

/** How the cells of one field of a list were read: filled ones are valid or invalid. */
export interface FieldCount {
  readonly field: string;
  readonly filled: number;
  readonly blank: number;
  readonly invalid: number;
}

/** What a list shows of being written in another way than it was read. */
export interface ReadingDoubt {
  readonly field: string;
  /** Another order of dates, another mark in numbers, bands that became dates, codes read as numbers of employees. */
  readonly kind: 'dates' | 'numbers' | 'bands' | 'codes';
  /** Cells that would be read otherwise. */
  readonly cells: number;
  /** The option that reads them so; null where none does, or where it would read fewer cells of the list. */
  readonly setting: string | null;
  readonly message: string;
}

/** The figures of one source, of the total, or of the costed part. Money in the run's currency, rates 0 to 1. */
export interface SourceSummary {
  readonly source: string;
  readonly leads: number;
  readonly duplicates: number;
  readonly suppressed: number;
  readonly outside_period: number;
  /** Leads that count in the period although no readable date says so; 0 without a period. */
  readonly undated: number;
  /** Each lead once, by standing, from SQL down to disqualified. */
  readonly stages: Readonly<Record<string, number>>;
  /** Cumulative on the ladder: MQL and above. */
  readonly mql: number;
  readonly sql: number;
  readonly one_answer_from_sql: number;
  readonly mql_rate: number | null;
  readonly sql_rate: number | null;
  readonly spend: number | null;
  readonly cpl: number | null;
  readonly cpmql: number | null;
  readonly cpsql: number | null;
  readonly cpsql_at_best: number | null;
  readonly roi: number | null;
  /** The 95 % Wilson interval of `sql_rate`; null where there are no leads. */
  readonly sql_rate_low: number | null;
  readonly sql_rate_high: number | null;
  /** What one SQL costs at the ends of that interval: the high end is null where no SQL was found. */
  readonly cpsql_low: number | null;
  readonly cpsql_high: number | null;
}

/** The shape of summary.json: its keys are the contract of `cli.md`, which is why they are in snake case. */
export interface Summary {
  readonly rulebook: { readonly name: string; readonly version: number; readonly sha256: string };
  readonly as_of: string;
  readonly currency: string | null;
  /** The field that rows are grouped by; absent where it is the source. */
  readonly by?: string;
  readonly lists: readonly ListRecord[];
  readonly rows: {
    readonly read: number;
    readonly judged: number;
    readonly duplicates: number;
    /** Rows without content, of a footer, of totals: in no other figure. */
    readonly empty: number;
    readonly rejected: number;
  };
  /** Of each do-not-contact list the rows that could be looked up in it, and those that it met; absent without any. */
  readonly suppression?: readonly {
    readonly file: string;
    readonly fields: readonly string[];
    readonly looked_up: number;
    readonly met: number;
  }[];
  /** By leads, then by folded name; `(none)` last. */
  readonly sources: readonly SourceSummary[];
  readonly total: SourceSummary;
  readonly costed: SourceSummary;
  readonly reconciliation: {
    readonly input: number;
    readonly allocated: number;
    readonly unallocated: number;
  };
  readonly spend_without_leads: readonly string[];
  readonly leads_without_spend: readonly string[];
  readonly criteria: readonly {
    readonly id: string;
    readonly met: number;
    readonly unmet: number;
    readonly unknown: number;
    readonly one_answer_from: Readonly<Record<string, number>>;
  }[];
  readonly rules: readonly { readonly id: string; readonly met: number }[];
  /** Most frequent first: the question that decides, and the leads one answer from SQL it would decide. */
  readonly questions: readonly { readonly question: string; readonly leads: number }[];
  /** Leads in eight equal ranges of the total score between the lowest and the highest; absent with no leads. */
  readonly scores?: { readonly low: number; readonly high: number; readonly counts: readonly number[] };
  /** The thresholds on the total score that stages ask for, such as `{ stage: "SQL", from: 60 }`. */
  readonly thresholds: readonly { readonly stage: string; readonly from: number }[];
  readonly warnings: readonly string[];
}

/** Where a run's settings came from, for run.json. */
export interface InputRecord {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly locale?: Locale;
}
