import type { Chunk } from '../../../lists/chunk.ts';
import type { SideBySide } from '../../../lists/lead-list.ts';
import type { Progress } from '../../job.ts';
import type { ListLane } from '../../list-lane.ts';
import type { ListSinks } from '../writing/list-sinks.ts';
import type { AnsweringChunk, Crew } from './crew.ts';
import type { EmittedBytes, Replies } from './worker-messages.ts';

export interface ReadSideBySideOptions {
  /** Index of the list in the run. */
  readonly index: number;
  readonly parts: SideBySide;
  readonly lane: ListLane;
  readonly onProgress: (read: Progress) => void;
  /** Bytes of a chunk, as far as a file is cut. */
  readonly chunkSize?: number | undefined;
}

const CHUNK = 1 << 19;
/** For each worker, chunks that may be answered or answering, and as many whose rows wait to be written. */
const AHEAD = 2;

/**
 * Has the chunks of a list judged by workers, and settles them in order. A worker only knows its chunk: it guesses
 * where the first record starts. What lies between the parts that two workers have read is judged here, and that
 * shows whether the guess was right: if reading on from the part before does not end exactly there, the whole chunk
 * is judged here, and the worker's answers are dropped.
 */
export async function readSideBySide(crew: Crew, options: ReadSideBySideOptions): Promise<void> {
  const { index, parts, lane, onProgress, chunkSize = CHUNK } = options;
  const pass = parts.startPass();
  const first = pass.place().byte;
  /** How far the text has been read, here and by workers. */
  let passed = first;
  const waiting: (AnsweringChunk | Chunk)[] = [];
  const output = createOutputQueue(lane.sinks);

  async function settleNext(): Promise<void> {
    const next = waiting.shift();
    if (next === undefined) return;
    if ('answer' in next) await settle(next, await next.answer);
    else await judgeHere(next, next.size);
    await output.drain(crew.size * AHEAD);
    onProgress({ rows: pass.counts().rows, bytes: pass.place().byte });
  }

  async function settle(
    { chunk, emit, drop }: AnsweringChunk,
    { part, row, keys }: Replies['answer'],
  ): Promise<void> {
    const start = part?.start ?? chunk.size;
    await judgeHere(chunk, start);
    if (part === undefined) return;
    if (!pass.follows(part, chunk.at + start)) {
      void drop();
      await judgeHere(chunk, chunk.size);
      return;
    }
    const { row: rowsBefore } = pass.place();
    lane.reject(pass.goPast(part));
    passed = chunk.at + part.end;
    const duplicates = lane.settle({ row, keys, count: row.length }, rowsBefore);
    output.push(emit({ duplicates, rowsBefore, ...output.spare() }));
    await judgeHere(chunk, chunk.size);
  }

  /** Reads on up to `to` of a chunk, over what no worker has judged. */
  async function judgeHere(chunk: Chunk, to: number): Promise<void> {
    const from = passed - chunk.at;
    const isLast = chunk.isLast && to === chunk.size;
    if (from >= to && !isLast) return;
    passed = chunk.at + to;
    for (const batch of pass.feed(chunk.read(from, to), isLast)) {
      // All of a cell that was never closed may come at once: its rows do not wait for one another.
      await output.drain(crew.size * AHEAD);
      output.push(lane.judgeBatch(batch));
    }
  }

  for await (const chunk of parts.chunks(chunkSize)) {
    if (waiting.length >= crew.size * AHEAD) await settleNext();
    waiting.push(chunk.isEnd ? chunk : crew.answer(index, chunk, chunk.at === first));
  }
  while (waiting.length > 0) await settleNext();
  await output.drain(0);
}

/** Rows on their way to the files of a list, in the order of the list, some of them still with a worker. */
interface OutputQueue {
  push(rows: EmittedBytes | Promise<EmittedBytes>): void;
  /** Writes from the front until no more than so many entries wait. */
  drain(most: number): Promise<void>;
  /** Memory of rows that are written, for the next ones. */
  spare(): { readonly spare?: ArrayBuffer };
}

function createOutputQueue(sinks: ListSinks): OutputQueue {
  const entries: (EmittedBytes | Promise<EmittedBytes>)[] = [];
  const written: ArrayBuffer[] = [];
  return {
    push: rows => {
      entries.push(rows);
    },
    async drain(most) {
      while (entries.length > most) {
        const next = entries.shift();
        if (next === undefined) return;
        const rows = await next;
        sinks.write(rows);
        if (next instanceof Promise) written.push(rows.annotated.buffer as ArrayBuffer);
      }
    },
    spare() {
      const spare = written.pop();
      return spare === undefined ? {} : { spare };
    },
  };
}
