import { cellCount, cellTexts, type RecordBatch } from '../../records/record-batch.ts';
import { createScanner } from '../../records/scanner.ts';
import { createRegularizer } from './regular-bytes.ts';
import { isRegular, type Writing } from './writing.ts';

/** The start of a list as bytes that the scanner reads; those before `from` as they are. */
export function regularHead(
  bytes: Buffer,
  { writing, from, isWhole }: { writing: Writing; from: number; isWhole: boolean },
): Buffer {
  if (isRegular(writing)) return bytes;
  return Buffer.from(createRegularizer(writing, { from }).write(bytes, isWhole));
}

/** Scans regular bytes from a place on. */
export function scanHead(
  bytes: Buffer,
  { writing, from, line, isWhole }: { writing: Writing; from: number; line: number; isWhole: boolean },
): RecordBatch {
  const scanner = createScanner({
    delimiter: writing.delimiter.charCodeAt(0),
    quote: writing.quote.charCodeAt(0),
    columns: 0,
    skip: from,
    line,
    mostRecords: Number.POSITIVE_INFINITY,
  });
  scanner.room(bytes.length).set(bytes);
  return scanner.scan(bytes.length, isWhole);
}

/** The first records as text. */
export function firstRecords(batch: RecordBatch, most: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.min(batch.count, most) }, (_, record) => cellTexts(batch, record));
}

/** How many cells the first records have. */
export function firstWidths(batch: RecordBatch, most: number): readonly number[] {
  return Array.from({ length: Math.min(batch.count, most) }, (_, record) => cellCount(batch, record));
}
