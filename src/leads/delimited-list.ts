import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { Layout } from './dialect.ts';
import { createCountKeeper } from './list-counts.ts';
import { isBinary } from './list-encoding.ts';
import { listFaults, warning } from './list-faults.ts';
import type { ListPass } from './list-pass.ts';
import type { RecordBatch } from './record-batch.ts';
import { createScanner } from './scanner.ts';
import type { Scanner } from './scanner-options.ts';
import { isTotalRow } from './total-row.ts';
import type { Piece } from './utf8-pieces.ts';

export interface DelimitedPassOptions {
  readonly shown: string;
  readonly layout: Layout;
  readonly columns: number;
  /** Whether the list's first record is a lead, so that no row repeats a header. */
  readonly noHeader: boolean;
  /** Bytes of the byte order mark before the text. */
  readonly markLength: number;
  readonly pieces: AsyncIterable<Piece>;
}

export function startDelimitedPass(options: DelimitedPassOptions): ListPass {
  const { shown, layout, columns, noHeader, markLength, pieces } = options;
  const { header } = layout;
  const scanner = createScanner({
    delimiter: layout.delimiter.charCodeAt(0),
    quote: header.quote,
    columns,
    skip: layout.skip,
    line: layout.line,
    offset: markLength,
    ...(noHeader ? {} : { header: header.bytes.subarray(0, header.ends[0]) }),
  });
  const keeper = createCountKeeper();
  let totalRow = false;

  async function* records(): AsyncGenerator<RecordBatch, void, undefined> {
    let read = 0;
    for await (const { bytes, isLast } of pieces) {
      bytes.copy(scanner.room(bytes.length));
      const scanned = scanner.scan(bytes.length, isLast);
      totalRow = isLast && columns > 1 && endsInTotal(scanned);
      const batch = totalRow ? { ...scanned, count: scanned.count - 1 } : scanned;
      read += bytes.length;
      keeper.add(batch);
      keeper.setSkipped(scanner.skipped());
      if (batch.count > 0 || batch.rejects.length > 0) yield batch;
    }
    const { nulBytes } = scanner.skipped();
    if (isBinary(nulBytes, read)) throw new CannotRun([listFaults.binary(shown, nulBytes)]);
  }

  return { records, counts: keeper.counts, findings: () => findingsOf(shown, { scanner, totalRow }) };
}

function endsInTotal(batch: RecordBatch): boolean {
  const last = batch.count - 1;
  if (last < 0 || batch.rejects.some(({ row }) => row > (batch.row[last] ?? 0))) return false;
  return isTotalRow(batch, last);
}

function findingsOf(
  shown: string,
  { scanner, totalRow }: { readonly scanner: Scanner; readonly totalRow: boolean },
): readonly Diagnostic[] {
  const { repeatedHeaders, headerLine, marks, nulBytes } = scanner.skipped();
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
