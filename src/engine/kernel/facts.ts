import { at, Batch, put } from './batch';
import { placeAmong } from './cells';

/** The scores of one group: which of them each record has, and what each comes to. */
@unmanaged
export class Group {
  numbers: usize;
  /** Doubles by number: the points, and `ends` for each end of each interval. */
  points: usize;
  ends: usize;
}

/** The sums over all groups. */
@unmanaged
export class Totals {
  /** `Group`s, one after another. */
  groups: usize;
  groupCount: i32;
  endCount: i32;
  /** Ascending doubles that the ends of the total are placed among. */
  thresholds: usize;
  thresholdCount: i32;
  /** Places of so many ends go into one integer, of which there are as many for each word as there is room for records. */
  endsPerWord: i32;
  places: usize;
  room: i32;
  /** The two words of the total, each in an array of its own. */
  low: usize;
  high: usize;
}

const GROUP_SIZE: usize = 12;
const DOUBLE = memory.data(8);

/** Sums up the points of each record's groups, and places the ends of the sums among the thresholds. */
export function sumGroups(totals: Totals, count: i32): void {
  for (let record = 0; record < count; record++) {
    let points: f64 = 0;
    for (let index = 0; index < totals.groupCount; index++) {
      const group = changetype<Group>(totals.groups + <usize>index * GROUP_SIZE);
      points += load<f64>(group.points + (at(group.numbers, record) << 3));
    }
    store<f64>(DOUBLE, points);
    put(totals.low, record, load<i32>(DOUBLE));
    put(totals.high, record, load<i32>(DOUBLE, 4));
    placeEnds(totals, record);
  }
}

/** Packs where the ends of a record's total stand among the thresholds. */
function placeEnds(totals: Totals, record: i32): void {
  const places = totals.thresholdCount * 2 + 1;
  let word = 0;
  let packed = 0;
  let left = totals.endsPerWord;
  for (let end = 0; end < totals.endCount; end++) {
    let sum: f64 = 0;
    for (let index = 0; index < totals.groupCount; index++) {
      const group = changetype<Group>(totals.groups + <usize>index * GROUP_SIZE);
      sum += load<f64>(group.ends + ((at(group.numbers, record) * totals.endCount + end) << 3));
    }
    packed = packed * places + placeAmong(sum, totals.thresholds, totals.thresholdCount);
    left--;
    if (left !== 0 && end + 1 < totals.endCount) continue;
    put(totals.places, word * totals.room + record, packed);
    packed = 0;
    left = totals.endsPerWord;
    word++;
  }
}

/** Adds `bit` to the word of each record whose number is marked. */
export function addMark(numbers: usize, marks: usize, count: i32, bit: i32, words: usize): void {
  for (let record = 0; record < count; record++) {
    if (load<u8>(marks + at(numbers, record)) !== 0) put(words, record, at(words, record) | bit);
  }
}

/** Writes the flags of each record that `mask` lets through, as integers. */
export function widenFlags(batch: Batch, mask: i32, words: usize): void {
  for (let record = 0; record < batch.count; record++) {
    put(words, record, load<u8>(batch.flags + record) & mask);
  }
}

/** Counts records by what stands in `table` at their index; those that are not in `counted` are passed over. */
export function countBy(indexes: usize, table: usize, count: i32, counted: usize, counters: usize): void {
  for (let record = 0; record < count; record++) {
    if (load<u8>(counted + record) === 0) continue;
    const index = at(indexes, record);
    const counter = table === 0 ? index : <i32>load<u8>(table + index);
    put(counters, counter, at(counters, counter) + 1);
  }
}

/** Writes the four words of hashes of each record whose own are not there yet, from those that its number has. */
export function gatherHashes(numbers: usize, known: usize, count: i32, hashes: usize): void {
  for (let record = 0; record < count; record++) {
    const words = hashes + (record << 4);
    if (load<u64>(words) !== 0 || load<u64>(words, 8) !== 0) continue;
    v128.store(words, v128.load(known + (at(numbers, record) << 4)));
  }
}
