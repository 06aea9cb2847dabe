import { type HashWords, randomFactors } from './hash64.ts';
import { createStruct, openKernel } from './kernel.ts';

/** The first lead of each value of a key, which is known by its 64-bit hash, and how many leads have it. */
export interface FirstLeads {
  /**
   * Takes leads in, whose numbers ascend from 1 on: of each one the hashes of all keys, one after the other. Where an
   * earlier lead had the value, the first that had it is written to `earlier`, unless one before it stands there.
   */
  find({ hashes, leads }: HashedLeads, earlier: Uint32Array): void;
  /** Leads of each value that more than so many have, by the first of them. */
  readonly shared: ReadonlyMap<number, number>;
}

export interface HashedLeads {
  readonly hashes: HashWords;
  readonly leads: Uint32Array;
}

export interface FirstLeadsOptions {
  /** Index of the key among so many. */
  readonly key: number;
  readonly keyCount: number;
  /** Below 128. */
  readonly mostShared: number;
  /** By which slots are chosen; random unless a test gives them. */
  readonly factors?: Iterable<number>;
}

const TABLE = [
  ...(['entries', 'slots', 'used'] as const),
  ...(['hashes', 'stride', 'leads', 'earlier', 'mostShared', 'crowded'] as const),
  ...(['lowFactor', 'highFactor'] as const),
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
export function createFirstLeads(options: FirstLeadsOptions): FirstLeads {
  const { key, keyCount, mostShared, factors = randomFactors(2) } = options;
  const kernel = openKernel();
  const stride = keyCount * HASH_WORDS;
  const table = createStruct(kernel, TABLE);
  const array = () => kernel.allocate(BATCH * WORD);
  const allHashes = kernel.allocate(BATCH * stride * WORD);
  table.set({ hashes: allHashes + key * HASH_WORDS * WORD, stride: stride * WORD, mostShared });
  table.set({ leads: array(), earlier: array(), crowded: array(), entries: kernel.allocate(0) });
  const [lowFactor = 1, highFactor = 1] = factors;
  table.set({ lowFactor, highFactor });
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
  const wordsOf = (name: 'leads' | 'earlier' | 'crowded', count: number): Int32Array =>
    wordsAt(table.get(name), count);

  return {
    shared,
    find({ hashes, leads }, earlier) {
      for (let from = 0; from < leads.length; from += BATCH) {
        const to = Math.min(from + BATCH, leads.length);
        const count = to - from;
        makeRoom();
        wordsAt(allHashes, count * stride).set(hashes.subarray(from * stride, to * stride));
        wordsOf('leads', count).set(leads.subarray(from, to));
        wordsOf('earlier', count).set(earlier.subarray(from, to));
        const crowded = kernel.call.findFirstLeads(table.address, count);
        earlier.set(wordsOf('earlier', count), from);
        for (const first of wordsOf('crowded', crowded)) {
          shared.set(first, (shared.get(first) ?? mostShared) + 1);
        }
      }
    },
  };
}
