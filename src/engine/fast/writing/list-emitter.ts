import { Defect } from '../../../model/errors.ts';
import { createByteSink, sinkBytes } from '../../../records/byte-sink.ts';
import { createStruct, type Kernel } from '../../../records/kernel.ts';
import { createRegion } from '../../../records/kernel-region.ts';
import { isEmpty, ROW_FLAGS, rowIssues } from '../../../records/record-batch.ts';
import type { RowWriter } from '../../../rows/row-writer.ts';
import type { Run } from '../../run.ts';
import type { Duplicates } from '../../settler.ts';
import type { AnsweredBatch } from '../judging/answered-batch.ts';
import { compileCount } from '../judging/batch-count.ts';
import type { Parts } from '../judging/parts.ts';
import type { ReadingCounts } from '../reading/locale-doubt.ts';
import { createVerdictPieces } from './verdict-pieces.ts';

export interface EmitterOptions {
  /** Index of the list in the run. */
  readonly index: number;
  readonly writer: RowWriter;
  readonly readings: ReadingCounts;
  /** Whether rows go to a file of their stage too. */
  readonly split: boolean;
}

/** Rows ready to be written: the annotated list's, and those of stages by name. Valid until the next batch is emitted. */
export interface EmittedRows {
  readonly annotated: Buffer;
  readonly stages: readonly (readonly [stage: string, bytes: Buffer])[];
}

/**
 * The last of a batch's three steps: writes its rows with their annotations and counts them. `rowsBefore` is added to
 * the batch's row numbers.
 */
export type EmitBatch = (answered: AnsweredBatch, duplicates: Duplicates, rowsBefore: number) => EmittedRows;

const DUPLICATE_STAGE = 'duplicate';
const OUTPUT = ['at', 'end', 'record', 'why', 'starts', 'from', 'marks', 'kinds'] as const;
/** Why the kernel stopped: `writeRows` of src/engine/kernel/rows.ts. */
const NO_ROOM = 1;
const FIRST_OUTPUT = 1 << 18;

type Earlier = ReadonlyMap<number, string>;

export function createEmitter(kernel: Kernel, run: Run, options: EmitterOptions): EmitBatch {
  const { index, writer, readings, split } = options;
  const { annotator, pieces } = createVerdictPieces(kernel, run, writer);
  const count = compileCount(kernel, run, index);
  const output = createStruct(kernel, OUTPUT);
  const rows = createRegion(kernel, FIRST_OUTPUT);
  const block = createRegion(kernel, FIRST_OUTPUT);
  const starts = createRegion(kernel);
  const marks = createRegion(kernel);
  const cellBytes = writer.cellBytes === undefined ? 0 : kernel.allocate(writer.cellBytes.length);
  if (writer.cellBytes !== undefined) kernel.bytes.set(writer.cellBytes, cellBytes);
  const sink = createByteSink();
  const emptyBlock = annotator.encodeEmpty(rowIssues(ROW_FLAGS.empty));

  /** Marks with 1 the records that the kernel does not write: the others go as they stand, or guarded where it is sure. */
  function markOthers({ memory, count: records, empty }: AnsweredBatch, earlier: Earlier): void {
    const { address } = marks;
    if (cellBytes === 0) kernel.bytes.fill(1, address, address + records);
    else {
      kernel.call.markSuspects(memory.address, cellBytes, address);
      const batch = memory.view();
      for (const record of markedIn(0, records)) {
        if (writer.isPlain(batch, record)) kernel.bytes[address + record] = 0;
      }
      for (const record of [...earlier.keys(), ...empty]) kernel.bytes[address + record] = 1;
    }
  }

  function* markedIn(from: number, to: number): Generator<number, void, undefined> {
    for (let record = nextMarked(from, to); record < to; record = nextMarked(record + 1, to)) yield record;
  }

  function nextMarked(from: number, to: number): number {
    const { address } = marks;
    const found = kernel.bytes.subarray(address + from, address + to).indexOf(1);
    return found === -1 ? to : from + found;
  }

  /** Writes records up to `to`, none of them marked with 1. */
  function writeByKernel({ memory }: AnsweredBatch, to: number): void {
    for (;;) {
      kernel.call.writeRows(memory.address, pieces.address, to, output.address);
      const record = output.get('record');
      if (record === to) return;
      if (output.get('why') === NO_ROOM) makeRoomForRows();
      else pieces.encode(record);
    }
  }

  function makeRoomForRows(size = 0): void {
    const written = output.get('at') - rows.address;
    rows.makeRoom(Math.max(written + size, rows.size * 2), written);
    output.set({ at: rows.address + written, end: rows.address + rows.size, from: rows.address });
  }

  /** The annotation alone of a record. */
  function blockOf(record: number): Buffer {
    const place = { at: output.get('at'), end: output.get('end') };
    for (;;) {
      output.set({ at: block.address, end: block.address + block.size });
      kernel.call.writeAnnotation(pieces.address, record, output.address);
      const why = output.get('why');
      if (why === 0) break;
      if (why === NO_ROOM) block.makeRoom(block.size * 2);
      else pieces.encode(record);
    }
    const bytes = kernel.bytes.subarray(block.address, output.get('at'));
    output.set(place);
    return bytes;
  }

  function writeOther(answered: AnsweredBatch, record: number, duplicateOf: string | undefined): void {
    const batch = answered.memory.view();
    const annotation = isEmpty(batch, record)
      ? emptyBlock
      : duplicateOf === undefined
        ? blockOf(record)
        : duplicateBlock(answered, record, duplicateOf);
    sink.length = 0;
    writer.writeRow(sink, { batch: answered.memory.view(), record, block: annotation });
    const row = sinkBytes(sink);
    if (output.get('at') + row.length > output.get('end')) makeRoomForRows(row.length);
    const at = output.get('at');
    kernel.bytes.set(row, at);
    kernel.words[starts.address / 4 + record] = at - rows.address;
    output.set({ at: at + row.length, record: record + 1 });
  }

  function duplicateBlock({ rows: numbers, parts }: AnsweredBatch, record: number, duplicateOf: string) {
    const number = kernel.words[numbers.address / 4 + record] ?? 0;
    const { invalid = [], flags = 0 } = parts?.rows.values[number] ?? {};
    return annotator.encodeDuplicate({ invalid, duplicateOf, rowIssues: rowIssues(flags) });
  }

  function writeAll(answered: AnsweredBatch, earlier: Earlier): Buffer {
    const { count: records } = answered;
    const { address: from, size } = rows;
    output.set({ at: from, end: from + size, from, record: 0, starts: starts.address });
    output.set({ marks: marks.address, kinds: cellBytes });
    for (let record = 0; record < records; record++) {
      const next = nextMarked(record, records);
      if (next > record) writeByKernel(answered, next);
      if (next < records) writeOther(answered, next, earlier.get(next));
      record = next;
    }
    return kernel.bytes.subarray(rows.address, output.get('at'));
  }

  /** The same rows by stage. */
  function splitRows(
    answered: AnsweredBatch,
    parts: Parts,
    { earlier, annotated }: Written,
  ): Map<string, Buffer[]> {
    const byStage = new Map<string, Buffer[]>();
    const startOf = (record: number): number =>
      record === answered.count ? annotated.length : (kernel.words[starts.address / 4 + record] ?? 0);
    const batch = answered.memory.view();
    for (let record = 0; record < answered.count; record++) {
      if (isEmpty(batch, record)) continue;
      const number = kernel.words[answered.standings.address / 4 + record] ?? 0;
      const stage = earlier.has(record)
        ? DUPLICATE_STAGE
        : (parts.standings.values[number]?.part.stage ?? '');
      const rowsOfStage = byStage.get(stage) ?? [];
      byStage.set(stage, rowsOfStage);
      rowsOfStage.push(annotated.subarray(startOf(record), startOf(record + 1)));
    }
    return byStage;
  }

  return (answered, { records, earlier: names }, rowsBefore) => {
    const { parts } = answered;
    if (parts === undefined) throw new Defect('a batch was emitted before it was answered');
    const earlier = new Map(records.map((record, at) => [record, names[at] ?? '']));
    // Only now: a batch that is answered may be dropped.
    count(answered, earlier, rowsBefore);
    readings.add(answered.doubts);
    marks.makeRoom(answered.count);
    starts.makeRoom(answered.count * 4);
    pieces.start(answered, parts);
    markOthers(answered, earlier);
    const annotated = writeAll(answered, earlier);
    const stages = split ? splitRows(answered, parts, { earlier, annotated }) : new Map<string, Buffer[]>();
    return { annotated, stages: [...stages].map(([stage, own]) => [stage, Buffer.concat(own)] as const) };
  };
}

interface Written {
  readonly earlier: Earlier;
  readonly annotated: Buffer;
}
