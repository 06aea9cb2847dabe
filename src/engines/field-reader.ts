import type { FieldAnswers, FieldJudge } from '../evaluation/field-judge.ts';
import { cellText, isPlainCell, type RecordBatch } from '../leads/record-batch.ts';
import type { Cell, Locale, Reading } from '../model/lead.ts';
import type { Field } from '../model/rulebook.ts';
import { compileCellParser } from '../values/cell.ts';
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

/** Cells remembered for each field of a list; a column of ever new cells stops remembering there. */
const MOST_REMEMBERED = 16_384;

const EMPTY: Cell = { text: '', plain: false };

/** Makes the function that reads a field off a record: the first of its columns that is not blank. */
export function createFieldReader(
  classes: FieldClasses,
  { columns, locale, blankAlso, fixed }: FieldReaderOptions,
): (batch: RecordBatch, record: number) => ReadCell {
  const parse = compileCellParser(classes.field, { locale, blankAlso });
  const fitsOf = compileFits(classes.field, { locale, blankAlso });
  const answer = (cell: Cell, reading: Reading) =>
    answerCell(classes, { cell, reading, fits: fitsOf(cell, reading) });
  const remembered = { plain: new Map<string, ReadCell>(), quoted: new Map<string, ReadCell>() };

  const readCell = (cell: Cell): ReadCell => {
    const known = cell.plain ? remembered.plain : remembered.quoted;
    const found = known.get(cell.text);
    if (found !== undefined) return found;
    const read = answer(cell, parse(cell));
    if (known.size < MOST_REMEMBERED) known.set(cell.text, read);
    return read;
  };

  if (columns.length === 0) {
    const read =
      fixed === undefined ? answer(EMPTY, { kind: 'absent' }) : readCell({ text: fixed, plain: false });
    return () => read;
  }
  return (batch, record) => {
    let read: ReadCell | undefined;
    for (const column of columns) {
      read = readCell({ text: cellText(batch, record, column), plain: isPlainCell(batch, record, column) });
      if (read.reading.kind !== 'blank') return read;
    }
    return read ?? readCell(EMPTY);
  };
}

function answerCell(
  { judge, numbers }: FieldClasses,
  read: Pick<ReadCell, 'cell' | 'reading' | 'fits'>,
): ReadCell {
  if (judge === undefined) return { ...read, answers: undefined, answerClass: 0 };
  const answers = judge.answer(read.reading);
  const answerClass = numbers.get(answers.key) ?? numbers.size;
  numbers.set(answers.key, answerClass);
  return { ...read, answers, answerClass };
}
