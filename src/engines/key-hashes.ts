import { appendHash, type HashWords } from '../leads/hash64.ts';
import type { FieldReference } from '../model/condition.ts';
import type { ReadCells, ReadFields } from './lead-reader.ts';

/** Writes the hash of a lead's values of one key to two words; 0 and 0 where one of them is not known. */
export type WriteKey = (cells: ReadCells, words: HashWords, at: number) => void;

/** The writer of a key's hashes: of one field or domain, or of several together. */
export function compileKey(fields: ReadFields, key: readonly FieldReference[]): WriteKey {
  const [first, ...others] = key.map(reference => compileValue(fields, reference));
  if (first === undefined) return () => undefined;
  if (others.length === 0) return first;
  const next = new Uint32Array(2);
  return (cells, words, at) => {
    first(cells, words, at);
    for (const write of others) {
      write(cells, next, 0);
      const low = next[0] as number;
      const high = next[1] as number;
      if ((words[at] === 0 && words[at + 1] === 0) || (low === 0 && high === 0)) {
        words[at] = words[at + 1] = 0;
        return;
      }
      appendHash(words, at, [low, high]);
    }
  };
}

function compileValue(fields: ReadFields, { field, part }: FieldReference): WriteKey {
  const index = fields.indexOf(field);
  if (index === -1) {
    return (_, words, at) => {
      words[at] = words[at + 1] = 0;
    };
  }
  if (part === 'domain') {
    return (cells, words, at) => {
      const cell = cells[index];
      words[at] = cell?.domainLow ?? 0;
      words[at + 1] = cell?.domainHigh ?? 0;
    };
  }
  return (cells, words, at) => {
    const cell = cells[index];
    words[at] = cell?.low ?? 0;
    words[at + 1] = cell?.high ?? 0;
  };
}
