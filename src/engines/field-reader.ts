import type { FieldAnswers, FieldJudge } from '../evaluation/field-judge.ts';
import { cellText, isPlainCell, type RecordBatch } from '../leads/record-batch.ts';
import type { Cell, Locale, Reading } from '../model/lead.ts';
import type { Field } from '../model/rulebook.ts';
import { compileCellParser } from '../values/cell.ts';
import { type CellMemory, createCellMemory } from './cell-memory.ts';
import { compileFits } from './locale-doubt.ts';

/** One field of one record, read and answered. The same object stands for every equal cell that is remembered. */
export interface ReadCell {
  readonly cell: Cell;
  readonly reading: Reading;
  /** Absent where no verdict depends on the field. */
  readonly answers: FieldAnswers | undefined;
  /** Number of the answers' class: equal for cells that lead to the same verdict. */
  readonly answerClass: number;
  /** Other locales that the cell is valid in, where it is an invalid number or date. */
  readonly fits: readonly Locale[];
}

/** What is known of one field through a whole run. */
export interface FieldClasses {
  readonly field: Field;
  readonly judge: FieldJudge | undefined;
  readonly numbers: Map<string, number>;
}

export interface FieldReaderOptions {
  /** Columns to try in order. */
  readonly columns: readonly number[];
  readonly locale: Locale;
  readonly blankAlso: readonly string[];
  /** Stands in every row where there is no column. */
  readonly fixed: string | undefined;
}

/** Reads a field, or a column, off a record of a batch. */
type ReadRecord = (batch: RecordBatch, record: number) => ReadCell;

const EMPTY: Cell = { text: '', plain: false };

/** Makes the function that reads a field off a record: the first of its columns that is not blank. */
export function createFieldReader(
  classes: FieldClasses,
  { columns, locale, blankAlso, fixed }: FieldReaderOptions,
): ReadRecord {
  const parse = compileCellParser(classes.field, { locale, blankAlso });
  const fitsOf = compileFits(classes.field, { locale, blankAlso });
  const answer = (cell: Cell, reading = parse(cell)) =>
    answerCell(classes, { cell, reading, fits: fitsOf(cell, reading) });
  const [first, ...others] = columns.map(column => createColumnReader(column, answer));
  if (first === undefined) {
    const read = fixed === undefined ? answer(EMPTY, ABSENT) : answer({ text: fixed, plain: false });
    return () => read;
  }
  if (others.length === 0) return first;
  return (batch, record) => {
    let read = first(batch, record);
    for (const next of others) {
      if (read.reading.kind !== 'blank') return read;
      read = next(batch, record);
    }
    return read;
  };
}

const ABSENT: Reading = { kind: 'absent' };

/** Reads one column: each distinct cell once, as long as the column's memory lasts. */
function createColumnReader(column: number, answer: (cell: Cell) => ReadCell): ReadRecord {
  const empty = answer(EMPTY);
  const remembered: ReadCell[] = [];
  const texts = createCellMemory();
  // Only JSON lists have plain numbers, and a memory is large.
  let numbers: CellMemory | undefined;
  return (batch, record) => {
    const cell = (batch.firstCell[record] as number) + column;
    const last = (batch.firstCell[record + 1] as number) - 1;
    if (cell > last) return empty;
    const start = batch.cellStarts[cell] as number;
    const end = cell === last ? (batch.ends[record] as number) : (batch.cellStarts[cell + 1] as number) - 1;
    if (start === end) return empty;
    const isPlain = isPlainCell(batch, record, column);
    if (isPlain) numbers ??= createCellMemory();
    const memory = isPlain && numbers !== undefined ? numbers : texts;
    const known = memory.find(batch.bytes, start, end);
    if (known >= 0) return remembered[known] as ReadCell;
    const read = answer({ text: cellText(batch, record, column), plain: isPlain });
    if (memory.add(batch.bytes, { start, end, number: remembered.length })) remembered.push(read);
    return read;
  };
}

function answerCell(
  { judge, numbers }: FieldClasses,
  { cell, reading, fits }: Pick<ReadCell, 'cell' | 'reading' | 'fits'>,
): ReadCell {
  if (judge === undefined) return { cell, reading, fits, answers: undefined, answerClass: 0 };
  const answers = judge.answer(reading);
  const answerClass = numbers.get(answers.key) ?? numbers.size;
  numbers.set(answers.key, answerClass);
  return { cell, reading, fits, answers, answerClass };
}
