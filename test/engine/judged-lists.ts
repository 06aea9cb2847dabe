import { hasDigest } from '../../src/contacts/suppression-entries.ts';
import { compileGroupName } from '../../src/costs/tally/group-name.ts';
import { startTally } from '../../src/costs/tally/tally.ts';
import { type AnsweredBatch, createAnsweredBatch } from '../../src/engine/fast/judging/answered-batch.ts';
import { releaseBatch } from '../../src/engine/fast/judging/list-answerer.ts';
import { COUNTERS, countReadings, type ListReading } from '../../src/engine/fast/reading/locale-doubt.ts';
import { createWriter } from '../../src/engine/fast/writing/row-format.ts';
import type { JudgingRules, ListPlan, PlannedList } from '../../src/engine/job.ts';
import { createListJudge } from '../../src/engine/list-judge.ts';
import { startRun } from '../../src/engine/run.ts';
import { createSettler, type Duplicates } from '../../src/engine/settler.ts';
import { followUpDay } from '../../src/judging/follow-up.ts';
import { compileRulebook } from '../../src/judging/judge.ts';
import { textRecord } from '../../src/lists/json/json-rows.ts';
import type { FieldReference } from '../../src/model/condition.ts';
import type { Cell, Reading } from '../../src/model/lead.ts';
import type { Field, Rulebook } from '../../src/model/rulebook.ts';
import type { Tally } from '../../src/model/tally.ts';
import { createByteSink, sinkBytes } from '../../src/records/byte-sink.ts';
import {
  cellText,
  isEmpty,
  isPlainCell,
  type RecordBatch,
  rowIssues,
} from '../../src/records/record-batch.ts';
import { annotate, blockColumns, formatBy } from '../../src/rows/annotation.ts';
import { compileCellParser, partOf } from '../../src/values/cell.ts';
import { compileEvidence } from '../../src/values/evidence.ts';

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
  return { annotated, stages, tally: sorted(run.finish()), readings: judge.readings.finish() };
}

/** The same by what is meant: every row by itself, by the evaluator alone, and nothing remembered. */
export function judgePlainly(list: JudgedList): Judged {
  const { rules, columns } = list;
  const { rulebook, asOf, suppression, dedupe } = rules;
  const { writer, plan } = planOf(list);
  const judge = compileRulebook(rulebook, { asOf });
  const tally = startTally({ rulebook, grouped: false });
  const nameOf = compileGroupName(fieldOf(rulebook, 'source'));
  const { locale, places } = plan;
  const { blankAlso } = rulebook;
  const notationIn = (field: Field, column: number) =>
    field.type === 'number' ? { locale, places: places.get(column), blankAlso } : { locale, blankAlso };
  const parsers = new Map(
    rulebook.fields.map(field => [
      field.name,
      (cell: Cell, column = -1) => compileCellParser(field, notationIn(field, column))(cell),
    ]),
  );
  const counted = startRun(rules).fields.classes.map(({ field }) => field);
  const readings = countReadings(counted, {
    list: 'list',
    notation: { locale },
    has: name => columns.has(name),
  });

  /** Counts the cell that each field was read from: the last of its columns where all are blank. */
  function countCells(batch: RecordBatch, record: number): void {
    const counts = new Float64Array(counted.length * COUNTERS);
    for (const [index, field] of counted.entries()) {
      const own = columns.get(field.name) ?? [];
      const cells = own.map(column => {
        const cell = { text: cellText(batch, record, column), plain: isPlainCell(batch, record, column) };
        const options = notationIn(field, column);
        const reading = compileCellParser(field, options)(cell);
        return { reading, evidence: compileEvidence(field, options)(cell, reading) };
      });
      const filled = cells.filter(({ reading }) => reading.kind !== 'blank');
      const read = decisive(field.name, filled) ?? filled[0] ?? cells[0];
      if (read !== undefined) counts[index * COUNTERS + read.evidence] = 1;
    }
    readings.add(counts);
  }

  const firsts = (dedupe ? (rulebook.dedupe?.keys ?? []) : []).map(() => new Map<string, number>());
  const sink = createByteSink();
  const stages: Record<string, string> = {};

  function cellOf(name: string, batch: RecordBatch, record: number): { reading: Reading; text: string } {
    const parse = parsers.get(name);
    const own = columns.get(name);
    if (parse === undefined) return { reading: { kind: 'absent' }, text: '' };
    if (own === undefined) {
      if (name !== 'source' || list.source === undefined) return { reading: { kind: 'absent' }, text: '' };
      return { reading: parse({ text: list.source, plain: false }), text: list.source };
    }
    const cells = own.map(column => {
      const text = cellText(batch, record, column);
      return { text, reading: parse({ text, plain: isPlainCell(batch, record, column) }, column) };
    });
    const filled = cells.filter(({ reading }) => reading.kind !== 'blank');
    return decisive(name, filled) ?? filled[0] ?? { reading: { kind: 'blank' }, text: '' };
  }

  /** Of the columns of a boolean field that are not blank, the one that `combine` is after. */
  function decisive<T extends { readonly reading: Reading }>(
    name: string,
    filled: readonly T[],
  ): T | undefined {
    const field = rulebook.fields.find(own => own.name === name);
    if (field?.type !== 'boolean' || field.combine === undefined || field.combine === 'first')
      return undefined;
    const isAnswer = (answer: boolean) => (cell: T) =>
      cell.reading.kind === 'value' && cell.reading.value === answer;
    const sought = field.combine === 'any';
    return (
      filled.find(isAnswer(sought)) ??
      filled.find(({ reading }) => reading.kind === 'invalid') ??
      filled.find(isAnswer(!sought))
    );
  }

  function textOf(reference: FieldReference, batch: RecordBatch, record: number): string | undefined {
    const field = rulebook.fields.find(({ name }) => name === reference.field);
    if (field === undefined) return undefined;
    const reading = partOf(cellOf(reference.field, batch, record).reading, reference, field);
    return reading.kind === 'value' ? String(reading.value) : undefined;
  }

  function isSuppressed(batch: RecordBatch, record: number): boolean {
    if (suppression === undefined) return false;
    return suppression.keys.some(({ reference, kind }, key) => {
      const value = textOf(reference, batch, record);
      if (value === undefined) return false;
      if (SUPPRESSED_VALUES.get(suppression)?.[key]?.includes(value)) return true;
      return kind === 'email' && hasDigest(suppression.entries, value);
    });
  }

  /** The row of the earliest lead that this one repeats. */
  function earlierOf(batch: RecordBatch, record: number): number | undefined {
    const row = batch.row[record] ?? 0;
    const earlier = (rulebook.dedupe?.keys ?? []).flatMap((key, index) => {
      const values = key.map(reference => textOf(reference, batch, record));
      const known = firsts[index];
      if (known === undefined || values.includes(undefined)) return [];
      const text = JSON.stringify(values);
      const first = known.get(text);
      if (first === undefined) known.set(text, row);
      return first ?? [];
    });
    return earlier.length === 0 ? undefined : Math.min(...earlier);
  }

  function judgeRow(batch: RecordBatch, record: number): void {
    const answers = judge.fields.map(({ field, answer }) =>
      answer(cellOf(field.name, batch, record).reading),
    );
    const verdict = judge.verdict(answers, { suppressed: isSuppressed(batch, record) });
    const earlier = earlierOf(batch, record);
    const { followUp } = verdict;
    const from = followUp?.from === undefined ? undefined : cellOf(followUp.from, batch, record).reading;
    const block = annotate(verdict, {
      rulebook,
      by: formatBy(rulebook, asOf),
      rowIssues: rowIssues(batch.flags[record] ?? 0),
      followUpBy: followUp && followUpDay(followUp, { asOf, from }),
      duplicateOf: earlier === undefined ? undefined : `list:${earlier}`,
    });
    const start = sink.length;
    writer.writeRow(sink, { batch, record, block: writer.encodeBlock(block) });
    const stage = earlier === undefined ? verdict.stage : 'duplicate';
    stages[stage] = (stages[stage] ?? '') + sink.buffer.toString('utf8', start, sink.length);
    const { reading, text } = cellOf('source', batch, record);
    tally.add({
      list: 0,
      row: batch.row[record] ?? 0,
      source: tally.sourceSlot(nameOf({ text, plain: false }, reading)),
      group: 0,
      verdict: earlier === undefined ? tally.verdictSlot(verdict) : undefined,
      inside: true,
    });
  }

  /** A row that is no lead keeps its place, and is in no figure. */
  function passOver(batch: RecordBatch, record: number): void {
    const block = blockColumns(rulebook).map(name => (name === 'qual_issues' ? 'row:empty' : ''));
    writer.writeRow(sink, { batch, record, block: writer.encodeBlock(block) });
    tally.passOver(1);
  }

  for (const batch of list.batches()) {
    tally.reject(batch.rejects.length);
    for (let record = 0; record < batch.count; record++) {
      if (isEmpty(batch, record)) passOver(batch, record);
      else {
        judgeRow(batch, record);
        countCells(batch, record);
      }
    }
  }
  const annotated = sinkBytes(sink).toString('utf8');
  return { annotated, stages, tally: sorted(tally.finish()), readings: readings.finish() };
}

/** The values behind the hashes of a suppression, by key. */
export const SUPPRESSED_VALUES = new WeakMap<object, readonly (readonly string[])[]>();

function fieldOf({ fields }: Rulebook, wanted: string): Field {
  const field = fields.find(({ name }) => name === wanted);
  if (field === undefined) throw new Error(`there is no field ${wanted}`);
  return field;
}

/** A tally without the order that it was counted in. */
function sorted(tally: Tally): unknown {
  const inOrder = (map: ReadonlyMap<unknown, unknown> = new Map()) =>
    [...map].sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const { sources, groups, scores, questions, ...rest } = tally;
  return { ...rest, maps: [sources, groups, scores, questions].map(map => inOrder(map)) };
}
