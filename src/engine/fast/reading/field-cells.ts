import type { Cell, Reading } from '../../../model/lead.ts';
import type { BatchMemory } from '../../../records/batch-memory.ts';
import { createStruct, type Kernel } from '../../../records/kernel.ts';
import { createRegion, type Region } from '../../../records/kernel-region.ts';
import { cellEnd, cellText, isPlainCell, type RecordBatch } from '../../../records/record-batch.ts';
import { compileWeigh, HEAVIEST } from '../../../values/combine.ts';
import { createAddressLookup } from './address-lookup.ts';
import { type CellLookup, createTextLookup } from './cell-lookup.ts';
import { createCellNumbers } from './cell-numbers.ts';
import { type AnswerCell, type CellOptions, compileAnswer, type FieldClasses } from './field-classes.ts';
import { createPlaceLookup } from './place-lookup.ts';
import type { ReadCell } from './read-cell.ts';

export interface FieldCellsOptions extends Omit<CellOptions, 'places'> {
  /** How many places the header moves the point of numbers, by column. */
  readonly places: ReadonlyMap<number, number>;
  /** The field's columns, best first. */
  readonly columns: readonly number[];
  /** Stands in every row where there is no column. */
  readonly fixed: string | undefined;
}

/** One field of one list. Its cells have numbers by which everything that is known of them is found. */
export interface FieldCells {
  readonly classes: FieldClasses;
  /** Makes room for so many records, which moves the kernel's memory. */
  makeRoom(records: number): void;
  /** Reads the field off all records of a batch in the memory: of its columns the one that counts. */
  read(memory: BatchMemory, batch: RecordBatch): void;
  /** The cell of a record of that batch. */
  cellOf(record: number): ReadCell;
  /** Cells that are kept for good have the numbers below this one. */
  readonly kept: () => number;
  /** Addresses by record: the cell's number, and four words of hashes where keys ask for them. */
  readonly numbers: () => number;
  readonly hashes: () => number;
  /** Addresses by number: the class of the answers; what it says of the locale; whether it is invalid. */
  readonly answerClasses: () => number;
  readonly doubts: () => number;
  readonly invalid: () => number;
}

const EMPTY: Cell = { text: '', plain: false };
const ABSENT: Reading = { kind: 'absent' };
const WORD = 4;
const HASHES = 16;
/** Texts of cells that are remembered where the kernel does not know them again: those of JSON lists. */
const MOST_TEXTS = 1 << 14;
const COLUMN = ['index', 'table', 'numbers', 'misses', 'blanks', 'next'] as const;

export function createFieldCells(
  kernel: Kernel,
  classes: FieldClasses,
  { columns, places, locale, dates, blankAlso, fixed }: FieldCellsOptions,
): FieldCells {
  const moved = columns.map(column => (classes.field.type === 'number' ? (places.get(column) ?? 0) : 0));
  const answerBy = new Map(
    [0, ...moved].map(by => [by, compileAnswer(classes, { locale, dates, blankAlso, places: by })] as const),
  );
  const answer = answerBy.get(0) as AnswerCell;
  const answerIn = (position: number) => answerBy.get(moved[position] ?? 0) ?? answer;
  const blank = [...blankAlso, ...classes.field.blank];
  const isHashed = classes.isKey || classes.isDomainKey;
  const known = createCellNumbers(kernel, isHashed);
  const numbers = createRegion(kernel);
  const { field } = classes;
  const weigh = compileWeigh(field);
  /** Whether a column after one that is not blank may count. */
  const isWeighed = columns.length > 1 && field.type === 'boolean' && (field.combine ?? 'first') !== 'first';
  /** Numbers of the cells of one column, where columns are weighed. */
  const rivals = createRegion(kernel);
  const misses = createRegion(kernel);
  const hashes = createRegion(kernel);
  const column = createStruct(kernel, COLUMN);
  const lookups = columns.map((_, position) => createLookup(moved[position] ?? 0));
  const texts = new Map<string, number>();
  // The number 0: an empty cell, one past the end of a short row, or what stands in the place of all.
  known.add(emptyCell(), true);

  function emptyCell(): ReadCell {
    if (columns.length > 0) return answer(EMPTY);
    return fixed === undefined ? answer(EMPTY, ABSENT) : answer({ text: fixed, plain: false });
  }

  /** The kernel knows numbers by what their digits say, which the header's unit changes. */
  function createLookup(by: number): CellLookup {
    if (by !== 0) return createTextLookup(kernel);
    const addresses = createAddressLookup(kernel, classes, blank);
    return addresses ?? createPlaceLookup(kernel, classes, blank) ?? createTextLookup(kernel);
  }

  function makeRoom(records: number): void {
    numbers.makeRoom(records * WORD);
    if (isWeighed) rivals.makeRoom(records * WORD);
    misses.makeRoom(records * WORD);
    if (isHashed) hashes.makeRoom(records * HASHES);
    // A cell of each column may have to be read for one record.
    known.startBatch(records * columns.length);
    for (const lookup of lookups) lookup.makeRoom(records);
    const first = numbers.address / WORD;
    if (columns.length === 0) kernel.words.fill(0, first, first + records);
    if (isHashed) kernel.bytes.fill(0, hashes.address, hashes.address + records * HASHES);
    if (isHashed) for (const lookup of lookups) lookup.hashInto?.(hashes.address);
  }

  /** Reads a column off all records, or off those of which the columns before it were blank. */
  function readColumn(position: number, { memory, batch }: Batch, { into, isWhole }: Reach): void {
    const lookup = lookups[position] as CellLookup;
    const read = (record: number): void => {
      const number = readOne(position, memory, { batch, record, bytes: batch.bytes.byteOffset });
      kernel.words[into.address / WORD + record] = number;
    };
    if (batch.plain !== undefined || lookup.table.isTired()) {
      for (let record = 0; record < batch.count; record++) {
        if (isWhole || known.isBlank(numberOf(record))) read(record);
      }
      return;
    }
    column.set({ index: columns[position] ?? 0, table: lookup.table.address, numbers: into.address });
    column.set({ misses: misses.address, blanks: isWhole ? 0 : known.blanks(), next: 0 });
    let missed = 0;
    do {
      const some = lookup.findSome(memory.address, column.address);
      for (let index = 0; index < some; index++) read(kernel.words[misses.address / WORD + index] ?? 0);
      missed += some;
    } while (column.get('next') < batch.count);
    if (isWhole) lookup.table.note(batch.count, missed);
  }

  /** Reads a column off all records and keeps its cells where they say more than those of the columns before it. */
  function weighColumn(position: number, batch: Batch): void {
    readColumn(position, batch, { into: rivals, isWhole: true });
    const { words } = kernel;
    const kept = numbers.address / WORD;
    const rival = rivals.address / WORD;
    for (let record = 0; record < batch.batch.count; record++) {
      const number = words[rival + record] as number;
      if (number === words[kept + record]) continue;
      const weight = weigh(known.cellOf(words[kept + record] as number).reading);
      if (weight < HEAVIEST && weigh(known.cellOf(number).reading) > weight) words[kept + record] = number;
    }
  }

  function readOne(position: number, memory: BatchMemory, place: Place): number {
    const lookup = lookups[position] as CellLookup;
    const { batch, record } = place;
    const index = columns[position] ?? 0;
    const at = (batch.firstCell[record] ?? 0) + index;
    if (at >= (batch.firstCell[record + 1] ?? 0)) return 0;
    const start = batch.cellStarts[at] ?? 0;
    const end = cellEnd(batch, record, index);
    if (start === end) return 0;
    if (batch.plain !== undefined) return readText(place, position);
    const cell = { batch: memory.address, bytes: place.bytes, start, end };
    const isTired = lookup.table.isTired();
    const number = isTired ? -1 : lookup.find(cell);
    if (number >= 0) return number;
    const read = answerIn(position)({ text: cellText(batch, record, index), plain: false });
    const next = known.nextNumber();
    return known.add(read, !isTired && next !== undefined && lookup.learn(cell, next));
  }

  /** A cell of a JSON list, where the number 5 may mean something else than the text "5". */
  function readText({ batch, record }: Place, position: number): number {
    const index = columns[position] ?? 0;
    const plain = isPlainCell(batch, record, index);
    const text = cellText(batch, record, index);
    const key = `${plain ? 'number' : 'text'} ${moved[position] ?? 0} ${text}`;
    const number = texts.get(key);
    if (number !== undefined) return number;
    const isKept = texts.size < MOST_TEXTS && known.nextNumber() !== undefined;
    const fresh = known.add(answerIn(position)({ text, plain }), isKept);
    if (isKept) texts.set(key, fresh);
    return fresh;
  }

  const numberOf = (record: number): number => kernel.words[numbers.address / WORD + record] ?? 0;

  return {
    classes,
    makeRoom,
    read(memory, batch) {
      for (let position = 0; position < columns.length; position++) {
        if (position > 0 && isWeighed) weighColumn(position, { memory, batch });
        else readColumn(position, { memory, batch }, { into: numbers, isWhole: position === 0 });
      }
      if (isHashed) {
        kernel.call.gatherHashes(numbers.address, known.hashes(), batch.count, hashes.address);
      }
    },
    cellOf: record => known.cellOf(numberOf(record)),
    kept: known.count,
    numbers: () => numbers.address,
    hashes: () => hashes.address,
    answerClasses: known.answerClasses,
    doubts: known.doubts,
    invalid: known.invalid,
  };
}

interface Batch {
  readonly memory: BatchMemory;
  readonly batch: RecordBatch;
}

/** Where the numbers of a column's cells go, and whether those of all records. */
interface Reach {
  readonly into: Region;
  readonly isWhole: boolean;
}

interface Place {
  readonly batch: RecordBatch;
  readonly record: number;
  /** Address of the batch's bytes. */
  readonly bytes: number;
}
