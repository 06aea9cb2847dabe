import type { Kernel } from '../../../records/kernel.ts';
import { type CellTable, createCellTable } from './cell-table.ts';

/** How the cells of a column are known again. Cells are given by where they lie in the batch's bytes. */
export interface CellLookup {
  /** Makes room for so many more cells, which may move the kernel's memory. */
  makeRoom(more: number): void;
  /** Looks up cells of a batch, as the kernel's `Column` says, until some are not known; returns how many are not. */
  findSome(batch: number, column: number): number;
  /** The number of one cell, or -1. */
  find(cell: FoundCell): number;
  /** Makes a cell known by a number; false where it cannot be. */
  learn(cell: FoundCell, number: number): boolean;
  /** What it knows cells by that are nothing special. */
  readonly table: CellTable;
  /** Where it is to put hashes that differ from cell to cell: an address of 16 bytes for each record. */
  readonly hashInto?: (hashes: number) => void;
}

/** A cell that is not empty. */
export interface FoundCell {
  /** Address of the kernel's `Batch`, and of its bytes. */
  readonly batch: number;
  readonly bytes: number;
  /** Where it starts and ends in them, quotes included. */
  readonly start: number;
  readonly end: number;
}

/** Cells of any kind, by their bytes. */
export function createTextLookup(kernel: Kernel): CellLookup {
  const table = createCellTable(kernel);
  return {
    table,
    makeRoom: table.makeRoom,
    findSome: (batch, column) => kernel.call.findTexts(batch, column),
    find: ({ bytes, start, end }) => table.find(bytes + start, bytes + end),
    learn: ({ bytes, start, end }, number) => table.learn(bytes + start, bytes + end, number),
  };
}
