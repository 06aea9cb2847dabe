import type { Place } from '../model/diagnostic.ts';

/** Finds the place of a stretch of text by its offsets in UTF-16 units. */
export type PlaceFinder = (start: number, end: number) => Place;

/** Indexes the lines of a text once, so that every place in it is found by binary search. */
export function indexPlaces(text: string, file: string): PlaceFinder {
  const starts = lineStarts(text);
  const lines = new Map<number, string>();
  return (start, end) => {
    const line = lineOf(starts, start);
    const lineStart = starts[line] ?? 0;
    const sourceLine = remembered(lines, line, () => lineAt(text, lineStart));
    const column = start - lineStart + 1;
    const length = Math.max(0, Math.min(end, lineStart + sourceLine.length) - start);
    return Object.freeze({ file, line: line + 1, column, length, sourceLine });
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? text.length : end);
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Index of the last line that starts at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function remembered(lines: Map<number, string>, line: number, read: () => string): string {
  const known = lines.get(line);
  if (known !== undefined) return known;
  const sourceLine = read();
  lines.set(line, sourceLine);
  return sourceLine;
}
