import { Defect } from '../model/errors.ts';
import { createStruct, type Kernel } from './kernel.ts';
import { createRegion } from './kernel-region.ts';
import { type RecordBatch, recordStart } from './record-batch.ts';
import { BEYOND_SCAN, type ScanTask } from './scan-task.ts';

/** A batch in the kernel's memory, where it stays until there is room made for the next one, or it is taken. */
export interface BatchMemory {
  /** Of the kernel's `Batch`. */
  readonly address: number;
  /** Copies a batch, unless it is the one that lies here. */
  take(batch: RecordBatch): void;
  /**
   * Room for so many bytes of text, which ends the batch and may move the kernel's memory. Room that is not larger than
   * the last one has the bytes of that.
   */
  room(size: number): Buffer;
  /** Finds the records of the text in the room where it lies; undefined where they are not all regular. */
  find(task: ScanTask, text: RoomText): FoundText | undefined;
  /** The batch as it lies there; valid until the kernel's memory moves. */
  view(): RecordBatch;
}

interface RoomText {
  /** Where the first record starts, how much text there is, and where the last record must start before. */
  readonly position: number;
  readonly filled: number;
  readonly until: number;
}

interface FoundText {
  /** Row numbers count from 1. */
  readonly batch: RecordBatch;
  /** Where the first record starts that was not found. */
  readonly end: number;
  readonly lines: number;
}

type Told = Pick<RecordBatch, 'count' | 'quote' | 'row' | 'plain' | 'rejects'>;

const FIELDS = ['bytes', 'count', 'quote', 'firstCell', 'cellStarts', 'ends', 'flags'] as const;
const WORD = 4;
/** Records and cells that are found in one call. */
const [MORE_RECORDS, MORE_CELLS] = [1 << 12, 1 << 16];

export function createBatchMemory(kernel: Kernel): BatchMemory {
  const struct = createStruct(kernel, FIELDS);
  const bytes = createRegion(kernel);
  const firstCell = createRegion(kernel);
  const cellStarts = createRegion(kernel);
  const ends = createRegion(kernel);
  const nexts = createRegion(kernel);
  const flags = createRegion(kernel);
  let told: Told | undefined;
  let shown: { readonly memory: Buffer; readonly batch: RecordBatch } | undefined;
  /** The numbers of rows that are found here: 1, 2, 3 and so on. */
  let ascending = new Int32Array(0);

  /** Makes room for all before anything is written, for making room moves the memory. */
  function makeRoom(count: number, cells: number, kept = { count: 0, cells: 0 }): void {
    firstCell.makeRoom((count + 1) * WORD, kept.count * WORD);
    cellStarts.makeRoom(cells * WORD, kept.cells * WORD);
    ends.makeRoom(count * WORD, kept.count * WORD);
    nexts.makeRoom(count * WORD, kept.count * WORD);
    flags.makeRoom(count, kept.count);
  }

  const wordsAt = (address: number, length: number) =>
    kernel.words.subarray(address / WORD, address / WORD + length);

  function hold({ count, quote, row, plain, rejects }: Told): void {
    struct.set({ bytes: bytes.address, count, quote });
    struct.set({ firstCell: firstCell.address, cellStarts: cellStarts.address });
    struct.set({ ends: ends.address, flags: flags.address });
    told = { count, quote, row, plain, rejects };
    shown = undefined;
  }

  function view(): RecordBatch {
    if (told === undefined) throw new Defect('no batch has been taken');
    if (shown?.memory === kernel.bytes) return shown.batch;
    const { count } = told;
    const cells = kernel.words[firstCell.address / WORD + count] ?? 0;
    const batch = {
      ...told,
      bytes: kernel.bytes.subarray(bytes.address, bytes.address + bytes.size),
      firstCell: wordsAt(firstCell.address, count + 1),
      cellStarts: wordsAt(cellStarts.address, cells),
      ends: wordsAt(ends.address, count),
      nexts: wordsAt(nexts.address, count),
      flags: kernel.bytes.subarray(flags.address, flags.address + count),
    };
    shown = { memory: kernel.bytes, batch };
    return batch;
  }

  function rowsTo(count: number): Int32Array {
    if (ascending.length < count) {
      ascending = new Int32Array(count * 2);
      // `Int32Array.from` takes many times as long.
      for (let row = 0; row < ascending.length; row++) ascending[row] = row + 1;
    }
    return ascending.subarray(0, count);
  }

  return {
    address: struct.address,
    take(batch) {
      if (batch.row === told?.row) return;
      const { count } = batch;
      const cells = batch.firstCell[count] ?? 0;
      // What comes before its first record belongs to other batches.
      const start = count === 0 ? 0 : recordStart(batch, 0);
      const length = count === 0 ? 0 : (batch.ends[count - 1] ?? 0);
      bytes.makeRoom(length);
      makeRoom(count, cells);
      kernel.bytes.set(batch.bytes.subarray(start, length), bytes.address + start);
      wordsAt(firstCell.address, count + 1).set(batch.firstCell.subarray(0, count + 1));
      wordsAt(cellStarts.address, cells).set(batch.cellStarts.subarray(0, cells));
      wordsAt(ends.address, count).set(batch.ends.subarray(0, count));
      wordsAt(nexts.address, count).set(batch.nexts.subarray(0, count));
      kernel.bytes.set(batch.flags.subarray(0, count), flags.address);
      hold({ ...batch, row: batch.row.slice(0, count) });
    },
    room(size) {
      told = shown = undefined;
      bytes.makeRoom(size + BEYOND_SCAN);
      return kernel.bytes.subarray(bytes.address, bytes.address + size);
    },
    find(task, { position, filled, until }) {
      let [end, count, cells, lines] = [position, 0, 0, 0];
      while (end < until) {
        makeRoom(count + MORE_RECORDS, cells + MORE_CELLS, { count, cells });
        const words = count * WORD;
        task.set({ bytes: bytes.address, position: end, filled, until, cells });
        task.set({
          mostRecords: MORE_RECORDS,
          mostCells: cells + MORE_CELLS,
          cellStarts: cellStarts.address,
        });
        task.set({ firstCell: firstCell.address + words, ends: ends.address + words });
        task.set({ nexts: nexts.address + words, flags: flags.address + count });
        const found = kernel.call.scan(task.address);
        if (found === 0) return undefined;
        count += found;
        cells = task.get('cells');
        lines += task.get('lines');
        end = task.get('position');
      }
      hold({ count, quote: task.get('quote'), row: rowsTo(count), plain: undefined, rejects: [] });
      return { batch: view(), end, lines };
    },
    view,
  };
}
