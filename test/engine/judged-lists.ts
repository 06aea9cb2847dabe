import { type AnsweredBatch, createAnsweredBatch } from '../../src/engine/fast/judging/answered-batch.ts';
import { releaseBatch } from '../../src/engine/fast/judging/list-answerer.ts';
import type { ListReading } from '../../src/engine/fast/reading/locale-doubt.ts';
import { createWriter } from '../../src/engine/fast/writing/row-format.ts';
import type { JudgingRules, ListPlan, PlannedList } from '../../src/engine/job.ts';
import { createListJudge } from '../../src/engine/list-judge.ts';
import { startPlainRun } from '../../src/engine/plain-run.ts';
import { startRun } from '../../src/engine/run.ts';
import { createSettler, type Duplicates } from '../../src/engine/settler.ts';
import { textRecord } from '../../src/lists/json/json-rows.ts';
import type { Tally } from '../../src/model/tally.ts';
import { appendBytes, type ByteSink, createByteSink, sinkBytes } from '../../src/records/byte-sink.ts';
import type { RecordBatch } from '../../src/records/record-batch.ts';

/** A list as it stands in memory, and what is to be made of it. */
export interface JudgedList {
  readonly rules: JudgingRules;
  readonly header: readonly string[];
  /** Columns of each field that has one, to be tried in order. */
  readonly columns: ReadonlyMap<string, readonly number[]>;
  /** The records in batches, each anew whenever it is asked for: a batch is valid until the next one. */
  readonly batches: () => Iterable<RecordBatch>;
  readonly locale?: ListPlan['locale'];
  readonly source?: string;
  readonly delimiter?: string;
  readonly isJson?: boolean;
  readonly to?: 'csv' | 'ndjson';
  readonly guard?: boolean;
  readonly select?: readonly string[] | undefined;
  /** How many places the header moves the point of numbers, by column. */
  readonly places?: ListPlan['places'];
}

/** What is written of a list, and counted. */
export interface Judged {
  readonly annotated: string;
  /** By stage. */
  readonly stages: Readonly<Record<string, string>>;
  readonly tally: unknown;
  /** How the cells of the fields that a run reads were read. */
  readonly readings: ListReading;
  readonly warnings: readonly string[];
}

function planOf(list: JudgedList) {
  const { rules, header, columns, isJson = false, to = 'csv', guard = true, select, source } = list;
  const { delimiter = ',' } = list;
  const dialect = { encoding: 'utf-8', delimiter, quote: '"', newline: '\n', bom: false } as const;
  const format = {
    list: {
      dialect,
      header,
      headerRecord: textRecord(header, { delimiter }),
      format: isJson ? ('json' as const) : ('delimited' as const),
    },
    select,
    to,
    guard,
  };
  const { value: writer } = createWriter(format, { rulebook: rules.rulebook, columns });
  if (writer === undefined) throw new Error('the list cannot be written');
  const plan = {
    name: 'list',
    locale: list.locale ?? ('en' as const),
    columns,
    places: list.places ?? new Map(),
    format,
  };
  return { writer, plan: source === undefined ? plan : { ...plan, source } };
}

/** The list as a run takes it. */
export function demandPlan(list: JudgedList): PlannedList {
  const { writer, plan } = planOf(list);
  return { ...plan, writer, list: undefined as never };
}

/**
 * Judges a list batch by batch, by the kernel and what it remembers. So many batches wait for each other: all of them are
 * answered before the first is written, and they are written from the last to the first.
 */
export function judgeList(list: JudgedList, waiting = 1): Judged {
  const { rules } = list;
  const { writer, plan } = planOf(list);
  const run = startRun(rules);
  const judge = createListJudge(run, { index: 0, plan, writer, split: true });
  const settler = createSettler({ ...rules, lists: [demandPlan(list)] });
  const groups = run.judge.parts.groups.length;
  const free = Array.from({ length: waiting }, () => createAnsweredBatch(run.kernel, groups));
  const written: { readonly annotated: string; readonly stages: ReadonlyMap<string, string> }[] = [];
  let first = 0;
  let queue: { readonly answered: AnsweredBatch; readonly duplicates: Duplicates }[] = [];

  function writeAll(): void {
    for (const [index, { answered, duplicates }] of [...queue.entries()].reverse()) {
      const { annotated, stages } = judge.emit(answered, duplicates, 0);
      const byStage = stages.map(([stage, bytes]) => [stage, bytes.toString('utf8')] as const);
      written[first + index] = { annotated: annotated.toString('utf8'), stages: new Map(byStage) };
      releaseBatch(run, answered);
      free.push(answered);
    }
    first += queue.length;
    queue = [];
  }

  for (const batch of list.batches()) {
    const answered = free.pop();
    if (answered === undefined) throw new Error('all batches wait');
    judge.answer(batch, answered);
    const { keys, row, count } = answered;
    queue.push({ answered, duplicates: settler.settle(0, { keys, row, count }, 0) });
    if (free.length === 0) writeAll();
  }
  writeAll();
  const stages: Record<string, string> = {};
  for (const rows of written) {
    for (const [stage, bytes] of rows.stages) stages[stage] = (stages[stage] ?? '') + bytes;
  }
  const annotated = written.map(rows => rows.annotated).join('');
  const said = { readings: judge.readings.finish(), warnings: settler.warnings() };
  return { annotated, stages, tally: sorted(run.finish()), ...said };
}

/** The same by the plain engine: every row by itself, and nothing remembered but the values of dedupe keys. */
export function judgePlainly(list: JudgedList): Judged {
  const { writer, plan } = planOf(list);
  const run = startPlainRun(list.rules);
  const annotated = createByteSink();
  const stages = new Map<string, ByteSink>();
  const write = (sink: ByteSink) => ({ write: (bytes: Uint8Array) => appendBytes(sink, bytes) });
  const output = {
    annotated: write(annotated),
    reject: () => undefined,
    stage(stage: string) {
      const sink = createByteSink();
      stages.set(stage, sink);
      return write(sink);
    },
  };
  const lane = run.openList({ index: 0, plan, writer: { ...writer, header: new Uint8Array(0) }, output });
  for (const batch of list.batches()) lane.qualify(batch);
  return {
    annotated: sinkBytes(annotated).toString('utf8'),
    stages: Object.fromEntries([...stages].map(([stage, sink]) => [stage, sinkBytes(sink).toString('utf8')])),
    tally: sorted(run.finish()),
    readings: lane.readings(),
    warnings: run.warnings(),
  };
}

/** A tally without the order that it was counted in. */
function sorted(tally: Tally): unknown {
  const inOrder = (map: ReadonlyMap<unknown, unknown> = new Map()) =>
    [...map].sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const { sources, groups, scores, questions, ...rest } = tally;
  return { ...rest, maps: [sources, groups, scores, questions].map(map => inOrder(map)) };
}
