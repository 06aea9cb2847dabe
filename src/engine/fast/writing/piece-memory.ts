import type { Kernel } from '../../../records/kernel.ts';
import { createRegion, type Region } from '../../../records/kernel-region.ts';

/** Pieces of bytes in the kernel's memory, by the numbers of what they say. */
export interface PieceMemory {
  /** Address that all others count from. */
  readonly address: () => number;
  /** Keeps bytes for good, or until `clear`; returns where they lie. */
  add(bytes: Uint8Array): number;
  /** Forgets all pieces but those that were there when `keep` was called. */
  keep(): void;
  clear(): void;
}

/** `onMove` is called when `address` has changed. */
export function createPieceMemory(kernel: Kernel, onMove: () => void): PieceMemory {
  const region = createRegion(kernel, 1 << 16);
  let length = 0;
  let kept = 0;
  return {
    address: () => region.address,
    add(bytes) {
      const at = length;
      if (at + bytes.length > region.size) {
        region.makeRoom(at + bytes.length, at);
        onMove();
      }
      kernel.bytes.set(bytes, region.address + at);
      length += bytes.length;
      return at;
    },
    keep() {
      kept = length;
    },
    clear() {
      length = kept;
    },
  };
}

/** What is known by a number: some words, the first of which are not there yet (-1) until they are set. */
export interface NumberedWords {
  readonly region: Region;
  isSet(number: number): boolean;
  set(number: number, words: readonly number[]): void;
  /** Makes room for all numbers below, unset, which moves the memory. */
  makeRoom(numbers: number): void;
  clear(): void;
}

const WORD = 4;
const UNSET = -1;

export function createNumberedWords(kernel: Kernel, width: number): NumberedWords {
  const region = createRegion(kernel);
  let room = 0;
  const unset = (from: number, to: number) => {
    const first = region.address / WORD;
    kernel.words.fill(UNSET, first + from * width, first + to * width);
  };
  return {
    region,
    isSet: number => number < room && kernel.words[region.address / WORD + number * width] !== UNSET,
    set: (number, words) => kernel.words.set(words, region.address / WORD + number * width),
    makeRoom(numbers) {
      if (numbers <= room) return;
      const before = room;
      room = Math.max(numbers, room * 2);
      region.makeRoom(room * width * WORD, before * width * WORD);
      unset(before, room);
    },
    clear: () => unset(0, room),
  };
}
