// The hashes of records/hash64.ts, whose words these must equal.
const FIRST_SEED: u32 = 0xdeadbeef;
const SECOND_SEED: u32 = 0x41c6ce57;
const FIRST_FACTOR: u32 = 0x9e3779b1;
const SECOND_FACTOR: u32 = 0x5f356495;

/** Writes the hash that the ASCII bytes `[start, end)` have in lower case to two words. */
export function hashLowerCase(start: usize, end: usize, words: usize): void {
  let one = FIRST_SEED;
  let two = SECOND_SEED;
  for (let at = start; at < end; at++) {
    const byte = <u32>load<u8>(at);
    const unit = byte - 0x41 <= 25 ? byte | 0x20 : byte;
    one = (one ^ unit) * FIRST_FACTOR;
    two = (two ^ unit) * SECOND_FACTOR;
  }
  const low = ((one ^ (one >>> 16)) * 2246822507) ^ ((two ^ (two >>> 13)) * 3266489909);
  const high = ((two ^ (two >>> 16)) * 2246822507) ^ ((low ^ (low >>> 13)) * 3266489909);
  store<u32>(words, low === 0 && high === 0 ? 1 : low);
  store<u32>(words + 4, high);
}
