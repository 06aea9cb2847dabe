import type { LeadList } from '../leads/list.ts';
import type { RowWriter } from '../leads/row-writer.ts';
import type { Suppression } from '../leads/suppression.ts';
import type { CostInputs } from '../model/costs.ts';
import type { Day, Locale } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Tally } from '../model/tally.ts';
import type { ListOutput } from './outputs.ts';

/** A list that is open, with what its columns mean. */
export interface PlannedList {
  readonly list: LeadList;
  readonly locale: Locale;
  /** Columns to try in order, by name of the field; a field without an entry is absent. */
  readonly columns: ReadonlyMap<string, readonly number[]>;
  /** What stands in every row as the source, where the list has no column for it. */
  readonly source?: string;
  readonly writer: RowWriter;
}

/** Everything a run needs to know. */
export interface Job {
  readonly rulebook: Rulebook;
  readonly asOf: Day;
  readonly lists: readonly PlannedList[];
  readonly dedupe: boolean;
  readonly suppression?: Suppression;
  /** Leads created outside the costs' period are judged, but counted apart. */
  readonly costs?: CostInputs;
  /** The field that the summary is grouped by beside the source. */
  readonly by?: string;
  /** More fields to read than judging needs. */
  readonly alsoRead?: readonly string[];
  /** Where each list's annotated copy and rejects go, in the order of `lists`. */
  readonly outputs: readonly ListOutput[];
}

/** How far a run is. */
export interface Progress {
  readonly rows: number;
  /** Bytes of text read. */
  readonly bytes: number;
}

export interface RunResult {
  readonly tally: Tally;
  /** What the run has to warn of, in sentences. */
  readonly warnings: readonly string[];
}

/** What runs a job: the in-process engine today; a query engine answers the same. */
export type Engine = (job: Job, onProgress: (progress: Progress) => void) => Promise<RunResult>;
