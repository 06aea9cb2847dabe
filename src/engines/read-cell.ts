import type { RecordBatch } from '../leads/record-batch.ts';
import type { Reading } from '../model/lead.ts';

/**
 * One field of one record, read and answered. The same object stands for every equal cell that is remembered. Its
 * numbers have 32 bits with a sign, which V8 keeps inside the object.
 */
export interface ReadCell {
  /** Number of the answers' class: equal for cells of one field that lead to the same verdict. */
  answerClass: number;
  readonly isInvalid: boolean;
  /** What it says of the list's locale: index of a counter of `LocaleDoubt`. */
  readonly doubt: number;
  /** The hash of the value, and of its domain; 0 and 0 where it is not known, or no key asks for it. */
  low: number;
  high: number;
  domainLow: number;
  domainHigh: number;
  /** The cell as it stands, and what it means; no reading where only class and hashes were looked for. */
  readonly text: string;
  readonly reading: Reading | undefined;
  /** Where the tally counts it as a source and as a group; -1 until that is asked for. */
  source: number;
  group: number;
}

/** The only place that makes one, so that all have one shape and V8 keeps the code of every loop over them. */
export function createReadCell(
  text: string,
  reading: Reading | undefined,
  { answerClass, doubt }: Pick<ReadCell, 'answerClass' | 'doubt'>,
): ReadCell {
  return {
    answerClass,
    isInvalid: reading?.kind === 'invalid',
    doubt,
    low: 0,
    high: 0,
    domainLow: 0,
    domainHigh: 0,
    text,
    reading,
    source: -1,
    group: -1,
  };
}

/** Reads a field, or a column, off a record. What it returns is valid until it is called again. */
export type ReadRecord = (batch: RecordBatch, record: number) => ReadCell;

/**
 * Answers a cell from its bytes `[start, end)`, which are not in quotes, without making a text of them; undefined where
 * it cannot, and the cell is to be read.
 */
export type Shortcut = (bytes: Buffer, start: number, end: number) => ReadCell | undefined;
