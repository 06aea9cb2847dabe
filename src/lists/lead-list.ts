import type { Readable } from 'node:stream';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ListCounts } from '../records/list-counts.ts';
import type { RecordBatch } from '../records/record-batch.ts';
import type { ScannerOptions } from '../records/scanner-options.ts';
import type { FileRange } from './bytes/clean-text.ts';
import type { Fingerprint } from './bytes/fingerprint.ts';
import type { Chunk } from './chunk.ts';
import type { DelimitedPass } from './list-pass.ts';

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
  /** A quote inside a quoted cell has a backslash before it instead of being doubled. */
  readonly escape?: '\\';
  /** What stands between cells where that is more than `delimiter`, which the annotated copy has: `, ` or `||`. */
  readonly between?: string;
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
  /** Where two delimiters are as good as each other: refuse the list (the default), or take the better and say so. */
  readonly inDoubt?: 'refuse' | 'take-better';
  /** Read a gzip file that grows more than 200-fold past 1 GB. */
  readonly allowLarge?: boolean;
  /** What `-` stands for; by default the process's own standard input. */
  readonly stdin?: Readable;
  /**
   * Whether an open file is all UTF-8 without a NUL byte, from whoever can tell sooner than the caller by reading it; false
   * where it is not, or that is not known.
   */
  readonly isClean?: (file: Pick<FileRange, 'descriptor' | 'size'>) => Promise<boolean>;
}

/** A list of which parts are read side by side, and settled in order by one pass. */
export interface SideBySide {
  /** By what the parts are scanned: plain data. */
  readonly scanner: ScannerOptions;
  /** Bytes of the text. */
  readonly textBytes: number;
  /** The input as it stands, for its fingerprint. */
  readonly file: { readonly descriptor: number; readonly size: number };
  /** The pass that settles the parts; it is the one that `counts` and `findings` speak of. */
  startPass(): DelimitedPass;
  /** The text behind the header in order, in chunks of about so many bytes. */
  chunks(size: number): AsyncGenerator<Chunk, void, undefined>;
  /** To be asked when all is read. Throws CannotRun if the file has changed since it was opened. */
  verifyUnchanged(): Promise<void>;
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
  /** The line of the file that the header is on; absent where it has none, as JSON. */
  readonly headerLine?: number;
  /** The header as a batch of one record: its own bytes, or what stands in for them. */
  readonly headerRecord: RecordBatch;
  /** Bytes of the text that the records come from; absent where they are decoded first. */
  readonly size?: number;
  /**
   * The records from the first to the last, in batches; each batch is valid until the next is asked for. May be
   * called again after it has ended, for another pass. Throws CannotRun where reading cannot go on, and at the end if
   * the file has changed since it was opened.
   */
  records(): AsyncGenerator<RecordBatch, void, undefined>;
  /** The identity of the input, for which all of it is read. Throws CannotRun if it has changed since it was opened. */
  fingerprint(): Promise<Fingerprint>;
  /** Of the pass that is running or was the last. */
  counts(): ListCounts;
  /** What was skipped or mended in that pass, for the user: complete once `records` has ended. */
  findings(): readonly Diagnostic[];
  /** How other threads read parts of the list; absent where it can only be read from start to end. */
  readonly sideBySide?: SideBySide;
  /** Gives the file back and removes what stdin was spooled to. */
  close(): Promise<void>;
}
