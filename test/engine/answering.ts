import fc from 'fast-check';
import type { CellLookup } from '../../src/engine/fast/reading/cell-lookup.ts';
import { createFieldCells, type FieldCells } from '../../src/engine/fast/reading/field-cells.ts';
import { compileAnswer, type FieldClasses } from '../../src/engine/fast/reading/field-classes.ts';
import { chooseFields } from '../../src/engine/fast/reading/lead-reader.ts';
import { compileRulebook } from '../../src/judging/judge.ts';
import { parseRulebook } from '../../src/language/parse.ts';
import type { FieldReference } from '../../src/model/condition.ts';
import { LOCALES, type Locale } from '../../src/model/lead.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import { createBatchMemory } from '../../src/records/batch-memory.ts';
import { type Kernel, openKernel } from '../../src/records/kernel.ts';
import { cellText, type RecordBatch } from '../../src/records/record-batch.ts';
import { createScanner } from '../../src/records/scanner.ts';

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

/** What may be asked of a number or date field: seldom its readings or a key, for which no cell is known by its place. */
export function arbitraryAsked(field: string): fc.Arbitrary<Asked> {
  return fc.record({
    field: fc.constant(field),
    keys: fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, fc.constant([{ field }])),
    isRead: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
    locale: fc.constantFrom(...LOCALES),
  });
}

/** The classes of a field as a run of the rulebook makes them. */
export function classesOf(rulebook: Rulebook, { field, keys = [], isRead = false }: Asked): FieldClasses {
  const judge = compileRulebook(rulebook, { asOf: AS_OF });
  const fields = chooseFields(rulebook, { judge, read: isRead ? [field] : [], keys });
  const classes = fields.classes[fields.indexOf(field)];
  if (classes === undefined) throw new Error(`nothing is asked of ${field}`);
  return classes;
}

/** Whether a lookup of its own is made for a field. */
export function hasLookup(
  create: (kernel: Kernel, classes: FieldClasses, blank: readonly string[]) => CellLookup | undefined,
  { rulebook, asked }: { readonly rulebook: Rulebook; readonly asked: Asked },
): boolean {
  const classes = classesOf(rulebook, asked);
  return create(openKernel(), classes, [...rulebook.blankAlso, ...classes.field.blank]) !== undefined;
}

/** All that a run takes from a cell whose reading is not asked for. */
export interface CellAnswer {
  readonly key: string | undefined;
  /** The hashes that keys ask for. */
  readonly hash: readonly number[];
  readonly domainHash: readonly number[];
  readonly doubt: number;
  readonly isInvalid: boolean;
}

/** Records of a list of so many columns, each as it stands in the bytes. */
export function listBatch(records: readonly string[], columns: number): RecordBatch {
  const bytes = Buffer.from(records.map(record => `${record}\n`).join(''));
  const scanner = createScanner({ delimiter: 0x2c, quote: 0x22, columns });
  scanner.room(bytes.length).set(bytes);
  return scanner.scan(bytes.length, true);
}

interface BatchSizes {
  readonly columns: number;
  readonly sizes: readonly number[];
  readonly delimiter?: string;
}

/** The batches of a delimited list: so many of its records in each, the last number repeated. */
export function* scanBatches(
  records: readonly string[],
  { columns, sizes, delimiter = ',' }: BatchSizes,
): Generator<RecordBatch> {
  const scanner = createScanner({ delimiter: delimiter.charCodeAt(0), quote: 0x22, columns, regularFrom: 0 });
  for (let from = 0, turn = 0; from < records.length; turn++) {
    const size = Math.max(1, sizes[Math.min(turn, sizes.length - 1)] ?? records.length);
    const lines = records.slice(from, from + size).map(record => `${record}\n`);
    const bytes = Buffer.from(lines.join(''));
    from += size;
    scanner.room(bytes.length).set(bytes);
    yield scanner.scan(bytes.length, from >= records.length);
  }
}

/** Cells as records of one column, each as it stands in the bytes. */
export function batchOf(cells: readonly string[]): RecordBatch {
  return listBatch(cells, 1);
}

/** A field of a list, read batch by batch in a kernel of its own. */
export interface FieldOfList {
  readonly classes: FieldClasses;
  readonly kernel: Kernel;
  readonly cells: FieldCells;
  /** Reads a batch and gives what the kernel knows of each of its records. */
  read(batch: RecordBatch): readonly CellAnswer[];
}

export function openField(
  rulebook: Rulebook,
  asked: Asked,
  { columns = [0], fixed }: { readonly columns?: readonly number[]; readonly fixed?: string } = {},
): FieldOfList {
  const classes = classesOf(rulebook, asked);
  const kernel = openKernel();
  const { blankAlso } = rulebook;
  const cells = createFieldCells(kernel, classes, {
    columns,
    places: new Map(),
    locale: asked.locale ?? 'en',
    blankAlso,
    fixed,
  });
  const memory = createBatchMemory(kernel);

  function answerOf(record: number): CellAnswer {
    const number = kernel.words[cells.numbers() / 4 + record] ?? -1;
    const hashes = cells.hashes() / 4 + record * 4;
    const words = [...new Uint32Array(kernel.words.slice(hashes, hashes + 4))];
    return {
      key: classes.answers[kernel.words[cells.answerClasses() / 4 + number] ?? -1]?.key,
      hash: classes.isKey ? words.slice(0, 2) : [],
      domainHash: classes.isDomainKey ? words.slice(2) : [],
      doubt: kernel.bytes[cells.doubts() + number] ?? -1,
      isInvalid: kernel.bytes[cells.invalid() + number] === 1,
    };
  }

  return {
    classes,
    kernel,
    cells,
    read(batch) {
      memory.take(batch);
      cells.makeRoom(batch.count);
      cells.read(memory, memory.view());
      return Array.from({ length: batch.count }, (_, record) => answerOf(record));
    },
  };
}

/** What is known of cells that come one after another, in batches of so many, whatever way they are looked up. */
export function readCells(
  rulebook: Rulebook,
  asked: Asked,
  cells: readonly string[],
  size = cells.length,
): readonly CellAnswer[] {
  const { read } = openField(rulebook, asked);
  const batches: CellAnswer[][] = [];
  for (let from = 0; from < cells.length; from += size) {
    batches.push([...read(batchOf(cells.slice(from, from + size)))]);
  }
  return batches.flat();
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
  return Array.from({ length: batch.count }, (_, record) => {
    const read = answer({ text: cellText(batch, record, 0), plain: false });
    const [low = 0, high = 0, ...domain] = read.hashes;
    return {
      key: classes.answers[read.answerClass]?.key,
      hash: classes.isKey ? [low, high] : [],
      domainHash: classes.isDomainKey ? domain : [],
      doubt: read.doubt,
      isInvalid: read.reading.kind === 'invalid',
    };
  });
}
