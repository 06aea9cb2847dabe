export const LF = 0x0a;
export const CR = 0x0d;

/** A table of all byte values in which those that end an inner loop are 1. */
export function tableOf(bytes: readonly number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of bytes) table[byte] = 1;
  return table;
}

/** How many lines end in bytes `[from, to)`; CRLF is one ending, counted where its LF is. */
export function countBreaks(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) count++;
  }
  return count;
}

/** Where the line after the line ending at `at` starts; the end of the input ends one too. Undefined: not known yet. */
export function lineAfter(
  bytes: Uint8Array,
  at: number,
  { filled, isLast }: { readonly filled: number; readonly isLast: boolean },
): number | undefined {
  if (at >= filled) return filled;
  if (bytes[at] === LF) return at + 1;
  if (at + 1 === filled) return isLast ? filled : undefined;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
}
