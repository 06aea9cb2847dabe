// The kernel's half of the scanner: nearly all records are regular, and it finds those many times as fast.
import { type Kernel, openKernel } from './kernel.ts';
import { growCells, growRecords, type RecordStore, type RoomMemory } from './record-store.ts';
import { BEYOND_SCAN, createScanTask } from './scan-task.ts';
import type { ScannerOptions } from './scanner-options.ts';

/** Memory that regular records are found in; it grows in its place. */
export interface RegularRecords extends RoomMemory {
  /** Stores the regular records from `position` on, as many as follow one another. */
  find(store: RecordStore, from: From): Found;
}

interface From {
  readonly position: number;
  /** Bytes in all, and where the last record must start before. */
  readonly filled: number;
  readonly until: number;
  /** Row number of the record before. */
  readonly row: number;
  /** Once the store has so many records, no more are looked for. */
  readonly mostRecords: number;
}

export interface Found {
  /** Where it stopped: at the first byte of a record that is to be scanned otherwise. */
  readonly position: number;
  readonly records: number;
  readonly lines: number;
}

/** Records and cells found in one call. */
const MOST_RECORDS = 1 << 11;
const MOST_CELLS = 1 << 16;

export function openRegularRecords(options: ScannerOptions): RegularRecords {
  const kernel = openKernel();
  const task = createScanTask(kernel, options);
  const arrays = {
    firstCell: kernel.allocate(4 * (MOST_RECORDS + 1)),
    cellStarts: kernel.allocate(4 * MOST_CELLS),
    ends: kernel.allocate(4 * MOST_RECORDS),
    nexts: kernel.allocate(4 * MOST_RECORDS),
    flags: kernel.allocate(MOST_RECORDS),
  };
  // The last of all, so that it can grow where it lies.
  const from = kernel.allocate(0);
  let room = 0;
  task.set({ ...arrays, bytes: from, mostRecords: MOST_RECORDS, mostCells: MOST_CELLS });

  return {
    withRoom(size) {
      const needed = size + BEYOND_SCAN;
      if (needed > room) {
        const grown = Math.max(needed, room * 2);
        kernel.allocate(grown - room);
        room = grown;
      }
      return kernel.bytes.subarray(from, from + size);
    },
    holds: bytes => bytes.buffer === kernel.bytes.buffer,
    find(store, { position, filled, until, row, mostRecords }) {
      let records = 0;
      let lines = 0;
      let at = position;
      for (;;) {
        task.set({ position: at, cells: 0, filled, until: Math.min(filled, until) });
        const count = kernel.call.scan(task.address);
        if (count === 0) return { position: at, records, lines };
        take(kernel, store, { ...arrays, count, cells: task.get('cells'), row: row + records });
        at = task.get('position');
        records += count;
        lines += task.get('lines');
        if (store.count >= mostRecords) return { position: at, records, lines };
      }
    },
  };
}

interface FoundRecords {
  readonly row: number;
  readonly count: number;
  readonly cells: number;
  readonly firstCell: number;
  readonly cellStarts: number;
  readonly ends: number;
  readonly nexts: number;
  readonly flags: number;
}

/** Takes records over into the store, behind those that it has. */
function take({ words, bytes }: Kernel, store: RecordStore, found: FoundRecords): void {
  const { row, count, cells, firstCell, cellStarts, ends, nexts, flags } = found;
  while (store.count + count > store.ends.length) growRecords(store);
  while (store.cells + cells > store.cellStarts.length) growCells(store);
  const wordsAt = (address: number, length: number) => words.subarray(address / 4, address / 4 + length);
  store.cellStarts.set(wordsAt(cellStarts, cells), store.cells);
  store.ends.set(wordsAt(ends, count), store.count);
  store.nexts.set(wordsAt(nexts, count), store.count);
  store.flags.set(bytes.subarray(flags, flags + count), store.count);
  const first = firstCell / 4;
  for (let record = 1; record <= count; record++) {
    store.firstCell[store.count + record] = store.cells + (words[first + record] as number);
    store.row[store.count + record - 1] = row + record;
  }
  store.cells += cells;
  store.count += count;
}
