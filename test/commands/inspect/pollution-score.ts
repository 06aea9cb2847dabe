import { parse } from 'csv-parse/sync';

/** Shares of cells that agree, as multisets: where a cell stands does not count. */
export interface CellScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function scoreCells(
  clean: readonly (readonly string[])[],
  loaded: readonly (readonly string[])[],
): CellScore {
  const [wanted, found] = [clean.flat(), loaded.flat()];
  if (wanted.length === 0) return { precision: 1, recall: 1, f1: 1 };
  const left = new Map<string, number>();
  for (const cell of wanted) left.set(cell, (left.get(cell) ?? 0) + 1);
  let shared = 0;
  for (const cell of found) {
    const count = left.get(cell) ?? 0;
    if (count === 0) continue;
    left.set(cell, count - 1);
    shared++;
  }
  if (shared === 0) return { precision: 0, recall: 0, f1: 0 };
  const precision = shared / found.length;
  const recall = shared / wanted.length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

export interface KindScore {
  files: number;
  loaded: number;
  f1: number;
}

/** Sums of scores by kind of pollution. */
export function addScore(
  scores: Map<string, KindScore>,
  kind: string,
  { isLoaded, f1 }: { isLoaded: boolean; f1: number },
): void {
  const score = scores.get(kind) ?? { files: 0, loaded: 0, f1: 0 };
  scores.set(kind, {
    files: score.files + 1,
    loaded: score.loaded + (isLoaded ? 1 : 0),
    f1: score.f1 + (isLoaded ? f1 : 0),
  });
}

/** What csv-parse makes of the bytes by itself; undefined where it refuses them. */
export function loadByDefaults(bytes: Buffer): readonly (readonly string[])[] | undefined {
  try {
    return parse(bytes) as string[][];
  } catch {
    return undefined;
  }
}
