import type { Place } from '../../model/diagnostic.ts';
import type { Table, TableRow } from '../../text/table.ts';

/** The place of a cell on the line that its row starts on; a cell that a line break pushed further down has column 1. */
export function placeOfCell(
  { line, sourceLine }: TableRow,
  { file, column, delimiter }: { readonly file: string; readonly column: number } & Pick<Table, 'delimiter'>,
): Place {
  const starts = cellStarts(sourceLine, delimiter);
  const start = starts[column] ?? 0;
  const end = (starts[column + 1] ?? sourceLine.length + 1) - 1;
  return Object.freeze({ file, line, column: start + 1, length: Math.max(0, end - start), sourceLine });
}

/** Where each cell of a line begins; delimiters between quotes are part of a cell. */
function cellStarts(line: string, delimiter: string): readonly number[] {
  const starts = [0];
  let isQuoted = false;
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '"') isQuoted = !isQuoted;
    else if (line[index] === delimiter && !isQuoted) starts.push(index + 1);
  }
  return starts;
}
