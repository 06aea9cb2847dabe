import type { Day } from '../../../model/lead.ts';
import { createStruct } from '../../../records/kernel.ts';
import { createRegion } from '../../../records/kernel-region.ts';
import { ISSUE_FLAGS } from '../../../records/record-batch.ts';
import { answersOf, type LeadReader, type ReadRecord } from '../reading/lead-reader.ts';
import type { AnsweredBatch } from './answered-batch.ts';
import { compileFollowUp, compileInvalid } from './own-facts.ts';
import { countEnds, MARKS, type Parts, type PartsOptions, packEnds } from './parts.ts';
import type { VectorWord } from './vector-table.ts';

export interface BatchJudgeOptions extends PartsOptions {
  readonly asOf: Day;
  readonly reader: LeadReader;
}

/** Judges a batch that is read: a part of a verdict once for each distinct vector of what it depends on. */
export type JudgeBatch = (answered: AnsweredBatch, parts: Parts, isSuppressed: IsSuppressed) => void;

/** Absent where no lead is. */
export type IsSuppressed = ((read: ReadRecord) => boolean) | undefined;

const TOTALS = [
  ...(['groups', 'groupCount', 'endCount', 'thresholds', 'thresholdCount'] as const),
  ...(['endsPerWord', 'places', 'room', 'low', 'high'] as const),
] as const;
const WORD = 4;
const DOUBLE = 8;

/**
 * The parts are judged by the functions that `explain` calls: criteria and score groups by the classes of their fields'
 * answers, the standing by what these come to, as `StandingJudge` says.
 */
export function createBatchJudge(options: BatchJudgeOptions): JudgeBatch {
  const { judge, rulebook, asOf, fields, tally, reader } = options;
  const { kernel } = reader;
  const { parts: judges } = judge;
  const ends = countEnds(judge, rulebook);
  const packed = packEnds(judge, rulebook);
  const groupCount = judges.groups.length;
  const invalidOf = compileInvalid(judge, fields);
  const followUpOf = compileFollowUp(rulebook, { asOf, fields });
  const hasOwnDays = rulebook.stages.some(({ followUp }) => followUp?.from !== undefined);
  const markWords = Math.ceil(fields.judged.length / MARKS);
  const { total } = judges.standing.thresholds;
  const thresholds = kernel.allocate(total.length * DOUBLE);
  kernel.doubles.set(total, thresholds / DOUBLE);
  const groupStructs = kernel.allocate(groupCount * 3 * WORD);
  const totals = createStruct(kernel, TOTALS);
  totals.set({ groups: groupStructs, groupCount, endCount: ends, endsPerWord: packed.perWord });
  totals.set({ thresholds, thresholdCount: total.length });
  /** Words by record, for as long as a batch is judged. */
  const scratch = createRegion(kernel);
  let room = 0;

  /** So many arrays of words by record: misses, low, high, suppressed, flags, days, places, marks. */
  function makeRoom(records: number): void {
    if (records > room) room = Math.ceil(records * 1.25);
    scratch.makeRoom((6 + packed.words + markWords) * room * WORD);
  }
  const array = (index: number): number => scratch.address + index * room * WORD;

  const classesOf = (indexes: readonly number[]): readonly VectorWord[] =>
    indexes.map(index => {
      const field = reader.fields[fields.judged[index] ?? 0];
      return { indexes: field?.numbers() ?? 0, table: field?.answerClasses() ?? 0 };
    });
  const answers = (record: number) => answersOf(fields, { reader, record });
  const numberAt = (address: number, record: number): number => kernel.words[address / WORD + record] ?? 0;

  function judgeCriteria({ count, criteria }: AnsweredBatch, parts: Parts): void {
    const words = classesOf(judges.criteria.fields);
    parts.criteria.number({ count, words, numbers: criteria.address, misses: array(0) }, record =>
      judges.criteria.judge(answers(record)),
    );
  }

  function judgeGroups({ count, groups }: AnsweredBatch, parts: Parts): void {
    for (const [index, group] of judges.groups.entries()) {
      const numbers = groups[index]?.address ?? 0;
      const words = classesOf(group.fields);
      parts.groups[index]?.number({ count, words, numbers, misses: array(0) }, record =>
        group.judge(answers(record)),
      );
      const { points, ends: allEnds } = parts.groups[index] as Parts['groups'][number];
      kernel.words.set([numbers, points.address, allEnds.address], (groupStructs + index * 3 * WORD) / WORD);
    }
  }

  function judgeTotals(answered: AnsweredBatch, parts: Parts): void {
    const { count, totals: numbers } = answered;
    totals.set({ low: array(1), high: array(2), places: array(6), room });
    kernel.call.sumGroups(totals.address, count);
    const words = [{ indexes: array(1) }, { indexes: array(2) }];
    const { group: graded, gradeOf } = judges.grade;
    parts.totals.number({ count, words, numbers: numbers.address, misses: array(0) }, record => {
      const score = groupsOf(answered, parts, record).reduce((sum, { points }) => sum + points, 0);
      const grade = graded === undefined ? gradeOf(score) : undefined;
      return grade === undefined ? { score } : { score, grade };
    });
  }

  const groupsOf = ({ groups }: AnsweredBatch, parts: Parts, record: number) =>
    parts.groups.flatMap(({ values }, index) => values[numberAt(groups[index]?.address ?? 0, record)] ?? []);

  /** Writes a word for each record; all the same where nothing differs. */
  function writeWords(at: number, count: number, wordOf: ((record: number) => number) | number): void {
    const { words } = kernel;
    const first = at / WORD;
    if (typeof wordOf === 'number') words.fill(wordOf, first, first + count);
    else for (let record = 0; record < count; record++) words[first + record] = wordOf(record);
  }

  function judgeStandings(answered: AnsweredBatch, parts: Parts, isSuppressed: IsSuppressed): void {
    const { count, criteria, groups, standings } = answered;
    const suppressed = array(3);
    writeWords(suppressed, count, isSuppressed ? record => (isSuppressed({ reader, record }) ? 1 : 0) : 0);
    const words = [
      { indexes: suppressed },
      { indexes: criteria.address },
      ...groups.map(({ address }, index) => ({
        indexes: address,
        table: parts.groups[index]?.places.address ?? 0,
      })),
      ...Array.from({ length: packed.words }, (_, word) => ({ indexes: array(6 + word) })),
      ...classesOf(judges.standing.fields),
    ];
    parts.standings.number({ count, words, numbers: standings.address, misses: array(0) }, record => {
      const judged = parts.criteria.values[numberAt(criteria.address, record)];
      const part = judges.standing.judge({
        // It asks for the answers of its own fields alone.
        answers: judges.standing.fields.length === 0 ? [] : answers(record),
        criteria: judged ?? judges.criteria.judge(answers(record)),
        groups: groupsOf(answered, parts, record),
        suppressed: numberAt(suppressed, record) === 1,
      });
      return { part, slot: tally.verdictSlot(part) };
    });
  }

  /** Where follow-ups are counted from a date of the lead's own, rows of one standing differ. */
  function showStandings({ count, standings, shown }: AnsweredBatch, parts: Parts): void {
    const days = array(5);
    const dayOf = (record: number): number => {
      const standing = parts.standings.values[numberAt(standings.address, record)]?.part;
      const isOwn = standing?.followUp?.from !== undefined;
      return (isOwn ? followUpOf(standing, { reader, record }) : undefined) ?? NO_DAY;
    };
    writeWords(days, count, hasOwnDays ? dayOf : NO_DAY);
    const words = [{ indexes: standings.address }, { indexes: days }];
    parts.shown.number({ count, words, numbers: shown.address, misses: array(0) }, record => {
      const day = numberAt(days, record);
      const standing = numberAt(standings.address, record);
      return { standing, followUpBy: day === NO_DAY ? undefined : day };
    });
  }

  function judgeRows({ count, memory, rows }: AnsweredBatch, parts: Parts): void {
    const flags = array(4);
    kernel.call.widenFlags(memory.address, ISSUE_FLAGS, flags);
    const marks = Array.from({ length: markWords }, (_, index) => array(6 + packed.words + index));
    for (const mark of marks) kernel.words.fill(0, mark / WORD, mark / WORD + count);
    for (const [position, index] of fields.judged.entries()) {
      const field = reader.fields[index];
      const mark = marks[Math.floor(position / MARKS)];
      if (field === undefined || mark === undefined) continue;
      kernel.call.addMark(field.numbers(), field.invalid(), count, 1 << (position % MARKS), mark);
    }
    const words = [{ indexes: flags }, ...marks.map(indexes => ({ indexes }))];
    parts.rows.number({ count, words, numbers: rows.address, misses: array(0) }, record => ({
      flags: numberAt(flags, record),
      invalid: invalidOf({ reader, record }),
    }));
  }

  return (answered, parts, isSuppressed) => {
    makeRoom(answered.count);
    judgeCriteria(answered, parts);
    judgeGroups(answered, parts);
    judgeTotals(answered, parts);
    judgeStandings(answered, parts, isSuppressed);
    showStandings(answered, parts);
    judgeRows(answered, parts);
  };
}

const NO_DAY = -(2 ** 31);
