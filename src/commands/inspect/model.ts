import type { Locale } from '../../model/lead.ts';
import type { FieldType } from '../../model/rulebook.ts';
import type { ReadingDoubt } from '../../model/summary.ts';

/** What a column's cells read like under one locale. */
export interface ColumnType {
  readonly type: FieldType;
  /** Of the filled cells that were looked at, the share that the type can read. */
  readonly share: number;
}

/** Cells that the type of their column cannot read, without their content. */
export interface InvalidCells {
  readonly type: FieldType;
  readonly locale: Locale;
  readonly cells: number;
  /** Numbers of the first rows that hold one. */
  readonly rows: readonly number[];
  /** The most frequent of them, most first. */
  readonly commonest: readonly { readonly value: string; readonly cells: number }[];
}

export interface ColumnInspection {
  /** From 1. */
  readonly position: number;
  readonly header: string;
  /** The field that it carries, and the rulebooks that have it. */
  readonly field?: string;
  readonly rulebooks: readonly string[];
  /** Whether it carries no field, and its header may say who refused to be contacted. */
  readonly mayRefuse: boolean;
  readonly filled: number;
  /** The same as a share of the rows that could be read; null where there are none. */
  readonly filledShare: number | null;
  readonly distinct: number;
  /** Whether `distinct` is an estimate (with a standard error of 1.6 %), and the other figures are of the first values only. */
  readonly isEstimate: boolean;
  readonly types: Readonly<Record<Locale, ColumnType>>;
  /** The most frequent values with their cells, most first. */
  readonly commonest: readonly { readonly value: string; readonly cells: number }[];
  readonly invalid?: InvalidCells;
  /** The unit that the header gives for numbers, such as `thousands`. */
  readonly unit?: string;
}

export interface ListInspection {
  readonly rows: number;
  /** Rows that are no leads: without content, of a footer, of totals. */
  readonly blankRows: number;
  readonly rejected: number;
  readonly repairs: Readonly<Record<string, number>>;
  /** Where the first rejected rows are and why. */
  readonly rejects: readonly {
    readonly row: number;
    readonly line: number;
    readonly byte: number;
    readonly code: string;
    readonly message: string;
  }[];
  /** How many cells a clean copy's rows have: as the header, or as a good part of the rows if that is more. */
  readonly width: number;
  readonly columns: readonly ColumnInspection[];
  /** Where the list may be written in another way than the rulebook, or `--locale` and `--dates`, read it. */
  readonly doubts: readonly ReadingDoubt[];
}
