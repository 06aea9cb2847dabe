import { expect } from 'vitest';
import { cellCount, cellText, type RecordBatch, type Reject } from '../../src/records/record-batch.ts';
import { createScanner } from '../../src/records/scanner.ts';
import type { ScannerOptions, Skipped } from '../../src/records/scanner-options.ts';

export interface ScannedRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly flags: number;
}

export interface Scanned {
  readonly rows: readonly ScannedRow[];
  readonly rejects: readonly Reject[];
  readonly skipped: Skipped;
}

export function cellsOf(batch: RecordBatch, record: number): readonly string[] {
  return Array.from({ length: cellCount(batch, record) }, (_, column) => cellText(batch, record, column));
}

type ScanOptions = Partial<Omit<ScannerOptions, 'delimiter' | 'quote'>> & {
  readonly delimiter?: string;
  readonly sizes?: readonly number[];
};

/**
 * Scans bytes in chunks of the given sizes, the last size repeated; one chunk without sizes. It does so record by record,
 * with the regular records found by themselves, and in small batches, which must come to the same.
 */
export function scanAll(input: string | Uint8Array, options: ScanOptions = {}): Scanned {
  const scanned = scanOnce(input, { ...options, regularFrom: Number.POSITIVE_INFINITY });
  expect(scanOnce(input, { ...options, regularFrom: 0 })).toEqual(scanned);
  expect(scanOnce(input, { ...options, regularFrom: 0, mostRecords: 2 })).toEqual(scanned);
  return scanned;
}

function scanOnce(input: string | Uint8Array, options: ScanOptions): Scanned {
  const bytes = Buffer.from(input as Uint8Array);
  const { delimiter = ',', sizes = [], ...rest } = options;
  const scanner = createScanner({ columns: 0, ...rest, delimiter: delimiter.charCodeAt(0), quote: 0x22 });
  const rows: ScannedRow[] = [];
  const rejects: Reject[] = [];
  for (let at = 0, chunk = 0; ; chunk++) {
    const size = Math.min(sizes[Math.min(chunk, sizes.length - 1)] ?? bytes.length, bytes.length - at);
    scanner.room(size).set(bytes.subarray(at, at + size));
    at += size;
    for (let added = size; ; added = 0) {
      const batch = scanner.scan(added, at === bytes.length);
      rejects.push(...batch.rejects);
      for (let record = 0; record < batch.count; record++) {
        rows.push({
          row: batch.row[record] ?? 0,
          cells: cellsOf(batch, record),
          flags: batch.flags[record] ?? 0,
        });
      }
      if (!scanner.hasMore()) break;
    }
    if (at === bytes.length) return { rows, rejects, skipped: scanner.skipped() };
  }
}

export function cellsOnly(scanned: Scanned): readonly (readonly string[])[] {
  return scanned.rows.map(({ cells }) => cells);
}
