import type { Place } from './diagnostic.ts';
import type { Day } from './lead.ts';

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

export interface SourceCosts {
  /** As the cost file spells it first. */
  readonly name: string;
  /** Folded spellings, the folded name first, that leads of this source may carry. */
  readonly spellings: readonly string[];
  readonly spend: readonly Amount[];
  /** Charged for every annotated row, duplicates and suppressed ones included. */
  readonly perLead: readonly Amount[];
  readonly credit: readonly Amount[];
  readonly place?: Place;
}

export const ALLOCATIONS = ['by_leads', 'by_spend', 'evenly'] as const;
export type Allocation = (typeof ALLOCATIONS)[number];

export interface SharedCost {
  readonly what: string;
  readonly spend: Amount;
  readonly allocate: Allocation;
}

/** A cost file, validated. */
export interface CostInputs {
  readonly file: string;
  /** Of the file's bytes; absent where the text was not read from a file. */
  readonly fingerprint?: { readonly sha256: string; readonly bytes: number };
  /** ISO 4217 code; absent only where a CSV names none. */
  readonly currency?: string;
  readonly period?: { readonly from: Day; readonly to: Day };
  readonly sources: readonly SourceCosts[];
  readonly shared: readonly SharedCost[];
  /** What a closed deal is worth (in the run's currency) and the share of SQL that close. */
  readonly value?: { readonly closeRate: DecimalText; readonly deal: DecimalText };
}
