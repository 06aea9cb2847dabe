import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { OtherTable } from '../records/below-gap.ts';
import type { ChunkPart } from '../records/chunk-scanner.ts';
import { createCountKeeper, type ListCounts } from '../records/list-counts.ts';
import type { RecordBatch, Reject } from '../records/record-batch.ts';
import { recordStart } from '../records/record-batch.ts';
import { moveReject } from '../records/reject-reasons.ts';
import { createScanner } from '../records/scanner.ts';
import type { ScannerOptions, ScannerPlace } from '../records/scanner-options.ts';
import { isBinary } from './bytes/list-encoding.ts';
import type { Piece } from './bytes/utf8-pieces.ts';
import { createRegularizer, type Regularizer } from './dialect/regular-bytes.ts';
import type { Writing } from './dialect/writing.ts';
import { type EndLines, endFindings, flagListEnd, type ListEnd } from './list-end.ts';
import { listFaults, warning } from './list-faults.ts';
import type { DelimitedPass } from './list-pass.ts';

export interface DelimitedPassOptions {
  readonly shown: string;
  readonly scanner: ScannerOptions;
  /** Where the bytes start that it is fed; by default at the start of the text. */
  readonly start?: ScannerPlace;
  readonly pieces: () => AsyncIterable<Piece>;
  /** How the cells are written, if not as the scanner reads them, from an offset of the text on. */
  readonly writing?: Writing;
  readonly from?: number;
  /** Whether a list is refused that has another table below the first, or that is only said. */
  readonly refuses?: boolean;
}

export function startDelimitedPass(pass: DelimitedPassOptions): DelimitedPass {
  const { shown, scanner: options, start, pieces, writing, refuses = true } = pass;
  const scanner = createScanner(options);
  if (start !== undefined) scanner.goTo(start);
  const keeper = createCountKeeper();
  let end: EndLines = {};
  let headerLine = 0;
  let otherTable: OtherTable | undefined;
  let read = 0;

  function* feed(bytes: Buffer, isLast: boolean): Generator<RecordBatch, void, undefined> {
    bytes.copy(scanner.room(bytes.length));
    read += bytes.length;
    for (let added = bytes.length; ; added = 0) {
      const batch = scanner.scan(added, isLast);
      const hasMore = scanner.hasMore();
      const skipped = scanner.skipped();
      meet(skipped.otherTable);
      if (isLast && !hasMore) end = linesOf(flagListEnd(batch, options.columns), batch);
      keeper.add(batch);
      keeper.setSkipped(skipped);
      headerLine = Math.max(headerLine, skipped.headerLine);
      if (batch.count > 0 || batch.rejects.length > 0) yield batch;
      if (!hasMore) return;
    }
  }

  /** What stands under another header is never read under this one. */
  function meet(table: OtherTable | undefined): void {
    otherTable ??= table;
    if (otherTable !== undefined && refuses) {
      throw new CannotRun([listFaults.otherTable(shown, otherTable)]);
    }
  }

  function linesOf({ footer, totals }: ListEnd, batch: RecordBatch): EndLines {
    const line = (record: number) => scanner.lineOf(recordStart(batch, record));
    return {
      ...(footer === undefined ? {} : { footer: { line: line(footer.first), lines: footer.lines } }),
      ...(totals === undefined ? {} : { totals: { line: line(totals.first), lines: totals.lines } }),
    };
  }

  function follows(part: ChunkPart, from: number): boolean {
    const { byte, isBetween } = scanner.place();
    return isBetween && byte === from && !(part.startsLikeHeader && scanner.isBelowGap());
  }

  function goPast(part: ChunkPart): readonly Reject[] {
    const { byte, line, row } = scanner.place();
    const next = { byte: byte + part.end - part.start, line: line + part.lines, row: row + part.rows };
    scanner.goTo(next, part.endsInGap);
    read += part.end - part.start;
    keeper.addCounts(part.counts);
    if (part.counts.repeatedHeaders > 0) headerLine = line - 1 + part.headerLine;
    meet(part.otherTable && { ...part.otherTable, line: part.otherTable.line + line - 1 });
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
      for (const batch of feed(regularizer?.write(bytes, isLast) ?? bytes, isLast)) {
        yield regularizer === undefined ? batch : withOrigins(batch, regularizer);
      }
      regularizer?.forget(scanner.place().byte);
    }
    const { nulBytes } = scanner.skipped();
    if (isBinary(nulBytes, read)) throw new CannotRun([listFaults.binary(shown, nulBytes)]);
  }

  const findings = () => {
    const counts = keeper.counts();
    return [
      ...skippedFindings(shown, { counts, headerLine }),
      ...endFindings(shown, { end, empty: counts.empty }),
      ...(otherTable === undefined
        ? []
        : [{ ...listFaults.otherTable(shown, otherTable), severity: 'warning' as const }]),
    ];
  };
  return { records, feed, follows, goPast, place: scanner.place, counts: keeper.counts, findings };
}

function skippedFindings(
  shown: string,
  { counts, headerLine }: { readonly counts: ListCounts; readonly headerLine: number },
): readonly Diagnostic[] {
  const {
    repeatedHeaders,
    repairs: { marks },
    nulBytes,
  } = counts;
  const findings: Diagnostic[] = [];
  if (repeatedHeaders > 0) {
    const message = `${shown} repeats its header ${times(repeatedHeaders)}, last on line ${headerLine}; skipped`;
    findings.push(warning('repeated-header', message));
  }
  if (marks > 0)
    findings.push(warning('mark-in-file', `${shown} has a byte order mark inside ${times(marks)}; dropped`));
  if (nulBytes > 0) findings.push(warning('nul-bytes', `${shown} holds ${nulBytes} NUL bytes; dropped`));
  return findings;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
