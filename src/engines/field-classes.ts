import type { FieldAnswers, FieldJudge } from '../evaluation/field-judge.ts';
import { hashText } from '../leads/hash64.ts';
import type { Cell, Locale, Reading } from '../model/lead.ts';
import type { Field } from '../model/rulebook.ts';
import { compileCellParser, partOf } from '../values/cell.ts';
import { compileDoubt } from './locale-doubt.ts';
import { createReadCell, type ReadCell } from './read-cell.ts';

/** What a run wants of one field, and the classes of answers that it has met through all its lists. */
export interface FieldClasses {
  readonly field: Field;
  /** Absent where no verdict depends on the field. */
  readonly judge: FieldJudge | undefined;
  /** Whether more than its class and hashes is asked for. */
  readonly isRead: boolean;
  /** Whether a key asks for the hash of its value, and of its domain. */
  readonly isKey: boolean;
  readonly isDomainKey: boolean;
  /** Number of a class by the key of its answers, and its answers by the number. */
  readonly numbers: Map<string, number>;
  readonly answers: FieldAnswers[];
}

/** Makes a `ReadCell` of a cell, or of what stands in its place. */
export type AnswerCell = (cell: Cell, reading?: Reading) => ReadCell;

/** Makes the function that reads and answers one cell of a field as one list writes it. */
export function compileAnswer(
  classes: FieldClasses,
  options: { readonly locale: Locale; readonly blankAlso: readonly string[] },
): AnswerCell {
  const { field, judge, isKey, isDomainKey } = classes;
  const parse = compileCellParser(field, options);
  const doubtOf = compileDoubt(field, options);
  const words = new Uint32Array(2);
  return (cell, reading = parse(cell)) => {
    const answerClass = judge === undefined ? 0 : classOf(classes, judge.answer(reading));
    const read = createReadCell(cell.text, reading, { answerClass, doubt: doubtOf(cell, reading) });
    if (reading.kind !== 'value') return read;
    if (isKey) {
      hashText(String(reading.value), words, 0);
      read.low = (words[0] as number) | 0;
      read.high = (words[1] as number) | 0;
    }
    if (isDomainKey) {
      const domain = partOf(reading, { field: field.name, part: 'domain' }, field);
      hashText(domain.kind === 'value' ? String(domain.value) : '', words, 0);
      read.domainLow = (words[0] as number) | 0;
      read.domainHigh = (words[1] as number) | 0;
    }
    return read;
  };
}

function classOf({ numbers, answers }: FieldClasses, answered: FieldAnswers): number {
  const known = numbers.get(answered.key);
  if (known !== undefined) return known;
  const number = answers.push(answered) - 1;
  numbers.set(answered.key, number);
  return number;
}
