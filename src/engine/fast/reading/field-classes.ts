import { firmKey, isFirmField } from '../../../contacts/placeholders.ts';
import type { FieldAnswers, FieldJudge } from '../../../judging/field-judge.ts';
import type { Cell, CellNotation, Reading } from '../../../model/lead.ts';
import type { Field } from '../../../model/rulebook.ts';
import { hashText } from '../../../records/hash64.ts';
import { compileCellParser, partOf } from '../../../values/cell.ts';
import { compileEvidence } from '../../../values/evidence.ts';
import type { ReadCell } from './read-cell.ts';

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
  /** Whether a cell with more than one address has been read. */
  readonly several: { seen: boolean };
}

/** How one list writes its cells. */
export interface CellOptions extends CellNotation {
  readonly blankAlso: readonly string[];
}

/** Makes a `ReadCell` of a cell, or of what stands in its place. */
export type AnswerCell = (cell: Cell, reading?: Reading) => ReadCell;

const NO_HASHES = new Uint32Array(4);

/** Makes the function that reads and answers one cell of a field as one list writes it. */
export function compileAnswer(classes: FieldClasses, options: CellOptions): AnswerCell {
  const { field, judge } = classes;
  const parse = compileCellParser(field, options);
  const doubtOf = compileEvidence(field, options);
  return (cell, reading = parse(cell)) => {
    if ('others' in reading) classes.several.seen = true;
    return {
      answerClass: judge === undefined ? 0 : classOf(classes, judge.answer(reading)),
      doubt: doubtOf(cell, reading),
      hashes: hashesOf(classes, reading),
      text: cell.text,
      reading,
    };
  };
}

function hashesOf({ field, isKey, isDomainKey }: FieldClasses, reading: Reading): Uint32Array {
  if (reading.kind !== 'value' || !(isKey || isDomainKey)) return NO_HASHES;
  const words = new Uint32Array(4);
  const value = String(reading.value);
  if (isKey) hashText(field.type === 'text' && isFirmField(field.name) ? firmKey(value) : value, words, 0);
  if (isDomainKey) {
    const domain = partOf(reading, { field: field.name, part: 'domain' }, field);
    hashText(domain.kind === 'value' ? String(domain.value) : '', words, 2);
  }
  return words;
}

function classOf({ numbers, answers }: FieldClasses, answered: FieldAnswers): number {
  const known = numbers.get(answered.key);
  if (known !== undefined) return known;
  const number = answers.push(answered) - 1;
  numbers.set(answered.key, number);
  return number;
}
