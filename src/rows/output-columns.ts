import { findBlock, unknown } from '../lists/columns.ts';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { normaliseHeader } from '../values/header.ts';
import { nearestName } from '../values/nearest.ts';

/** Part of an annotated row: some of the list's own columns, or some of the annotation's. */
export type OutputPart =
  | { readonly kind: 'own'; readonly columns: readonly number[] }
  | { readonly kind: 'block'; readonly cells: readonly number[] };

/** Which columns an annotated row has, in order. */
export interface OutputColumns {
  readonly parts: readonly OutputPart[];
  /** Whether the row's own bytes can be copied as they stand, with the annotation behind them. */
  readonly isWhole: boolean;
  /** Whether the extra cells of long rows are kept, behind everything else. */
  readonly keepsExtra: boolean;
}

type Column = { readonly kind: 'own' | 'block'; readonly index: number };

/** All own columns but an earlier annotation, then the new one; or what `--select` names. */
export function planColumns(
  header: readonly string[],
  { block, select }: { readonly block: readonly string[]; readonly select?: readonly string[] | undefined },
): Checked<OutputColumns> {
  const earlier = findBlock(header);
  const own = header
    .map((_, index): Column => ({ kind: 'own', index }))
    .filter(({ index }) => earlier === undefined || index < earlier.from || index >= earlier.to);
  if (select === undefined) {
    const parts = partsOf([...own, ...block.map((_, index): Column => ({ kind: 'block', index }))]);
    return { value: { parts, isWhole: earlier === undefined, keepsExtra: true }, diagnostics: [] };
  }
  const found = select.map(name => findColumn(name, { header, own, block }));
  const diagnostics = found.filter(isFault);
  if (diagnostics.length > 0) return { diagnostics };
  const parts = partsOf(found.flatMap(column => (isFault(column) ? [] : [column])));
  return { value: { parts, isWhole: false, keepsExtra: false }, diagnostics: [] };
}

function findColumn(
  name: string,
  { header, own, block }: { header: readonly string[]; own: readonly Column[]; block: readonly string[] },
): Column | Diagnostic {
  const inBlock = block.indexOf(name);
  if (inBlock !== -1) return { kind: 'block', index: inBlock };
  const normal = normaliseHeader(name);
  const column =
    own.find(({ index }) => header[index] === name) ??
    own.find(({ index }) => normal !== '' && normaliseHeader(header[index] ?? '') === normal);
  if (column !== undefined) return column;
  const names = [...own.map(({ index }) => header[index] ?? ''), ...block];
  return unknown('unknown-column', `--select: there is no column "${name}"`, nearestName(name, names));
}

function isFault(found: Column | Diagnostic): found is Diagnostic {
  return 'severity' in found;
}

/** Neighbours of one kind together. */
function partsOf(columns: readonly Column[]): readonly OutputPart[] {
  const runs: { kind: Column['kind']; indexes: number[] }[] = [];
  for (const { kind, index } of columns) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.indexes.push(index);
    else runs.push({ kind, indexes: [index] });
  }
  return runs.map(({ kind, indexes }) =>
    kind === 'own' ? { kind, columns: indexes } : { kind, cells: indexes },
  );
}

/** Stands between parts of an encoded block that own columns come between; no cell can hold it. */
export const PART_END = 0;

/** What is done with the parts of a row, in order. */
export interface PartVisitor {
  readonly own: (column: number, isFirst: boolean) => void;
  /** Bytes `[from, to)` of the encoded block. */
  readonly block: (from: number, to: number) => void;
}

/** Goes through a row's parts. A block's cells each have a separator before them, which the first of a row drops. */
export function visitParts(parts: readonly OutputPart[], block: Uint8Array, visitor: PartVisitor): void {
  let isFirst = true;
  let from = 0;
  for (const part of parts) {
    if (part.kind === 'own') {
      for (const column of part.columns) {
        visitor.own(column, isFirst);
        isFirst = false;
      }
      continue;
    }
    const end = block.indexOf(PART_END, from);
    const to = end === -1 ? block.length : end;
    visitor.block(isFirst ? from + 1 : from, to);
    from = to + 1;
    isFirst = false;
  }
}

/** The annotation's columns of each part that has some. */
export function blockPartsOf(parts: readonly OutputPart[]): readonly (readonly number[])[] {
  return parts.flatMap(part => (part.kind === 'block' ? [part.cells] : []));
}

/** The parts of a block, each encoded, as one block. */
export function encodeParts(
  blockParts: readonly (readonly number[])[],
  encode: (part: readonly number[]) => Uint8Array,
): Uint8Array {
  const between = Uint8Array.of(PART_END);
  return Buffer.concat(
    blockParts.flatMap((part, index) => (index === 0 ? [encode(part)] : [between, encode(part)])),
  );
}
