import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { ChunkPart } from '../records/chunk-scanner.ts';
import { createCountKeeper } from '../records/list-counts.ts';
import type { RecordBatch, Reject } from '../records/record-batch.ts';
import { moveReject } from '../records/reject-reasons.ts';
import { createScanner } from '../records/scanner.ts';
import type { ScannerOptions, ScannerPlace, Skipped } from '../records/scanner-options.ts';
import { isBinary } from './bytes/list-encoding.ts';
import type { Piece } from './bytes/utf8-pieces.ts';
import { createRegularizer, type Regularizer } from './dialect/regular-bytes.ts';
import type { Writing } from './dialect/writing.ts';
import { listFaults, warning } from './list-faults.ts';
import type { DelimitedPass } from './list-pass.ts';
import { isTotalRow } from './total-row.ts';

export interface DelimitedPassOptions {
  readonly shown: string;
  readonly scanner: ScannerOptions;
  /** Where the bytes start that it is fed; by default at the start of the text. */
  readonly start?: ScannerPlace;
  readonly pieces: () => AsyncIterable<Piece>;
  /** How the cells are written, if not as the scanner reads them, from an offset of the text on. */
  readonly writing?: Writing;
  readonly from?: number;
}

export function startDelimitedPass(pass: DelimitedPassOptions): DelimitedPass {
  const { shown, scanner: options, start, pieces, writing } = pass;
  const scanner = createScanner(options);
  if (start !== undefined) scanner.goTo(start);
  const keeper = createCountKeeper();
  let totalRow = false;
  let headerLine = 0;
  let read = 0;

  function feed(bytes: Buffer, isLast: boolean): RecordBatch {
    bytes.copy(scanner.room(bytes.length));
    const scanned = scanner.scan(bytes.length, isLast);
    totalRow = isLast && options.columns > 1 && endsInTotal(scanned);
    const batch = totalRow ? { ...scanned, count: scanned.count - 1 } : scanned;
    read += bytes.length;
    keeper.add(batch);
    const skipped = scanner.skipped();
    keeper.setSkipped(skipped);
    headerLine = Math.max(headerLine, skipped.headerLine);
    return batch;
  }

  function goPast(part: ChunkPart): readonly Reject[] {
    const { byte, line, row } = scanner.place();
    const next = { byte: byte + part.end - part.start, line: line + part.lines, row: row + part.rows };
    scanner.goTo(next);
    read += part.end - part.start;
    keeper.addCounts(part.counts);
    if (part.counts.repeatedHeaders > 0) headerLine = line - 1 + part.headerLine;
    return part.rejects.map(reject => moveReject(reject, { lines: line - 1, rows: row }));
  }

  /** Rejects with the offsets that they have in the text as it was. */
  function withOrigins(batch: RecordBatch, { origin }: Regularizer): RecordBatch {
    const mark = options.offset ?? 0;
    const rejects = batch.rejects.map(reject => ({ ...reject, byte: origin(reject.byte - mark) + mark }));
    return { ...batch, rejects };
  }

  async function* records(): AsyncGenerator<RecordBatch, void, undefined> {
    const regularizer =
      writing === undefined ? undefined : createRegularizer(writing, { from: pass.from ?? 0 });
    for await (const { bytes, isLast } of pieces()) {
      const scanned = feed(regularizer?.write(bytes, isLast) ?? bytes, isLast);
      const batch = regularizer === undefined ? scanned : withOrigins(scanned, regularizer);
      if (batch.count > 0 || batch.rejects.length > 0) yield batch;
      regularizer?.forget(scanner.place().byte);
    }
    const { nulBytes } = scanner.skipped();
    if (isBinary(nulBytes, read)) throw new CannotRun([listFaults.binary(shown, nulBytes)]);
  }

  const findings = () => {
    const { repairs, repeatedHeaders, nulBytes } = keeper.counts();
    return findingsOf(shown, {
      skipped: { marks: repairs.marks, repeatedHeaders, nulBytes, headerLine },
      totalRow,
    });
  };
  return { records, feed, goPast, place: scanner.place, counts: keeper.counts, findings };
}

function endsInTotal(batch: RecordBatch): boolean {
  const last = batch.count - 1;
  if (last < 0 || batch.rejects.some(({ row }) => row > (batch.row[last] ?? 0))) return false;
  return isTotalRow(batch, last);
}

function findingsOf(
  shown: string,
  { skipped, totalRow }: { readonly skipped: Skipped; readonly totalRow: boolean },
): readonly Diagnostic[] {
  const { repeatedHeaders, headerLine, marks, nulBytes } = skipped;
  const findings: Diagnostic[] = [];
  if (repeatedHeaders > 0) {
    const message = `${shown} repeats its header ${times(repeatedHeaders)}, last on line ${headerLine}; skipped`;
    findings.push(warning('repeated-header', message));
  }
  if (totalRow) findings.push(warning('total-row', `${shown} ends in a row of totals; skipped`));
  if (marks > 0)
    findings.push(warning('mark-in-file', `${shown} has a byte order mark inside ${times(marks)}; dropped`));
  if (nulBytes > 0) findings.push(warning('nul-bytes', `${shown} holds ${nulBytes} NUL bytes; dropped`));
  return findings;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
