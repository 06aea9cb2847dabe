import { createStruct, type Kernel, type Struct } from './kernel.ts';
import { longestOf, type ScannerOptions } from './scanner-options.ts';

const TASK = [
  ...(['bytes', 'filled', 'until', 'delimiter', 'quote', 'columns', 'longest'] as const),
  ...(['header', 'headerLength'] as const),
  ...(['mostRecords', 'mostCells', 'firstCell', 'cellStarts', 'ends', 'nexts', 'flags'] as const),
  ...(['position', 'cells', 'lines'] as const),
] as const;

/** What the kernel's `scan` is told, and what it tells: the kernel's `Scan`. */
export type ScanTask = Struct<(typeof TASK)[number]>;

/** Bytes after the last one that `scan` may look at. */
export const BEYOND_SCAN = 80;

/** The task of scanning one list; where its text lies and where its records go is still to be set. */
export function createScanTask(kernel: Kernel, options: ScannerOptions): ScanTask {
  const { delimiter, quote, columns, header } = options;
  const task = createStruct(kernel, TASK);
  const headerAt = kernel.allocate(header?.length ?? 0);
  if (header !== undefined) kernel.bytes.set(header, headerAt);
  task.set({ delimiter, quote, columns, longest: longestOf(options) });
  // No record has so many bytes where there is no header to be repeated.
  task.set({ header: headerAt, headerLength: header?.length ?? -1 });
  return task;
}
