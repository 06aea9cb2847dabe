import { looksClean } from '../../../lists/bytes/clean-text.ts';
import { readRange } from '../../../lists/bytes/file-pieces.ts';
import { fingerprintOfFile } from '../../../lists/bytes/fingerprint.ts';
import { describeSystemError, systemFault } from '../../../lists/list-faults.ts';
import { CannotRun, Defect } from '../../../model/errors.ts';
import type { BatchMemory } from '../../../records/batch-memory.ts';
import { type ChunkScanner, createChunkScanner } from '../../../records/chunk-scanner.ts';
import { createListJudge, type ListJudge } from '../../list-judge.ts';
import { type Run, startRun } from '../../run.ts';
import { type AnsweredBatch, createAnsweredBatch } from '../judging/answered-batch.ts';
import { releaseBatch } from '../judging/list-answerer.ts';
import { createWriter } from '../writing/row-format.ts';
import type {
  AnswerRequest,
  EmitRequest,
  Envelope,
  Failure,
  Replies,
  ReplyContent,
  Request,
  WorkerList,
} from './worker-messages.ts';

/** The end of a channel that a worker listens at; `parentPort` is one. */
export interface WorkerPort {
  on(event: 'message', listener: (message: Envelope<Request>) => void): unknown;
  postMessage(message: Envelope<ReplyContent>, transfer: readonly ArrayBuffer[]): void;
}

type Reply = Replies[keyof Replies];
interface Answer {
  readonly reply: Reply;
  readonly transfer?: readonly ArrayBuffer[];
}

/** Answers requests one after another. */
export function serveChunks(port: WorkerPort): void {
  let desk: Desk | undefined;
  /** Why it could not start. */
  let failed: unknown;

  function startDesk(request: Request & { readonly kind: 'start' }): Desk {
    try {
      return createDesk(request);
    } catch (error) {
      failed = error;
      throw error;
    }
  }

  function handle(request: Request): Answer {
    if (request.kind === 'fingerprint') return { reply: fingerprintOfFile(request.descriptor) };
    if (request.kind === 'look-through') return { reply: { isClean: looksClean(request) } };
    if (request.kind === 'start') {
      desk = startDesk(request);
      return { reply: {} };
    }
    if (failed !== undefined) throw failed;
    if (desk === undefined) throw new Defect(`a worker was asked to ${request.kind} before it was started`);
    switch (request.kind) {
      case 'answer':
        return desk.answer(request);
      case 'emit':
        return desk.emit(request);
      case 'drop':
        return desk.drop(request.chunk);
      case 'finish':
        return desk.finish();
    }
  }

  port.on('message', ({ id, content }) => {
    try {
      const { reply, transfer = [] } = handle(content);
      port.postMessage({ id, content: { reply } }, transfer);
    } catch (error) {
      port.postMessage({ id, content: { failure: failureOf(error) } }, []);
    }
  });
}

function failureOf(error: unknown): Failure {
  if (error instanceof CannotRun) return { kind: 'cannot-run', diagnostics: error.diagnostics };
  // What the system refuses is no defect in a worker either.
  if (describeSystemError(error) !== undefined)
    return { kind: 'cannot-run', diagnostics: [systemFault('a list', error)] };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'defect', message, stack };
}

/** A chunk between its answer and its emission. */
interface Slot {
  readonly list: number;
  readonly answered: AnsweredBatch;
}

type Desk = ReturnType<typeof createDesk>;

function createDesk({ rules, lists, split }: Request & { readonly kind: 'start' }) {
  const run = startRun(rules);
  const judges = lists.map((list, index) => createJudge(run, list, { index, split }));
  const scanners = new Map<number, ChunkScanner>();
  const slots = new Map<number, Slot>();
  /** What other chunks have been answered in, to be used again. */
  const free: AnsweredBatch[] = [];

  function scannerOf(list: number): ChunkScanner {
    const options = lists[list]?.scanner;
    if (options === undefined) throw new Defect(`list ${list} cannot be read side by side`);
    const scanner = scanners.get(list) ?? createChunkScanner(run.kernel, options);
    scanners.set(list, scanner);
    return scanner;
  }

  function answer(request: AnswerRequest): Answer {
    const { chunk, list, at, size, isStart } = request;
    const answered = free.pop() ?? createAnsweredBatch(run.kernel, run.judge.parts.groups.length);
    const { memory } = answered;
    const filled = readInto(memory, request);
    const scanned = scannerOf(list).scan(memory, { at, isStart, size, filled });
    if (scanned === undefined) {
      free.push(answered);
      return { reply: { row: new Int32Array(0), keys: new Uint32Array(0) } };
    }
    const { batch, part } = scanned;
    judgeOf(list).answer(batch, answered);
    slots.set(chunk, { list, answered });
    // Only duplicates are settled by row.
    const count = run.dedupe.length === 0 ? 0 : batch.count;
    const row = answered.row.slice(0, count);
    const keys = answered.keys.slice(0, count * run.dedupe.length * 2);
    return { reply: { part, row, keys }, transfer: [row.buffer, keys.buffer] };
  }

  function emit({ chunk, duplicates, rowsBefore, spare }: EmitRequest): Answer {
    const slot = slots.get(chunk);
    if (slot === undefined) throw new Defect(`chunk ${chunk} was not answered here`);
    const emitted = judgeOf(slot.list).emit(slot.answered, duplicates, rowsBefore);
    const annotated = copyInto(spare, emitted.annotated);
    drop(chunk);
    return { reply: { annotated, stages: emitted.stages }, transfer: [annotated.buffer] };
  }

  function drop(chunk: number): Answer {
    const slot = slots.get(chunk);
    slots.delete(chunk);
    if (slot !== undefined) {
      releaseBatch(run, slot.answered);
      free.push(slot.answered);
    }
    return { reply: {} };
  }

  function judgeOf(list: number): ListJudge {
    const judge = judges[list];
    if (judge === undefined) throw new Defect(`there is no list ${list}`);
    return judge;
  }

  const finish = (): Answer => ({
    reply: { tally: run.finish(), doubts: judges.map(({ readings }) => readings.counts) },
  });
  return { answer, emit, drop, finish };
}

function createJudge(
  run: Run,
  list: WorkerList,
  options: { readonly index: number; readonly split: boolean },
): ListJudge {
  const { bytes } = list.format.list.headerRecord;
  // A Buffer arrives as the Uint8Array that it is made of.
  const headerRecord = {
    ...list.format.list.headerRecord,
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
  };
  const format = { ...list.format, list: { ...list.format.list, headerRecord } };
  const { rulebook } = run.rules;
  const { value: writer } = createWriter(format, { rulebook, columns: list.columns });
  if (writer === undefined) throw new Defect('a worker cannot write what the main thread can');
  return createListJudge(run, { ...options, plan: list, writer });
}

/** Reads a chunk, and what may be read along, into the room of a memory; returns how many bytes. */
function readInto(memory: BatchMemory, { source, size, beyond }: AnswerRequest): number {
  if (source.kind === 'bytes') {
    memory.room(source.bytes.length).set(source.bytes);
    return source.bytes.length;
  }
  const { descriptor, position } = source;
  const to = position + size + beyond;
  return readRange(descriptor, { from: position, to, into: memory.room(size + beyond) }).length;
}

/** A copy of bytes, in memory that is spare if it is large enough. */
function copyInto(spare: ArrayBuffer | undefined, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isEnough = spare !== undefined && spare.byteLength >= bytes.length;
  const memory = isEnough ? spare : new ArrayBuffer(Math.ceil(bytes.length * ROOM));
  const copy = new Uint8Array(memory, 0, bytes.length);
  copy.set(bytes);
  return copy;
}

/** So much more than is needed, so that memory can be used again for a little more. */
const ROOM = 1.25;
