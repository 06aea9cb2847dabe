import { CR, LF } from '../../records/line-breaks.ts';
import type { ListOptions } from '../lead-list.ts';

/** Where the records of a text start. */
export interface ListStart {
  readonly byte: number;
  readonly line: number;
  /** As a `sep=` line says. */
  readonly delimiter?: string;
}

const SEP_LINE = /^"?sep=(.)"?(?:\r\n|\n|\r)/i;

/** After a `sep=` line, or at the line that `--header-row` names; undefined if there is no such line. */
export function startOf(bytes: Buffer, { headerRow }: ListOptions): ListStart | undefined {
  const sepLine = SEP_LINE.exec(bytes.toString('latin1', 0, 16));
  const byte = sepLine?.[0].length ?? 0;
  const start = {
    byte,
    line: sepLine === null ? 1 : 2,
    ...(sepLine?.[1] === undefined ? {} : { delimiter: sepLine[1] }),
  };
  if (headerRow === undefined || headerRow <= start.line) return start;
  let at = byte;
  let line = start.line;
  while (line < headerRow && at < bytes.length) {
    at = lineAfter(bytes, at);
    line++;
  }
  return at < bytes.length ? { ...start, byte: at, line } : undefined;
}

/** Where the line after the one at `from` starts. */
export function lineAfter(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  return Math.min(bytes.length, at + (bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1));
}
