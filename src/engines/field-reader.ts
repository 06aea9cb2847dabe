import { cellText, isPlainCell } from '../leads/record-batch.ts';
import type { Cell, Locale, Reading } from '../model/lead.ts';
import { type CellMemory, createCellMemory } from './cell-memory.ts';
import { createEmailShortcut } from './email-shortcut.ts';
import { type AnswerCell, compileAnswer, type FieldClasses } from './field-classes.ts';
import { createNumberShortcut } from './number-shortcut.ts';
import type { ReadCell, ReadRecord, Shortcut } from './read-cell.ts';

export interface FieldReaderOptions {
  /** Columns to try in order. */
  readonly columns: readonly number[];
  readonly locale: Locale;
  readonly blankAlso: readonly string[];
  /** Stands in every row where there is no column. */
  readonly fixed: string | undefined;
}

const QUOTE = 0x22;
const EMPTY: Cell = { text: '', plain: false };
const ABSENT: Reading = { kind: 'absent' };

/** Makes the function that reads a field off a record: the first of its columns that is not blank. */
export function createFieldReader(
  classes: FieldClasses,
  { columns, locale, blankAlso, fixed }: FieldReaderOptions,
): ReadRecord {
  const answer = compileAnswer(classes, { locale, blankAlso });
  const blank = [...blankAlso, ...classes.field.blank];
  const shortcut = () =>
    createEmailShortcut(classes, { blank, answer }) ?? createNumberShortcut(classes, { blank, answer });
  const [first, ...others] = columns.map(column => createColumnReader(column, answer, shortcut()));
  if (first === undefined) {
    const read = fixed === undefined ? answer(EMPTY, ABSENT) : answer({ text: fixed, plain: false });
    return () => read;
  }
  if (others.length === 0) return first;
  return (batch, record) => {
    let read = first(batch, record);
    for (const next of others) {
      if (read.reading?.kind !== 'blank') return read;
      read = next(batch, record);
    }
    return read;
  };
}

/** Reads one column: each distinct cell once, as long as the column's memory lasts. */
function createColumnReader(column: number, answer: AnswerCell, shortcut: Shortcut | undefined): ReadRecord {
  const empty = answer(EMPTY);
  const remembered: ReadCell[] = [];
  const texts = createCellMemory();
  // Only JSON lists have plain numbers.
  let numbers: CellMemory | undefined;
  return (batch, record) => {
    const cell = (batch.firstCell[record] as number) + column;
    const last = (batch.firstCell[record + 1] as number) - 1;
    if (cell > last) return empty;
    const start = batch.cellStarts[cell] as number;
    const end = cell === last ? (batch.ends[record] as number) : (batch.cellStarts[cell + 1] as number) - 1;
    if (start === end) return empty;
    const { bytes } = batch;
    const isPlain = batch.plain !== undefined && isPlainCell(batch, record, column);
    if (shortcut !== undefined && !isPlain) {
      // What a shortcut takes has no quote in it, so that nothing inside is doubled or stray.
      const isQuoted = bytes[start] === QUOTE && batch.quote === QUOTE;
      const known = isQuoted ? shortcut(bytes, start + 1, end - 1) : shortcut(bytes, start, end);
      if (known !== undefined) return known;
    }
    if (isPlain) numbers ??= createCellMemory();
    const memory = isPlain && numbers !== undefined ? numbers : texts;
    const known = memory.find(bytes, start, end);
    if (known >= 0) return remembered[known] as ReadCell;
    const read = answer({ text: cellText(batch, record, column), plain: isPlain });
    if (memory.add(bytes, { start, end, number: remembered.length })) remembered.push(read);
    return read;
  };
}
