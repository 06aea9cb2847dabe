import { Readable } from 'node:stream';
import { loadSuppression } from '../../src/contacts/suppression.ts';
import { summarize } from '../../src/costs/summarize.ts';
import { connectWorker } from '../../src/engine/fast/threads/worker-thread.ts';
import type { ListOutput, Sink } from '../../src/engine/fast/writing/outputs.ts';
import type { Job, PlannedList, Progress, RunResult } from '../../src/engine/job.ts';
import { runFast } from '../../src/engine/local.ts';
import { planLists } from '../../src/engine/plan.ts';
import { runPlainly } from '../../src/engine/qualify-lists.ts';
import type { Chunk } from '../../src/lists/chunk.ts';
import type { LeadList, ListOptions } from '../../src/lists/lead-list.ts';
import { openList } from '../../src/lists/list.ts';
import type { Checked } from '../../src/model/diagnostic.ts';
import { CannotRun } from '../../src/model/errors.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import type { Summary } from '../../src/model/summary.ts';
import type { Reject } from '../../src/records/record-batch.ts';
import { formatRejects } from '../../src/rows/rejects.ts';
import { AS_OF } from './answering.ts';
import { type ThreadsHere, threadsHere } from './threads-here.ts';

/** A list of a run: a path, or what stdin gives. */
export interface ListSource {
  readonly path: string;
  readonly stdin?: Buffer;
  readonly options?: ListOptions;
}

/** What is judged, however it is run. */
export interface RunInputs {
  readonly rulebook: Rulebook;
  readonly lists: readonly ListSource[];
  readonly suppress?: readonly string[];
  readonly by?: string;
  readonly to?: 'csv' | 'ndjson';
  readonly guard?: boolean;
}

/** How it is run. */
export interface RunManner {
  /** Threads of the fast lane, or the plain engine. */
  readonly workers: number | 'plain';
  readonly chunkSize?: number;
  /** Bytes of text from which a list is read side by side; by default any. */
  readonly worthwhile?: number;
  readonly threads?: ThreadsHere;
  /** Takes the place of the memory that annotated lists and stages are written to. */
  readonly sink?: Sink;
  readonly onProgress?: () => void;
}

/** Everything that a run makes of its lists, and that must not depend on its manner. */
export interface RunOutcome {
  readonly lists: readonly ListOutcome[];
  readonly tally: unknown;
  readonly summary: Summary;
  readonly readings: RunResult['readings'];
  readonly warnings: readonly string[];
  readonly fingerprints: RunResult['fingerprints'];
}

export interface ListOutcome {
  readonly annotated: string;
  /** By stage. */
  readonly stages: Readonly<Record<string, string>>;
  readonly rejected: string;
  readonly rejects: readonly Reject[];
  readonly counts: ReturnType<LeadList['counts']>;
  readonly findings: ReturnType<LeadList['findings']>;
}

export function demand<T>({ value, diagnostics }: Checked<T>): T {
  if (value === undefined) throw new CannotRun(diagnostics);
  return value;
}

/** Memory that takes bytes as a file does; they may be reused once it has them. */
function memorySink() {
  const parts: Buffer[] = [];
  const write = (bytes: Uint8Array): void => void parts.push(Buffer.from(bytes));
  return { write, text: () => Buffer.concat(parts).toString('utf8') };
}

function memoryOutput(elsewhere?: Sink) {
  const annotated = memorySink();
  const stages = new Map<string, ReturnType<typeof memorySink>>();
  const rejects: Reject[] = [];
  const output: ListOutput = {
    annotated: elsewhere ?? annotated,
    reject: more => void rejects.push(...more),
    stage(stage) {
      if (elsewhere !== undefined) return elsewhere;
      const sink = stages.get(stage) ?? memorySink();
      stages.set(stage, sink);
      return sink;
    },
  };
  const written = () => ({
    annotated: annotated.text(),
    stages: Object.fromEntries([...stages].sort().map(([stage, sink]) => [stage, sink.text()])),
    rejected: formatRejects(rejects, { guard: true }),
    rejects,
  });
  return { output, written };
}

/** A list whose text comes from its file in pieces, cut into chunks as small as those of a file that is read as it is. */
function withSmallChunks(list: LeadList): LeadList {
  const { sideBySide } = list;
  if (sideBySide === undefined) return list;
  async function* chunks(size: number): AsyncGenerator<Chunk, void, undefined> {
    if (sideBySide === undefined) return;
    for await (const chunk of sideBySide.chunks(size)) {
      if (chunk.source.kind === 'file') yield chunk;
      else yield* cutAgain(chunk, size);
    }
  }
  return { ...list, sideBySide: { ...sideBySide, chunks } };
}

function* cutAgain(chunk: Chunk, size: number): Generator<Chunk, void, undefined> {
  for (let from = 0; from === 0 || from < chunk.size; from += size) {
    const to = Math.min(from + size, chunk.size);
    const bytes = chunk.read(from, to);
    const isLast = chunk.isLast && to === chunk.size;
    yield {
      at: chunk.at + from,
      size: to - from,
      isLast,
      isEnd: isLast,
      source: { kind: 'bytes', bytes },
      read: (first, end) => bytes.subarray(first, end),
    };
  }
}

async function openLists(sources: readonly ListSource[]): Promise<readonly LeadList[]> {
  const lists: LeadList[] = [];
  for (const { path, stdin, options } of sources) {
    const given = stdin === undefined ? {} : { stdin: Readable.from([stdin]) };
    lists.push(withSmallChunks(demand(await openList(path, { ...options, ...given }))));
  }
  return lists;
}

/** A tally without the order in which it was counted. */
export function sorted(value: unknown): unknown {
  if (value instanceof Map)
    return [...value].sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sorted(part)]));
}

/** A run, and what may differ from one manner to another. */
export interface WatchedRun {
  readonly outcome: RunOutcome;
  readonly progress: readonly Progress[];
  /** Threads that judged. */
  readonly workers: number;
}

/** What a run makes of its lists. */
export async function runOn(inputs: RunInputs, manner: RunManner): Promise<RunOutcome> {
  return (await watchRun(inputs, manner)).outcome;
}

/** Opens the lists, judges them as the command does, and gives back all that came of it. */
export async function watchRun(inputs: RunInputs, manner: RunManner): Promise<WatchedRun> {
  const { rulebook, by, suppress = [], to = 'csv', guard = true } = inputs;
  const { workers, chunkSize, worthwhile = 0, sink, onProgress, threads = threadsHere() } = manner;
  const options = { rulebook, locale: rulebook.locale, freeMail: new Set<string>() };
  const suppression = suppress.length === 0 ? undefined : demand(await loadSuppression(suppress, options));
  const lists = await openLists(inputs.lists);
  try {
    const notationOf = () => rulebook;
    const planned: readonly PlannedList[] = demand(
      planLists(lists, { rulebook, notationOf, preferred: [], to, guard }),
    );
    const outputs = lists.map(() => memoryOutput(sink));
    const job: Job = {
      rulebook,
      asOf: AS_OF,
      lists: planned,
      outputs: outputs.map(({ output }) => output),
      dedupe: true,
      ...(workers === 'plain' ? {} : { workers }),
      ...(suppression === undefined ? {} : { suppression }),
      ...(by === undefined ? {} : { by }),
    };
    const size = chunkSize === undefined ? {} : { chunkSize };
    const progress: Progress[] = [];
    const report = (now: Progress) => {
      progress.push(now);
      onProgress?.();
    };
    const spawn = () => connectWorker(threads.spawn());
    const result = await (workers === 'plain'
      ? runPlainly(job, report)
      : runFast(job, report, { worthwhile, spawn, ...size }));
    const records = lists.map(({ name, dialect, counts }, index) => {
      const { rows, rejected, empty, repaired } = counts();
      return {
        name,
        rows,
        rejected,
        empty,
        repairs: repaired,
        encoding: dialect.encoding,
        delimiter: dialect.delimiter,
        ...(result.readings[index] ?? { fields: [], doubts: [] }),
      };
    });
    const { tally, readings, warnings, fingerprints } = result;
    const outcome = {
      lists: lists.map((list, index) => ({
        ...(outputs[index] ?? memoryOutput()).written(),
        counts: list.counts(),
        findings: list.findings(),
      })),
      tally: sorted(tally),
      summary: summarize(tally, { rulebook, sha256: '', asOf: AS_OF, lists: records, warnings, by }),
      readings,
      warnings,
      fingerprints,
    };
    return { outcome, progress, workers: result.workers };
  } finally {
    await Promise.all(lists.map(list => list.close()));
  }
}
