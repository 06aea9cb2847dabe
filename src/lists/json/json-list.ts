import type { Diagnostic } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import { createCountKeeper, type ListCounts } from '../../records/list-counts.ts';
import type { RecordBatch } from '../../records/record-batch.ts';
import { ROW_FLAGS } from '../../records/record-batch.ts';
import { LONGEST_RECORD } from '../../records/scanner-options.ts';
import type { Piece } from '../bytes/utf8-pieces.ts';
import { type EndLines, endFindings, flagListEnd } from '../list-end.ts';
import { listFaults, warning } from '../list-faults.ts';
import type { ListPass } from '../list-pass.ts';
import { arrayCutter, lineCutter } from './json-cutter.ts';
import { type JsonRecord, parseRecord, placeOf, verifyFrame } from './json-records.ts';
import { createRowBuilder } from './json-rows.ts';
import { type JsonSlice, splitJson } from './json-splitter.ts';

/** A JSON list as text. */
export interface JsonText {
  readonly shown: string;
  readonly kind: 'json-array' | 'json-lines';
  /** Bytes of the byte order mark before the text. */
  readonly markLength: number;
  readonly pieces: AsyncIterable<Piece>;
}

interface JsonGroup {
  readonly bytes: Buffer;
  readonly isLast: boolean;
  readonly entries: readonly { readonly slice: JsonSlice; readonly parsed: JsonRecord }[];
}

const MOST_COLUMNS = 20_000;

/** The columns of a JSON list in first-seen order. Throws CannotRun where it is no JSON list. */
export async function readJsonColumns(text: JsonText): Promise<readonly string[]> {
  const columns = new Set<string>();
  for await (const { entries } of jsonGroups(text)) {
    for (const { parsed } of entries) {
      if (parsed.kind === 'reject') continue;
      for (const { column } of parsed.cells) columns.add(column);
      if (columns.size > MOST_COLUMNS)
        throw new CannotRun([listFaults.tooManyKeys(text.shown, MOST_COLUMNS)]);
    }
  }
  return [...columns];
}

/** A pass over a JSON list that hands out its records as rows of CSV with these columns. */
export function startJsonPass(text: JsonText, columns: readonly string[]): ListPass {
  const keeper = createCountKeeper();
  const builder = createRowBuilder(columns);
  let nulBytes = 0;
  let end: EndLines = {};

  async function* records(): AsyncGenerator<RecordBatch, void, undefined> {
    let row = 0;
    for await (const { bytes, entries, isLast } of jsonGroups(text)) {
      builder.clear();
      const lines: number[] = [];
      for (const { slice, parsed } of entries) {
        row++;
        if (parsed.kind === 'record') lines.push(slice.line);
        if (parsed.kind === 'record')
          nulBytes += builder.addRow(row, parsed.cells, parsed.repeatedKeys > 0 ? ROW_FLAGS.key : 0);
        else builder.addReject(parsed.reason(placeOf(bytes, { slice, row, offset: text.markLength })));
      }
      const batch = builder.batch();
      if (isLast) {
        const { footer, totals } = flagListEnd(batch, columns.length);
        end = {
          ...(footer && { footer: { line: lines[footer.first] ?? 0, lines: footer.lines } }),
          ...(totals && { totals: { line: lines[totals.first] ?? 0, lines: totals.lines } }),
        };
      }
      keeper.add(batch);
      keeper.setSkipped({ nulBytes, marks: 0, repeatedHeaders: 0 });
      if (batch.count > 0 || batch.rejects.length > 0) yield batch;
    }
  }

  return { records, counts: keeper.counts, findings: () => findingsOf(text.shown, keeper.counts(), end) };
}

function findingsOf(
  shown: string,
  { nulBytes, repairs, empty }: ListCounts,
  end: EndLines,
): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  if (nulBytes > 0) findings.push(warning('nul-bytes', `${shown} holds NUL characters; dropped`));
  if (repairs.key > 0) {
    const message = `${shown}: ${repairs.key} ${repairs.key === 1 ? 'record names' : 'records name'} a column twice with two values; the last one counts`;
    findings.push(
      warning('repeated-key', message, 'write each key once; "a.b" and {"a": {"b": …}} are one column'),
    );
  }
  if (repairs.encoding > 0) {
    const message = `${shown}: ${repairs.encoding} ${repairs.encoding === 1 ? 'record holds' : 'records hold'} half a character (a lone surrogate); replaced by U+FFFD`;
    findings.push(warning('bytes-replaced', message));
  }
  return [...findings, ...endFindings(shown, { end, empty })];
}

/** The records of a list, parsed. Of an array that is not JSON nothing is trusted: it throws CannotRun. */
async function* jsonGroups({ shown, kind, pieces }: JsonText): AsyncGenerator<JsonGroup, void, undefined> {
  const cutter = kind === 'json-array' ? arrayCutter() : lineCutter();
  for await (const group of splitJson(pieces, { cutter, longest: LONGEST_RECORD })) {
    verifyFrame(group, shown);
    const { bytes, slices, isLast } = group;
    yield {
      bytes,
      isLast,
      entries: slices.map(slice => ({ slice, parsed: parseChecked(bytes, { slice, kind, shown }) })),
    };
  }
}

function parseChecked(
  bytes: Buffer,
  {
    slice,
    kind,
    shown,
  }: { readonly slice: JsonSlice; readonly kind: JsonText['kind']; readonly shown: string },
): JsonRecord {
  const parsed = parseRecord(bytes, slice);
  if (kind === 'json-lines' || parsed.kind === 'record' || parsed.code !== 'not-json') return parsed;
  throw new CannotRun([listFaults.jsonInvalid(shown, slice.line)]);
}
