import type { Chunk } from '../../src/lists/chunk.ts';
import type { SideBySide } from '../../src/lists/lead-list.ts';
import type { DelimitedPass } from '../../src/lists/list-pass.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { type BatchMemory, createBatchMemory } from '../../src/records/batch-memory.ts';
import { createChunkScanner } from '../../src/records/chunk-scanner.ts';
import { openKernel } from '../../src/records/kernel.ts';
import type { ListCounts } from '../../src/records/list-counts.ts';
import type { RecordBatch, Reject } from '../../src/records/record-batch.ts';
import { cellsOf, type ScannedRow } from './scanning.ts';

/** All that a pass over a list tells. */
export interface PassedList {
  readonly rows: readonly ScannedRow[];
  readonly rejects: readonly Reject[];
  readonly counts: ListCounts;
  readonly findings: readonly Diagnostic[];
}

/** How the chunks of a list were read. */
export interface Settled {
  readonly list: PassedList;
  /** Chunks whose own reading was taken, and those that had to be read again. */
  readonly taken: number;
  readonly dropped: number;
}

function rowsOf(batch: RecordBatch, rowsBefore = 0): readonly ScannedRow[] {
  return Array.from({ length: batch.count }, (_, record) => ({
    row: rowsBefore + (batch.row[record] ?? 0),
    cells: cellsOf(batch, record),
    flags: batch.flags[record] ?? 0,
  }));
}

/** Reads a list from start to end. */
export async function readWhole(
  pass: Pick<DelimitedPass, 'records' | 'counts' | 'findings'>,
): Promise<PassedList> {
  const rows: ScannedRow[] = [];
  const rejects: Reject[] = [];
  for await (const batch of pass.records()) {
    rows.push(...rowsOf(batch));
    rejects.push(...batch.rejects);
  }
  return { rows, rejects, counts: pass.counts(), findings: pass.findings() };
}

/** Puts bytes into the room of a memory; returns how many. */
export function putInto(memory: BatchMemory, bytes: Buffer): number {
  memory.room(bytes.length).set(bytes);
  return bytes.length;
}

/** Reads each chunk of a list by itself, and settles them in order, as the engine does with its workers. */
export async function readInChunks(
  parts: Pick<SideBySide, 'scanner' | 'startPass' | 'chunks'>,
  size: number,
): Promise<Settled> {
  const pass = parts.startPass();
  const kernel = openKernel();
  const memory = createBatchMemory(kernel);
  const scanner = createChunkScanner(kernel, parts.scanner);
  const first = pass.place().byte;
  const rows: ScannedRow[] = [];
  const rejects: Reject[] = [];
  let taken = 0;
  let dropped = 0;

  let passed = first;

  function readHere(chunk: Chunk, to: number): void {
    const from = passed - chunk.at;
    const isLast = chunk.isLast && to === chunk.size;
    if (from >= to && !isLast) return;
    passed = chunk.at + to;
    for (const batch of pass.feed(chunk.read(from, to), isLast)) {
      rows.push(...rowsOf(batch));
      rejects.push(...batch.rejects);
    }
  }

  for await (const chunk of parts.chunks(size)) {
    const { at, beyond = 0 } = chunk;
    const filled = chunk.isLast ? 0 : putInto(memory, chunk.read(0, chunk.size + beyond));
    const scanned =
      filled === 0
        ? undefined
        : scanner.scan(memory, { at, isStart: at === first, size: chunk.size, filled });
    const start = scanned?.part.start ?? chunk.size;
    readHere(chunk, start);
    if (scanned === undefined) continue;
    const { row } = pass.place();
    if (pass.follows(scanned.part, at + start)) {
      taken++;
      rejects.push(...pass.goPast(scanned.part));
      passed = at + scanned.part.end;
      rows.push(...rowsOf(scanned.batch, row));
    } else dropped++;
    readHere(chunk, chunk.size);
  }
  const list = { rows, rejects, counts: pass.counts(), findings: pass.findings() };
  return { list, taken, dropped };
}
