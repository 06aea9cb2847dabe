// Runs several times per row: it hashes and compares small integers and makes no key.

/** Remembers values by vectors of integers. */
export interface VectorMemory<T> {
  /** What the next `find` looks for; to be filled by the caller. */
  readonly vector: Int32Array;
  find(): T | undefined;
  /** Remembers a value for the vector that `find` was asked for last. */
  add(value: T): void;
}

/** Values held at once. What keeps making new ones starts over, so that memory stays flat. */
const MOST_VALUES = 1 << 14;
const FIRST_VALUES = 1 << 8;
/** Slots for each value that there is room for. */
const SPARSENESS = 4;
const EMPTY = 0;

/** `onForget` is called when the memory starts over. */
export function createVectorMemory<T>(width: number, onForget: () => void): VectorMemory<T> {
  const vector = new Int32Array(width);
  let room = FIRST_VALUES;
  let slots = new Int32Array(room * SPARSENESS);
  let vectors = new Int32Array(width * room);
  let values: T[] = [];
  let lastSlot = 0;

  function slotOf(source: Int32Array, from: number): number {
    let hash = 0;
    for (let index = 0; index < width; index++) {
      hash = Math.imul(hash ^ (source[from + index] as number), 0x01000193) + 0x9e3779b9;
    }
    hash ^= hash >>> 15;
    return hash & (slots.length - 1);
  }

  function isAt(from: number): boolean {
    for (let index = 0; index < width; index++) if (vectors[from + index] !== vector[index]) return false;
    return true;
  }

  function startOver(): void {
    slots.fill(EMPTY);
    values = [];
    onForget();
  }

  function grow(): void {
    room *= 2;
    const larger = new Int32Array(width * room);
    larger.set(vectors);
    vectors = larger;
    slots = new Int32Array(room * SPARSENESS);
    for (let number = 1; number <= values.length; number++) {
      let slot = slotOf(vectors, (number - 1) * width);
      while (slots[slot] !== EMPTY) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number;
    }
  }

  return {
    vector,
    find() {
      let slot = slotOf(vector, 0);
      for (let number = slots[slot] as number; number !== EMPTY; number = slots[slot] as number) {
        if (isAt((number - 1) * width)) return values[number - 1];
        slot = (slot + 1) & (slots.length - 1);
      }
      lastSlot = slot;
      return undefined;
    },
    add(value) {
      if (values.length === room) {
        if (room === MOST_VALUES) startOver();
        else grow();
        lastSlot = slotOf(vector, 0);
        while (slots[lastSlot] !== EMPTY) lastSlot = (lastSlot + 1) & (slots.length - 1);
      }
      vectors.set(vector, values.length * width);
      slots[lastSlot] = values.push(value);
    },
  };
}
