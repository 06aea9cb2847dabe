import type { BatchMemory } from './batch-memory.ts';
import { classifyBelowGap, type OtherTable } from './below-gap.ts';
import type { Kernel } from './kernel.ts';
import { CR, LF } from './line-breaks.ts';
import { createCountKeeper, type ListCounts } from './list-counts.ts';
import { cellTexts, type RecordBatch, type Reject, ROW_FLAGS } from './record-batch.ts';
import { createScanTask } from './scan-task.ts';
import { createScanner } from './scanner.ts';
import type { ScannerOptions, Skipped } from './scanner-options.ts';

/** What was read of a chunk by itself: plain data. Lines and rows are counted from its own first record. */
export interface ChunkPart {
  /** Where in the chunk the first whole record starts, as far as can be told from the chunk alone. */
  readonly start: number;
  /** Where the first record starts that was not read. */
  readonly end: number;
  readonly lines: number;
  readonly rows: number;
  readonly counts: ListCounts;
  /** The line of the last repeated header. */
  readonly headerLine: number;
  readonly rejects: readonly Reject[];
  /** Whether an empty line or row comes last. */
  readonly endsInGap: boolean;
  /** The first header of another table. */
  readonly otherTable?: OtherTable | undefined;
  /** Whether the first row is a header too, if an empty line comes before the chunk. */
  readonly startsLikeHeader: boolean;
}

export interface ScannedChunk {
  readonly batch: RecordBatch;
  readonly part: ChunkPart;
}

/** Scans the chunks of one list, each by itself. */
export interface ChunkScanner {
  /**
   * Scans the text that is in the room of a memory, which then has the batch. Undefined where no record can be told to
   * start. What lies beyond the chunk is read for the record that it cuts off.
   */
  scan(memory: BatchMemory, chunk: ChunkText): ScannedChunk | undefined;
}

/** A chunk whose text is in the room of a memory. */
export interface ChunkText {
  /** Offset of the chunk in the text of its list. */
  readonly at: number;
  /** Whether its first byte starts a record. */
  readonly isStart: boolean;
  /** Bytes of the chunk itself, and how many there are with those beyond it. */
  readonly size: number;
  readonly filled: number;
}

/** Makes the scanner of chunks in memories of a kernel. */
export function createChunkScanner(kernel: Kernel, options: ScannerOptions): ChunkScanner {
  const { header, skip: _, ...shared } = options;
  const own = header === undefined ? shared : { ...shared, header: Buffer.from(header) };
  const task = createScanTask(kernel, own);
  // A chunk is one batch, which its size bounds.
  const scanner = createScanner({ ...own, mostRecords: Number.POSITIVE_INFINITY });
  const guess = compileGuess(options);

  /** Most chunks are regular from their first record to their last, and stay where they are. */
  function scanRegular(memory: BatchMemory, { start, size, filled }: Started): ScannedChunk | undefined {
    const found = memory.find(task, { position: start, filled, until: size });
    if (found === undefined) return undefined;
    const { batch, end, lines } = found;
    const counts = countsOf(batch, { marks: 0, repeatedHeaders: 0 });
    const part = {
      start,
      end,
      lines,
      rows: batch.count,
      counts,
      headerLine: 0,
      rejects: [],
      endsInGap: false,
    };
    return { batch, part: { ...part, startsLikeHeader: startsLikeHeader(batch) } };
  }

  function scanAny(memory: BatchMemory, { start, at, size, filled }: Started): ScannedChunk {
    const before = scanner.skipped();
    scanner.goTo({ byte: at + start, line: 1, row: 0 });
    memory.room(filled).copy(scanner.room(filled - start), 0, start);
    const found = scanner.scan(filled - start, false, size - start);
    const { byte, line, row } = scanner.place();
    const { headerLine, marks, repeatedHeaders, otherTable } = scanner.skipped();
    const counts = countsOf(found, {
      marks: marks - before.marks,
      repeatedHeaders: repeatedHeaders - before.repeatedHeaders,
    });
    const endsInGap = scanner.isBelowGap();
    const own = { otherTable, startsLikeHeader: startsLikeHeader(found), endsInGap };
    memory.take(found);
    const { rejects } = found;
    const part = { start, end: byte - at, lines: line - 1, rows: row, counts, headerLine, rejects, ...own };
    return { batch: memory.view(), part };
  }

  function startsLikeHeader(batch: RecordBatch): boolean {
    const { table } = options;
    if (table === undefined || batch.count === 0 || batch.row[0] !== 1) return false;
    return classifyBelowGap(cellTexts(batch, 0), table) !== 'row';
  }

  return {
    scan(memory, chunk) {
      const { isStart, size, filled } = chunk;
      const start = isStart ? 0 : guess(memory.room(filled));
      if (start === undefined || start >= size) return undefined;
      const started = { ...chunk, start };
      // A piece of a stream, of which nothing lies beyond it, ends in the middle of a record.
      const regular = filled > size ? scanRegular(memory, started) : undefined;
      return regular ?? scanAny(memory, started);
    },
  };
}

/** A chunk and where in it the first whole record starts. */
type Started = ChunkText & Pick<ChunkPart, 'start'>;

function countsOf(batch: RecordBatch, skipped: Pick<Skipped, 'marks' | 'repeatedHeaders'>): ListCounts {
  const keeper = createCountKeeper();
  keeper.add(batch);
  keeper.setSkipped({ nulBytes: 0, ...skipped });
  return keeper.counts();
}

/** A record is looked for so far, and after so many line breaks. */
const PROBE = 1 << 13;
const MOST_PROBES = 32;

/**
 * Makes the function that guesses where a chunk's first whole record starts: after the first line break behind which a
 * record of the header's length stands without a stray quote, or else after the first one of all. Whether the guess
 * is right shows when the chunk before it is settled.
 */
function compileGuess({ delimiter, quote, columns }: ScannerOptions): (chunk: Buffer) => number | undefined {
  const probe = createScanner({ delimiter, quote, columns });
  const isRecord = (chunk: Buffer, from: number): boolean => {
    const bytes = chunk.subarray(from, from + PROBE);
    probe.goTo({ byte: 0, line: 1, row: 0 });
    probe.room(bytes.length).set(bytes);
    const { count, flags, row } = probe.scan(bytes.length, false, 1);
    return count > 0 && row[0] === 1 && ((flags[0] ?? 0) & ~ROW_FLAGS.quoted) === 0;
  };
  return chunk => {
    let first: number | undefined;
    let from = 0;
    for (let probes = 0; probes < MOST_PROBES; probes++) {
      const start = afterNextBreak(chunk, from);
      if (start === undefined) break;
      first ??= start;
      if (columns === 1 || isRecord(chunk, start)) return start;
      from = start;
    }
    return first;
  };
}

/** Where the next line starts; undefined where the chunk does not say. */
function afterNextBreak(chunk: Buffer, from: number): number | undefined {
  let at = from;
  while (at < chunk.length && chunk[at] !== LF && chunk[at] !== CR) at++;
  if (at >= chunk.length) return undefined;
  if (chunk[at] === LF) return at + 1;
  if (at + 1 === chunk.length) return undefined;
  return chunk[at + 1] === LF ? at + 2 : at + 1;
}
