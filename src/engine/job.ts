import type { Suppression } from '../contacts/suppression.ts';
import type { Fingerprint } from '../lists/bytes/fingerprint.ts';
import type { LeadList } from '../lists/lead-list.ts';
import type { CostInputs } from '../model/costs.ts';
import type { Day, Notation } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Tally } from '../model/tally.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import type { ListReading } from './fast/reading/locale-doubt.ts';
import type { ListOutput } from './fast/writing/outputs.ts';
import type { RowFormat } from './fast/writing/row-format.ts';

/** What leads are judged by: plain data, which other threads are given a copy of. */
export interface JudgingRules {
  readonly rulebook: Rulebook;
  readonly asOf: Day;
  readonly dedupe: boolean;
  readonly suppression?: Suppression;
  /** Leads created outside the costs' period are judged, but counted apart. */
  readonly costs?: CostInputs;
  /** The field that the summary is grouped by beside the source. */
  readonly by?: string;
}

/** What the columns of a list mean, and how its rows are written: plain data too. */
export interface ListPlan extends Notation {
  readonly name: string;
  /** Columns to try in order, by name of the field; a field without an entry is absent. */
  readonly columns: ReadonlyMap<string, readonly number[]>;
  /** How many places the header moves the point of numbers, by index of the column; the others: none. */
  readonly places: ReadonlyMap<number, number>;
  /** What stands in every row as the source, where the list has no column for it. */
  readonly source?: string;
  readonly format: RowFormat;
}

/** A list that is open, and its plan. */
export interface PlannedList extends ListPlan {
  readonly list: LeadList;
  readonly writer: RowWriter;
}

/** Everything a run needs to know. */
export interface Job extends JudgingRules {
  readonly lists: readonly PlannedList[];
  /** Where each list's annotated copy and rejects go, in the order of `lists`. */
  readonly outputs: readonly ListOutput[];
  /** Threads that judge side by side, 1 being the calling thread alone; by default as many as the lists are worth. */
  readonly workers?: number;
}

/** How far a run is. */
export interface Progress {
  readonly rows: number;
  /** Bytes of text read. */
  readonly bytes: number;
}

export interface RunResult {
  readonly tally: Tally;
  /** How the lists were read, in their order. */
  readonly readings: readonly ListReading[];
  /** What the run has to warn of, in sentences. */
  readonly warnings: readonly string[];
  /** Of the lists as they were read, in their order. */
  readonly fingerprints: readonly Fingerprint[];
  /** Threads that judged. */
  readonly workers: number;
}
