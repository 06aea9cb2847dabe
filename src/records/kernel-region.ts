import type { Kernel } from './kernel.ts';

/** Memory of the kernel that may have to become larger: it moves then, and what it leaves behind is lost. */
export interface Region {
  readonly address: number;
  /** Bytes that there is room for. */
  readonly size: number;
  /** Sees to it that there is room for so many bytes, of which the first `kept` stay; the others are 0 where it moves. */
  makeRoom(size: number, kept?: number): void;
}

/** A copy by the kernel may read and write so many bytes too many. */
const BEYOND = 32;

export function createRegion(kernel: Kernel, size = 0): Region {
  const region = {
    address: size === 0 ? 0 : kernel.allocate(size + BEYOND),
    size,
    makeRoom(needed: number, kept = 0): void {
      if (needed <= region.size) return;
      // Batches differ by a little: the next one is not to move it again. What is not used takes no room.
      const larger = 2 ** Math.ceil(Math.log2(needed));
      const address = kernel.allocate(larger + BEYOND);
      if (kept > 0) kernel.bytes.copyWithin(address, region.address, region.address + kept);
      region.address = address;
      region.size = larger;
    },
  };
  return region;
}
