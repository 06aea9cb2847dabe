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
