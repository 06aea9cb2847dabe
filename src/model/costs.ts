import type { Place } from './diagnostic.ts';
import type { Day, Locale } from './lead.ts';

/** Money in cents of the run's currency, always an integer. */
export type Cents = number;

/** An exact decimal number as text, such as `0.45`. */
export type DecimalText = string;

/** An amount as written, with what turns it into the run's currency. */
export interface Amount {
  readonly amount: DecimalText;
  /** One unit of the amount's currency in the run's currency; `1` where they are the same. */
  readonly rate: DecimalText;
  readonly place?: Place;
}

/** Which rows a vendor charges for: duplicates too, or judged leads alone. */
export const BILLED = ['all', 'judged'] as const;
export type Billed = (typeof BILLED)[number];

export interface SourceCosts {
  /** The alias target of the rulebook, else as the cost file spells it first. */
  readonly name: string;
  /** Folded spellings, the folded name of the cost file first, that leads of this source may carry. */
  readonly spellings: readonly string[];
  readonly spend: readonly Amount[];
  /** Charged for every annotated row, suppressed ones included, and duplicates unless `billed` is `judged`. */
  readonly perLead: readonly Amount[];
  readonly credit: readonly Amount[];
  readonly billed?: Billed;
  readonly place?: Place;
}

export const ALLOCATIONS = ['by_leads', 'by_mql', 'by_sql', 'by_spend', 'evenly'] as const;
export type Allocation = (typeof ALLOCATIONS)[number];

/** What a shared cost comes to: an amount, or a percentage of what its sources cost by themselves. */
export type SharedAmount =
  | { readonly spend: Amount; readonly percent?: never }
  | { readonly percent: DecimalText; readonly spend?: never };

export type SharedCost = SharedAmount & {
  readonly what: string;
  readonly allocate: Allocation;
  /** Indexes of the sources that share it; all of them if absent. */
  readonly only?: readonly number[];
};

/** One cost file of a run. */
export interface CostFile {
  readonly file: string;
  /** The source that all of its lines belong to, where the command says so. */
  readonly source?: string;
  /** Of the file's bytes; absent where the text was not read from a file. */
  readonly fingerprint?: { readonly sha256: string; readonly bytes: number };
  /** How a CSV writes its amounts; absent where every locale reads them alike. */
  readonly locale?: Locale;
  /** Lines of a CSV that lie outside the period and are left out. */
  readonly outsidePeriod?: number;
}

/** When leads were created to be counted, both days included, and the field that says when. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
  readonly field: string;
}

/** What a closed deal is worth, what following leads up costs (in the run's currency), and the share of SQL that close. */
export interface DealValue {
  readonly closeRate: DecimalText;
  readonly deal: DecimalText;
  /** What a contact by sales costs, of which every SQL has one. */
  readonly contact?: DecimalText;
  /** What a lead costs that is nurtured: MQL and not SQL. */
  readonly nurture?: DecimalText;
}

/** The cost files of a run, validated and joined. */
export interface CostInputs {
  readonly files: readonly CostFile[];
  /** ISO 4217 code; absent only where no file names one. */
  readonly currency?: string;
  readonly period?: Period;
  readonly sources: readonly SourceCosts[];
  readonly shared: readonly SharedCost[];
  readonly value?: DealValue;
  /** What the summary repeats of what was said of the files: figures that may be other than they were meant. */
  readonly notes: readonly string[];
}
