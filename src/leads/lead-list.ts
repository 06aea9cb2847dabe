import type { Readable } from 'node:stream';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { RecordBatch } from './record-batch.ts';

/** How a list is written, and so how its annotated copy is. */
export interface Dialect {
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `windows-1250`, `iso-8859-2` or `cp852`, or as `--encoding` says. */
  readonly encoding: string;
  readonly delimiter: string;
  readonly quote: string;
  /** The line ending of the header. */
  readonly newline: '\n' | '\r\n' | '\r';
  /** Whether the file starts with a byte order mark. */
  readonly bom: boolean;
}

/** What the user says of a list; everything not given is detected. */
export interface ListOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  /** The line of the file that the header is on, from 1. */
  readonly headerRow?: number;
  /** The first record is a lead; the columns are named `column_1`, `column_2`, … */
  readonly noHeader?: boolean;
  /** Read a gzip file that grows more than 200-fold past 1 GB. */
  readonly allowLarge?: boolean;
  /** What `-` stands for; by default the process's own standard input. */
  readonly stdin?: Readable;
}

/** What has been read of a list up to now. */
export interface ListCounts {
  /** Rows numbered so far: records handed out and rejects. */
  readonly rows: number;
  readonly rejected: number;
  /** Rows mended, by what was wrong; a row may be in several. `marks` are byte order marks in mid-file. */
  readonly repairs: {
    readonly short: number;
    readonly long: number;
    readonly quote: number;
    readonly nul: number;
    readonly marks: number;
  };
  /** The sum of `repairs`. */
  readonly repaired: number;
  /** Repeated header rows, blank lines not counted. */
  readonly repeatedHeaders: number;
  /** NUL bytes dropped. */
  readonly nulBytes: number;
}

/** The identity of an input as it was read. */
export interface Fingerprint {
  /** Of the file's bytes as they stand, compressed if it is gzip. */
  readonly sha256: string;
  readonly bytes: number;
}

/** A lead list that is open: its header is known, its records have not been read. */
export interface LeadList {
  /** Base name without `.gz` and extension; `stdin` for `-`. */
  readonly name: string;
  /** As the user wrote it. */
  readonly path: string;
  readonly format: 'delimited' | 'json';
  /** The extension of the annotated copy: `tsv` if the list's own is, else `csv`. */
  readonly extension: 'csv' | 'tsv';
  readonly dialect: Dialect;
  /** The header's cells as they stand, in order, duplicates and blanks kept. */
  readonly header: readonly string[];
  /** The header as a batch of one record: its own bytes, or what stands in for them. */
  readonly headerRecord: RecordBatch;
  /** Bytes of the text that the records come from; absent where they are decoded first. */
  readonly size?: number;
  readonly fingerprint: Fingerprint;
  /**
   * The records from the first to the last, in batches; each batch is valid until the next is asked for. May be
   * called again after it has ended, for another pass. Throws CannotRun where reading cannot go on, and at the end if
   * the file has changed since it was opened.
   */
  records(): AsyncGenerator<RecordBatch, void, undefined>;
  /** Of the pass that is running or was the last. */
  counts(): ListCounts;
  /** What was skipped or mended in that pass, for the user: complete once `records` has ended. */
  findings(): readonly Diagnostic[];
  /** Gives the file back and removes what stdin was spooled to. */
  close(): Promise<void>;
}
