import {
  appendBytes,
  appendNear,
  type ByteSink,
  createByteSink,
  sinkBytes,
  sinkInto,
} from '../leads/byte-sink.ts';
import { recordStart, rowIssues } from '../leads/record-batch.ts';
import type { RowWriter } from '../leads/row-writer.ts';
import type { AnsweredBatch } from './answered-batch.ts';
import type { LocaleDoubt } from './locale-doubt.ts';
import { createRowAnnotator } from './row-annotator.ts';
import { createRowCounter } from './row-counter.ts';
import type { Run } from './run.ts';
import type { Duplicates } from './settler.ts';

export interface EmitterOptions {
  /** Index of the list in the run. */
  readonly index: number;
  readonly writer: RowWriter;
  readonly doubt: LocaleDoubt;
  /** Whether rows go to a file of their stage too. */
  readonly split: boolean;
}

/** Rows ready to be written: the annotated list's, and those of stages by name. */
export interface EmittedRows {
  /** Valid until the memory behind the batch is used again. */
  readonly annotated: Buffer;
  /** Valid until the next batch is emitted. */
  readonly stages: readonly (readonly [stage: string, bytes: Buffer])[];
}

/**
 * The last of a batch's three steps: writes its rows with their annotations and counts them. `rowsBefore` is added to
 * the batch's row numbers.
 */
export type EmitBatch = (answered: AnsweredBatch, duplicates: Duplicates, rowsBefore: number) => EmittedRows;

const DUPLICATE_STAGE = 'duplicate';

export function createEmitter(run: Run, { index, writer, doubt, split }: EmitterOptions): EmitBatch {
  const { annotator, append } = createRowAnnotator(run, { index, writer });
  const { isPlain, lineEnd, writeRow } = writer;
  const scratch = createByteSink();
  const stages = new Map<string, ByteSink>();

  function writeLead(sink: ByteSink, answered: AnsweredBatch, record: number): void {
    const { batch } = answered;
    if (isPlain(batch, record)) {
      appendNear(sink, batch.bytes, recordStart(batch, record), batch.ends[record] as number);
      append(sink, answered, record);
      appendBytes(sink, lineEnd);
      return;
    }
    scratch.length = 0;
    append(scratch, answered, record);
    writeRow(sink, { batch, record, block: sinkBytes(scratch) });
  }

  function writeRecord(
    sink: ByteSink,
    answered: AnsweredBatch,
    { record, duplicateOf }: { readonly record: number; readonly duplicateOf: string | undefined },
  ): void {
    if (duplicateOf === undefined) writeLead(sink, answered, record);
    else writeRow(sink, { batch: answered.batch, record, block: blockOf(answered, record, duplicateOf) });
  }

  function writeRows(sink: ByteSink, answered: AnsweredBatch, earlier: ReadonlyMap<number, string>): void {
    const { count } = answered.batch;
    for (let record = 0; record < count; record++) {
      writeRecord(sink, answered, { record, duplicateOf: earlier.get(record) });
    }
  }

  function blockOf({ batch, invalid }: AnsweredBatch, record: number, duplicateOf: string): Uint8Array {
    return annotator.encodeDuplicate({
      invalid: invalid[record] ?? [],
      duplicateOf,
      rowIssues: rowIssues(batch.flags[record] ?? 0),
    });
  }

  function writeStages(answered: AnsweredBatch, earlier: ReadonlyMap<number, string>): void {
    const { batch, standings } = answered;
    for (const sink of stages.values()) sink.length = 0;
    for (let record = 0; record < batch.count; record++) {
      const duplicateOf = earlier.get(record);
      const stage = duplicateOf === undefined ? (standings[record]?.part.stage ?? '') : DUPLICATE_STAGE;
      const sink = stages.get(stage) ?? createByteSink();
      stages.set(stage, sink);
      writeRecord(sink, answered, { record, duplicateOf });
    }
  }

  const count = createRowCounter(run, index);

  return (answered, { records, earlier: names }, rowsBefore) => {
    annotator.trim();
    const earlier = new Map(records.map((record, at) => [record, names[at] ?? '']));
    const { spare } = answered.batch;
    const annotated = spare === undefined ? createByteSink() : sinkInto(spare);
    writeRows(annotated, answered, earlier);
    if (split) writeStages(answered, earlier);
    count(answered, earlier, rowsBefore);
    // Only now: a batch that is answered may be dropped.
    doubt.add(answered.doubts);
    return {
      annotated: sinkBytes(annotated),
      stages: [...stages].map(([stage, sink]) => [stage, sinkBytes(sink)]),
    };
  };
}
