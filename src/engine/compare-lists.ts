import { OUTSIDE } from '../costs/tally/period.ts';
import type { ComparedLead, JudgedLead } from '../judging/compared-lead.ts';
import type { JudgedScore } from '../judging/parts/score-part.ts';
import { Defect } from '../model/errors.ts';
import type { Kernel } from '../records/kernel.ts';
import type { Region } from '../records/kernel-region.ts';
import type { RecordBatch } from '../records/record-batch.ts';
import { batchBytes, isEmpty } from '../records/record-batch.ts';
import { type AnsweredBatch, createAnsweredBatch } from './fast/judging/answered-batch.ts';
import { type CountBatch, compileCount } from './fast/judging/batch-count.ts';
import { type AnswerBatch, createAnswerer } from './fast/judging/list-answerer.ts';
import { countReadings, type ReadingCounts } from './fast/reading/locale-doubt.ts';
import type { Job, PlannedList, Progress, RunResult } from './job.ts';
import { type Run, startRun } from './run.ts';
import { createSettler, type Settler } from './settler.ts';

/** A job as far as it is read and counted. */
export type ComparedJob = Omit<Job, 'outputs' | 'workers' | 'by'>;

/** The same lists, in the same order, under two rulebooks. */
export interface Comparison {
  readonly before: ComparedJob;
  readonly after: ComparedJob;
  /** Is given every row that could be read, in the order of the run; what it is given is filled anew for the next. */
  readonly onLead: (lead: ComparedLead) => void;
  readonly onProgress: (progress: Progress) => void;
}

type Counted = Pick<RunResult, 'tally' | 'readings' | 'warnings'>;

/**
 * Judges every lead of the lists by both rulebooks in one pass over each list, with the duplicates and the suppression
 * of each rulebook: both sides count what a run under that rulebook alone would count.
 */
export async function compareLists({
  before,
  after,
  onLead,
  onProgress,
}: Comparison): Promise<{ readonly before: Counted; readonly after: Counted }> {
  const sides = { before: openSide(before), after: openSide(after) };
  let rows = 0;
  let bytes = 0;
  for (const [index, { list }] of after.lists.entries()) {
    const lanes = { before: sides.before.openLane(index), after: sides.after.openLane(index) };
    const lead = { list: index, row: 0, before: lanes.before.lead, after: lanes.after.lead };
    for await (const batch of list.records()) {
      lanes.before.judge(batch);
      lanes.after.judge(batch);
      for (let record = 0; record < batch.count; record++) {
        if (isEmpty(batch, record)) continue;
        lanes.before.show(record);
        lanes.after.show(record);
        lead.row = batch.row[record] as number;
        onLead(lead);
      }
      rows += batch.count + batch.rejects.length;
      bytes += batchBytes(batch);
      onProgress({ rows, bytes });
    }
    // Not for its value: it refuses a list that has changed while it was read.
    await list.fingerprint();
  }
  return { before: sides.before.finish(), after: sides.after.finish() };
}

/** One rulebook on its way through all lists. */
interface Side {
  openLane(index: number): Lane;
  finish(): Counted;
}

/** One rulebook on its way through one list. */
interface Lane {
  /** Filled by `show`. */
  readonly lead: JudgedLead;
  /** Answers, settles and counts a batch. */
  judge(batch: RecordBatch): void;
  /** Fills `lead` with a record of that batch. */
  show(record: number): void;
}

function openSide(job: ComparedJob): Side {
  const run = startRun(job);
  const settler = createSettler(job);
  const readings: ReadingCounts[] = [];
  return {
    openLane(index) {
      const plan = job.lists[index];
      if (plan === undefined) throw new Defect(`list ${index} is planned for one rulebook only`);
      const reading = openReading(run, plan);
      readings.push(reading);
      const { kernel } = run;
      const answered = createAnsweredBatch(kernel, run.judge.parts.groups.length);
      const count = compileCount(kernel, run, index);
      return openLane({
        kernel,
        index,
        answer: createAnswerer(run, plan),
        reading,
        settler,
        answered,
        count,
      });
    },
    finish: () => ({
      tally: run.finish(),
      readings: readings.map(reading => reading.finish()),
      warnings: settler.warnings(),
    }),
  };
}

function openReading(run: Run, plan: PlannedList): ReadingCounts {
  const fields = run.fields.classes.map(({ field }) => field);
  return countReadings(fields, { list: plan.name, notation: plan, has: name => plan.columns.has(name) });
}

interface LaneParts {
  readonly kernel: Kernel;
  readonly index: number;
  readonly answer: AnswerBatch;
  readonly reading: ReadingCounts;
  readonly settler: Settler;
  readonly answered: AnsweredBatch;
  readonly count: CountBatch;
}

type MutableLead = { -readonly [Key in keyof JudgedLead]: JudgedLead[Key] };

function openLane({ kernel, index, answer, reading, settler, answered, count }: LaneParts): Lane {
  const groups: JudgedScore[] = [];
  const lead: MutableLead = {
    state: 'judged',
    standing: NO_STANDING,
    criteria: NO_CRITERIA,
    groups,
    score: 0,
  };
  let earlier: ReadonlyMap<number, string> = new Map();
  const numberAt = ({ address }: Region, record: number) => kernel.words[address / 4 + record] ?? 0;
  return {
    lead,
    judge(batch) {
      answer(batch, answered);
      const { records, earlier: names } = settler.settle(
        index,
        { keys: answered.keys, row: batch.row, count: batch.count },
        0,
      );
      earlier = new Map(records.map((record, at) => [record, names[at] ?? '']));
      count(answered, earlier, 0);
      reading.add(answered.doubts);
    },
    show(record) {
      const isInside = answered.inside[record] !== OUTSIDE;
      lead.state = !isInside ? 'outside' : earlier.has(record) ? 'duplicate' : 'judged';
      const { parts } = answered;
      lead.standing = parts?.standings.values[numberAt(answered.standings, record)]?.part ?? NO_STANDING;
      lead.criteria = parts?.criteria.values[numberAt(answered.criteria, record)] ?? NO_CRITERIA;
      lead.score = parts?.totals.values[numberAt(answered.totals, record)]?.score ?? 0;
      for (const [group, numbers] of answered.groups.entries()) {
        const scored = parts?.groups[group]?.values[numberAt(numbers, record)];
        if (scored !== undefined) groups[group] = scored;
      }
    },
  };
}

const NO_STANDING = {
  stage: '',
  standing: 'lead',
  stageIndex: -1,
  suppressed: false,
  decidedBy: [],
} as const;
const NO_CRITERIA = { criteria: [], frameworks: [], unknown: [] };
