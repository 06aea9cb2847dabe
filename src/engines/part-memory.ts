import type { TallyBuilder } from '../costs/tally.ts';
import type { FieldAnswers } from '../evaluation/field-judge.ts';
import type { JudgeParts } from '../evaluation/judge.ts';
import type { JudgedScore } from '../evaluation/score-part.ts';
import type { ReadCells, ReadFields } from './lead-reader.ts';
import type { RememberedCriteria, RememberedScore } from './remembered-parts.ts';
import { createVectorMemory } from './vector-memory.ts';

/** What the memories of all parts are made from. */
export interface PartContext {
  readonly parts: JudgeParts;
  readonly fields: ReadFields;
  readonly tally: TallyBuilder;
}

/** Makes the function that gives the criteria of a lead: judged once for each vector of their fields' classes. */
export function rememberCriteria(context: PartContext): (cells: ReadCells) => RememberedCriteria {
  const { parts, fields, tally } = context;
  const columns = columnsOf(fields, parts.criteria.fields);
  const memory = createVectorMemory<RememberedCriteria>(columns.length, tally.forgetVerdicts);
  const numberOf = numberKeys();
  return cells => {
    fillClasses(memory.vector, columns, cells);
    const known = memory.find();
    if (known !== undefined) return known;
    const part = parts.criteria.judge(answersOf(fields, cells));
    const slot = tally.partSlot({ criteria: part.criteria });
    const fresh = { part, slot, number: numberOf(part.key), pieces: [], reasons: [] };
    memory.add(fresh);
    return fresh;
  };
}

/** The same for the score group of this index. */
export function rememberScore(context: PartContext, index: number): (cells: ReadCells) => RememberedScore {
  const { parts, fields, tally } = context;
  const group = parts.groups[index];
  const columns = columnsOf(fields, group?.fields ?? []);
  const memory = createVectorMemory<RememberedScore>(columns.length, tally.forgetVerdicts);
  const thresholds = Float64Array.from(parts.standing.thresholds.groups[index] ?? []);
  const numberOf = numberKeys();
  return cells => {
    fillClasses(memory.vector, columns, cells);
    const known = memory.find();
    if (known !== undefined) return known;
    const part = group?.judge(answersOf(fields, cells)) ?? NO_SCORE;
    const ends = Float64Array.from(part.scores.flatMap(({ now, best }) => [now.points, best.points]));
    const places = Array.from(ends, end => placeAmong(end, thresholds));
    const slot = tally.partSlot({ rulesMet: part.rulesMet });
    const fresh = { part, ends, number: numberOf(places.join(' ')), slot, pieces: [], reasons: [] };
    memory.add(fresh);
    return fresh;
  };
}

const NO_SCORE: JudgedScore = { points: 0, reasons: [], rulesMet: [], scores: [] };

/** Where the judge's fields of these indexes stand among the cells that are read. */
export function columnsOf({ judged }: ReadFields, indexes: readonly number[]): Int32Array {
  return Int32Array.from(indexes, index => judged[index] ?? 0);
}

function fillClasses(vector: Int32Array, columns: Int32Array, cells: ReadCells): void {
  for (let index = 0; index < columns.length; index++) {
    vector[index] = (cells[columns[index] as number] as ReadCells[number]).answerClass;
  }
}

/** The answers of all judged fields, by the classes of their cells. */
export function answersOf({ judged, classes }: ReadFields, cells: ReadCells): readonly FieldAnswers[] {
  return judged.flatMap(index => {
    const answered = classes[index]?.answers[cells[index]?.answerClass ?? 0];
    return answered === undefined ? [] : [answered];
  });
}

/** Where a number stands among ascending thresholds: odd on one of them, even between. */
export function placeAmong(number: number, thresholds: Float64Array): number {
  let above = 0;
  while (above < thresholds.length && number > (thresholds[above] as number)) above++;
  return above * 2 + (number === thresholds[above] ? 1 : 0);
}

/** Numbers texts from 0, equal ones alike. */
function numberKeys(): (key: string) => number {
  const numbers = new Map<string, number>();
  return key => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
}
