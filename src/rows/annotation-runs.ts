import type { AnnotationPart } from './annotation.ts';

/** Columns of the annotation that follow one another and are filled by the same part of a verdict. */
export interface Run {
  readonly part: AnnotationPart;
  readonly columns: readonly number[];
  /** Whether own columns of the list come before it. */
  readonly isAfterOwn: boolean;
}

/** Cuts the annotation into runs. Reasons, which several parts fill, are a run of one column. */
export function planRuns(
  blockParts: readonly (readonly number[])[],
  partOf: (column: number) => AnnotationPart,
): readonly Run[] {
  const runs: (Run & { columns: number[] })[] = [];
  for (const [index, blockPart] of blockParts.entries()) {
    for (const [position, column] of blockPart.entries()) {
      const part = partOf(column);
      const last = runs.at(-1);
      if (position > 0 && last?.part === part && part !== 'reasons') last.columns.push(column);
      else runs.push({ part, columns: [column], isAfterOwn: index > 0 && position === 0 });
    }
  }
  return runs;
}
