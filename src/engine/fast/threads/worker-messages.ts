import type { SharedFile } from '../../../lists/bytes/clean-text.ts';
import type { Fingerprint } from '../../../lists/bytes/fingerprint.ts';
import type { ChunkSource } from '../../../lists/chunk.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Tally } from '../../../model/tally.ts';
import type { ChunkPart } from '../../../records/chunk-scanner.ts';
import type { ScannerOptions } from '../../../records/scanner-options.ts';
import type { JudgingRules, ListPlan } from '../../job.ts';
import type { Duplicates } from '../../settler.ts';

/** A list as a worker needs it; without a scanner it is not read side by side. */
export type WorkerList = ListPlan & { readonly scanner?: ScannerOptions };

/** What the main thread asks of a worker, all of it plain data. */
export type Request =
  | {
      readonly kind: 'start';
      readonly rules: JudgingRules;
      readonly lists: readonly WorkerList[];
      readonly split: boolean;
    }
  | AnswerRequest
  | EmitRequest
  | { readonly kind: 'drop'; readonly chunk: number }
  | { readonly kind: 'finish' }
  | { readonly kind: 'fingerprint'; readonly descriptor: number }
  | ({ readonly kind: 'look-through' } & SharedFile);

export interface AnswerRequest {
  readonly kind: 'answer';
  /** Number of the chunk in the run. */
  readonly chunk: number;
  readonly list: number;
  /** Where the chunk stands in the text, and whether its first byte starts a record. */
  readonly at: number;
  readonly size: number;
  /** Bytes behind it that may be read along. */
  readonly beyond: number;
  readonly isStart: boolean;
  readonly source: ChunkSource;
}

export interface EmitRequest {
  readonly kind: 'emit';
  readonly chunk: number;
  readonly duplicates: Duplicates;
  readonly rowsBefore: number;
  /** Memory that the rows may be copied into. */
  readonly spare?: ArrayBuffer;
}

/** What a worker replies, by the kind of the request. */
export interface Replies {
  readonly start: Done;
  /** No part where no record can be told to start in the chunk. */
  readonly answer: { readonly part?: ChunkPart; readonly row: Int32Array; readonly keys: Uint32Array };
  readonly emit: EmittedBytes;
  readonly drop: Done;
  readonly finish: { readonly tally: Tally; readonly doubts: readonly Float64Array[] };
  readonly fingerprint: Fingerprint;
  readonly 'look-through': { readonly isClean: boolean };
}

type Done = Readonly<Record<string, never>>;

/** The rows of a chunk: the annotated list's, and those of each stage that has a file of its own. */
export interface EmittedBytes {
  readonly annotated: Uint8Array;
  readonly stages: readonly (readonly [stage: string, bytes: Uint8Array])[];
}

/** Why a request could not be met: what is to be said to the user, or a defect. */
export type Failure =
  | { readonly kind: 'cannot-run'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'defect'; readonly message: string; readonly stack: string | undefined };

export interface Envelope<Content> {
  /** Equal in a request and its reply. */
  readonly id: number;
  readonly content: Content;
}

export type ReplyContent = { readonly reply: Replies[keyof Replies] } | { readonly failure: Failure };
