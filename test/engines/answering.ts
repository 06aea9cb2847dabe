import { type AnswerCell, compileAnswer, type FieldClasses } from '../../src/engines/field-classes.ts';
import { createFieldReader } from '../../src/engines/field-reader.ts';
import { chooseFields } from '../../src/engines/lead-reader.ts';
import type { ReadCell } from '../../src/engines/read-cell.ts';
import { compileRulebook } from '../../src/evaluation/judge.ts';
import { cellText, type RecordBatch } from '../../src/leads/record-batch.ts';
import { createScanner } from '../../src/leads/scanner.ts';
import type { FieldReference } from '../../src/model/condition.ts';
import type { Locale } from '../../src/model/lead.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import { parseRulebook } from '../../src/rulebook/parse.ts';

/** 2026-11-01. */
export const AS_OF = 20_758;

/** A rulebook from its YAML, or from the same as an object. */
export function rulebookOf(source: string | object): Rulebook {
  const text = typeof source === 'string' ? source : JSON.stringify(source);
  const { value, diagnostics } = parseRulebook(text, 'rules.yaml');
  if (value === undefined)
    throw new Error(diagnostics.map(({ message, fix }) => `${message}: ${fix}`).join('\n'));
  return value.rulebook;
}

/** What a run asks of a field beside the rulebook's questions. */
export interface Asked {
  readonly field: string;
  readonly keys?: readonly FieldReference[];
  /** Whether its readings are asked for. */
  readonly isRead?: boolean;
  readonly locale?: Locale;
}

/** The classes of a field as a run of the rulebook makes them. */
export function classesOf(rulebook: Rulebook, { field, keys = [], isRead = false }: Asked): FieldClasses {
  const judge = compileRulebook(rulebook, { asOf: AS_OF });
  const fields = chooseFields(rulebook, { judge, read: isRead ? [field] : [], keys });
  const classes = fields.classes[fields.indexOf(field)];
  if (classes === undefined) throw new Error(`nothing is asked of ${field}`);
  return classes;
}

/** What makes a shortcut for a field. */
export type CreateShortcut<Shortcut> = (
  classes: FieldClasses,
  options: { readonly blank: readonly string[]; readonly answer: AnswerCell },
) => Shortcut | undefined;

/** The shortcut of a field as its reader would make it; undefined where there is none. */
export function shortcutOf<Shortcut>(
  create: CreateShortcut<Shortcut>,
  { rulebook, asked }: { readonly rulebook: Rulebook; readonly asked: Asked },
): Shortcut | undefined {
  const classes = classesOf(rulebook, asked);
  const { blankAlso } = rulebook;
  const answer = compileAnswer(classes, { locale: asked.locale ?? 'en', blankAlso });
  return create(classes, { blank: [...blankAlso, ...classes.field.blank], answer });
}

/** All that a run takes from a cell whose reading is not asked for. */
export interface CellAnswer {
  readonly key: string | undefined;
  /** The hashes that keys ask for. */
  readonly hash: readonly number[];
  readonly domainHash: readonly number[];
  readonly doubt: number;
}

function answerOf({ answers, isKey, isDomainKey }: FieldClasses, read: ReadCell): CellAnswer {
  const { answerClass, low, high, domainLow, domainHigh, doubt } = read;
  return {
    key: answers[answerClass]?.key,
    hash: isKey ? [low, high] : [],
    domainHash: isDomainKey ? [domainLow, domainHigh] : [],
    doubt,
  };
}

/** Records of a list of so many columns, each as it stands in the bytes. */
export function listBatch(records: readonly string[], columns: number): RecordBatch {
  const bytes = Buffer.from(records.map(record => `${record}\n`).join(''));
  const scanner = createScanner({ delimiter: 0x2c, quote: 0x22, columns });
  scanner.room(bytes.length).set(bytes);
  return scanner.scan(bytes.length, true);
}

/** Cells as records of one column, each as it stands in the bytes. */
export function batchOf(cells: readonly string[]): RecordBatch {
  return listBatch(cells, 1);
}

/** What a field's reader says of cells that come one after another, whatever shortcut it takes. */
export function readCells(rulebook: Rulebook, asked: Asked, cells: readonly string[]): readonly CellAnswer[] {
  const classes = classesOf(rulebook, asked);
  const { blankAlso } = rulebook;
  const locale = asked.locale ?? 'en';
  const read = createFieldReader(classes, { columns: [0], locale, blankAlso, fixed: undefined });
  const batch = batchOf(cells);
  return Array.from({ length: batch.count }, (_, record) => answerOf(classes, read(batch, record)));
}

/** The same by the ordinary way: each cell decoded, parsed and answered by itself. */
export function readSlowly(
  rulebook: Rulebook,
  asked: Asked,
  cells: readonly string[],
): readonly CellAnswer[] {
  const classes = classesOf(rulebook, asked);
  const answer = compileAnswer(classes, { locale: asked.locale ?? 'en', blankAlso: rulebook.blankAlso });
  const batch = batchOf(cells);
  return Array.from({ length: batch.count }, (_, record) =>
    answerOf(classes, answer({ text: cellText(batch, record, 0), plain: false })),
  );
}
