const NUL = 0;

/** Takes NUL bytes out of a stream and remembers where they were, so that rows can be flagged and offsets stay true. */
export interface NulFilter {
  /** Closes the gaps of `bytes` in `[from, to)`, which stand at `offset` of the stream without NULs; the new end. */
  strip(
    bytes: Buffer,
    range: { readonly from: number; readonly to: number; readonly offset: number },
  ): number;
  /** Whether a NUL was dropped between two offsets of the stream without NULs, both inclusive. */
  within(from: number, to: number): boolean;
  /** How many were dropped before an offset. */
  before(offset: number): number;
  /** Forgets where those before an offset were. */
  forget(offset: number): void;
  total(): number;
}

export function createNulFilter(): NulFilter {
  let places: number[] = [];
  let forgotten = 0;

  function countBefore(offset: number): number {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    strip(bytes, { from, to, offset }) {
      let read = bytes.subarray(from, to).indexOf(NUL);
      if (read === -1) return to;
      read += from;
      let write = read;
      for (; read < to; read++) {
        const byte = bytes[read] ?? NUL;
        if (byte === NUL) places.push(offset + write - from);
        else bytes[write++] = byte;
      }
      return write;
    },
    within(from, to) {
      return places.length > 0 && countBefore(to + 1) > countBefore(from);
    },
    before: offset => forgotten + countBefore(offset),
    forget(offset) {
      if (places.length === 0) return;
      const dropped = countBefore(offset);
      forgotten += dropped;
      places = places.slice(dropped);
    },
    total: () => forgotten + places.length,
  };
}
