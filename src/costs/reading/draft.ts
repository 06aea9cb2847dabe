import type { Allocation, Billed, CostFile, DealValue, DecimalText, Period } from '../../model/costs.ts';
import type { Diagnostic, Place } from '../../model/diagnostic.ts';
import type { Placed } from '../../yaml/shape.ts';

/** A name of a source, with its place. */
export interface Spelling {
  readonly text: string;
  readonly place: Place;
}

/** An amount as one file has it, before other files say what its currency is worth. */
export interface WrittenAmount extends Placed<DecimalText> {
  /** Where the amount itself, its line or its column names one. */
  readonly currency?: Placed<string> | undefined;
}

/** A source as one entry of a cost file has it. */
export interface WrittenSource {
  readonly name: Spelling;
  readonly aliases: readonly Spelling[];
  readonly spend: readonly WrittenAmount[];
  readonly perLead: readonly WrittenAmount[];
  readonly credit: readonly WrittenAmount[];
  readonly billed?: Placed<Billed> | undefined;
  /** Whether all of its amounts could be read, so that their sum means something. */
  readonly sound: boolean;
}

/** A shared cost as one file has it: an amount, or a percentage. */
export interface WrittenShared {
  readonly what: string;
  readonly spend?: WrittenAmount | undefined;
  readonly percent?: DecimalText | undefined;
  readonly allocate: Allocation;
  readonly only?: readonly Spelling[] | undefined;
}

/** What is read of a cost file, and all that is said of it: a file with faults has what could be read. */
export interface ReadCosts {
  readonly value?: CostDraft;
  readonly diagnostics: readonly Diagnostic[];
}

/** What one cost file says, to be joined with the others of the run. */
export interface CostDraft {
  readonly about: CostFile;
  readonly isTable: boolean;
  /** It has a period, rates or a value for other files, and says of nothing what it cost. */
  readonly isSetting?: boolean;
  /** Of amounts that name none themselves. */
  readonly currency?: Placed<string> | undefined;
  readonly rates: ReadonlyMap<string, Placed<DecimalText>>;
  readonly period?: Placed<Period> | undefined;
  readonly value?: Placed<DealValue> | undefined;
  readonly sources: readonly WrittenSource[];
  readonly shared: readonly WrittenShared[];
}
