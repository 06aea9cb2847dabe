import type { HashWords } from './hash64.ts';
import { createStruct, openKernel } from './kernel.ts';

/** The first lead of each value of a key, which is known by its 64-bit hash, and how many leads have it. */
export interface FirstLeads {
  /**
   * Takes leads in, whose numbers ascend from 1 on: of each one the hashes of all keys, one after the other. Where an
   * earlier lead had the value, the first that had it is written to `earlier`, unless one before it stands there.
   */
  find(hashes: HashWords, leads: Uint32Array, earlier: Uint32Array): void;
  /** Leads of each value that more than so many have, by the first of them. */
  readonly shared: ReadonlyMap<number, number>;
}

export interface FirstLeadsOptions {
  /** Index of the key among so many. */
  readonly key: number;
  readonly keyCount: number;
  /** Below 128. */
  readonly mostShared: number;
}

const TABLE = [
  ...(['entries', 'slots', 'used'] as const),
  ...(['hashes', 'stride', 'leads', 'earlier', 'mostShared', 'crowded'] as const),
] as const;
const WORD = 4;
const HASH_WORDS = 2;
const ENTRY_SIZE = 13;
/** Leads at a time. */
const BATCH = 1 << 10;
const FULLEST = 0.85;
const GROWTH = 1.25;

/**
 * A table in a kernel of its own, where nothing else lies behind it: it grows where it is, so that no second one stands
 * beside it meanwhile, and none is left behind for V8 to find.
 */
export function createFirstLeads({ key, keyCount, mostShared }: FirstLeadsOptions): FirstLeads {
  const kernel = openKernel();
  const stride = keyCount * HASH_WORDS;
  const table = createStruct(kernel, TABLE);
  const allHashes = kernel.allocate(BATCH * stride * WORD);
  const [leads, earlier, crowded] = [0, 1, 2].map(() => kernel.allocate(BATCH * WORD)) as [
    number,
    number,
    number,
  ];
  table.set({ hashes: allHashes + key * HASH_WORDS * WORD, stride: stride * WORD, leads, earlier });
  table.set({ mostShared, crowded, entries: kernel.allocate(0) });
  const shared = new Map<number, number>();

  /** Sees to it that a batch finds free slots. */
  function makeRoom(): void {
    const before = table.get('slots');
    const needed = (table.get('used') + BATCH) / FULLEST;
    if (needed <= before) return;
    const slots = Math.ceil(Math.max(needed, before * GROWTH));
    kernel.allocate((slots - before) * ENTRY_SIZE);
    table.set({ slots });
    kernel.call.spreadFirstLeads(table.address, before);
  }

  const wordsAt = (address: number, count: number): Int32Array =>
    kernel.words.subarray(address / WORD, address / WORD + count);

  return {
    shared,
    find(hashes, numbers, firsts) {
      for (let from = 0; from < numbers.length; from += BATCH) {
        const count = Math.min(BATCH, numbers.length - from);
        makeRoom();
        wordsAt(allHashes, count * stride).set(hashes.subarray(from * stride, (from + count) * stride));
        wordsAt(leads, count).set(numbers.subarray(from, from + count));
        wordsAt(earlier, count).set(firsts.subarray(from, from + count));
        const many = kernel.call.findFirstLeads(table.address, count);
        firsts.set(wordsAt(earlier, count), from);
        for (const first of wordsAt(crowded, many)) {
          shared.set(first, (shared.get(first) ?? mostShared) + 1);
        }
      }
    },
  };
}
