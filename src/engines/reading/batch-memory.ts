import { createStruct, type Kernel } from '../../leads/kernel.ts';
import { createRegion } from '../../leads/kernel-region.ts';
import type { RecordBatch } from '../../leads/record-batch.ts';
import { Defect } from '../../model/errors.ts';

/** A batch in the kernel's memory, where it stays until the next one is taken. */
export interface BatchMemory {
  /** Of the kernel's `Batch`. */
  readonly address: number;
  take(batch: RecordBatch): void;
  /** The batch as it lies there; valid until the kernel's memory moves. */
  view(): RecordBatch;
}

const FIELDS = ['bytes', 'count', 'quote', 'firstCell', 'cellStarts', 'ends', 'flags'] as const;
const WORD = 4;

export function createBatchMemory(kernel: Kernel): BatchMemory {
  const struct = createStruct(kernel, FIELDS);
  const bytes = createRegion(kernel);
  const firstCell = createRegion(kernel);
  const cellStarts = createRegion(kernel);
  const ends = createRegion(kernel);
  const flags = createRegion(kernel);
  let taken: RecordBatch | undefined;
  let shown: { readonly memory: Buffer; readonly batch: RecordBatch } | undefined;

  /** Makes room for all before anything is copied, for making room moves the memory. */
  function makeRoom(length: number, count: number, cells: number): void {
    bytes.makeRoom(length);
    firstCell.makeRoom((count + 1) * WORD);
    cellStarts.makeRoom(cells * WORD);
    ends.makeRoom(count * WORD);
    flags.makeRoom(count);
  }

  const wordsAt = (address: number, length: number) =>
    kernel.words.subarray(address / WORD, address / WORD + length);

  return {
    address: struct.address,
    take(batch) {
      const { count, quote } = batch;
      const cells = batch.firstCell[count] ?? 0;
      const length = count === 0 ? 0 : (batch.ends[count - 1] ?? 0);
      makeRoom(length, count, cells);
      kernel.bytes.set(batch.bytes.subarray(0, length), bytes.address);
      wordsAt(firstCell.address, count + 1).set(batch.firstCell.subarray(0, count + 1));
      wordsAt(cellStarts.address, cells).set(batch.cellStarts.subarray(0, cells));
      wordsAt(ends.address, count).set(batch.ends.subarray(0, count));
      kernel.bytes.set(batch.flags.subarray(0, count), flags.address);
      struct.set({ bytes: bytes.address, count, quote });
      struct.set({ firstCell: firstCell.address, cellStarts: cellStarts.address });
      struct.set({ ends: ends.address, flags: flags.address });
      taken = { ...batch, row: batch.row.slice(0, count) };
      shown = undefined;
    },
    view() {
      if (taken === undefined) throw new Defect('no batch has been taken');
      if (shown?.memory === kernel.bytes) return shown.batch;
      const { count } = taken;
      const cells = firstCell.size === 0 ? 0 : (kernel.words[firstCell.address / WORD + count] ?? 0);
      const batch = {
        ...taken,
        bytes: kernel.bytes.subarray(bytes.address, bytes.address + bytes.size),
        firstCell: wordsAt(firstCell.address, count + 1),
        cellStarts: wordsAt(cellStarts.address, cells),
        ends: wordsAt(ends.address, count),
        nexts: wordsAt(ends.address, count),
        flags: kernel.bytes.subarray(flags.address, flags.address + count),
      };
      shown = { memory: kernel.bytes, batch };
      return batch;
    },
  };
}
