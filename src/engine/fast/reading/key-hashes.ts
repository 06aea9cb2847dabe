import { PLACEHOLDERS } from '../../../contacts/placeholders.ts';
import type { FieldReference } from '../../../model/condition.ts';
import { appendHash, type HashWords, hashText } from '../../../records/hash64.ts';
import type { ReadFields, ReadRecord } from './lead-reader.ts';

/** Writes the hash of a lead's values of one key to two words; 0 and 0 where one of them is not known. */
export type WriteKey = (read: ReadRecord, words: HashWords, at: number) => void;

/** The writer of a key's hashes: of one field or domain, or of several together. */
export function compileKey(fields: ReadFields, key: readonly FieldReference[]): WriteKey {
  const [first, ...others] = key.map(reference => compileValue(fields, reference));
  if (first === undefined) return () => undefined;
  if (others.length === 0) return first;
  const next = new Uint32Array(2);
  return (read, words, at) => {
    first(read, words, at);
    for (const write of others) {
      write(read, next, 0);
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

/** By the first word of their hashes, the second ones of addresses that are nobody's. */
let nobodys: ReadonlyMap<number, number> | undefined;

/** A writer of a key's hashes that writes none where one of its values is a known placeholder of an address. */
export function withoutPlaceholders(
  write: WriteKey,
  { fields, key }: { readonly fields: ReadFields; readonly key: readonly FieldReference[] },
): WriteKey {
  const addresses = key
    .filter(
      ({ field, part }) =>
        part === undefined && fields.classes[fields.indexOf(field)]?.field.type === 'email',
    )
    .map(reference => compileValue(fields, reference));
  if (addresses.length === 0) return write;
  nobodys ??= hashesOf(PLACEHOLDERS);
  const known = nobodys;
  const own = new Uint32Array(2);
  return (read, words, at) => {
    write(read, words, at);
    for (const address of addresses) {
      address(read, own, 0);
      if (known.get(own[0] as number) === own[1]) words[at] = words[at + 1] = 0;
    }
  };
}

function hashesOf(texts: readonly string[]): ReadonlyMap<number, number> {
  const words = new Uint32Array(2);
  return new Map(
    texts.map(text => {
      hashText(text, words, 0);
      return [words[0] as number, words[1] as number] as const;
    }),
  );
}

/** Words of hashes that each record has: two of the value, two of its domain. */
const HASHES = 4;

function compileValue(fields: ReadFields, { field, part }: FieldReference): WriteKey {
  const index = fields.indexOf(field);
  const offset = part === 'domain' ? 2 : 0;
  return ({ reader, record }, words, at) => {
    const read = reader.fields[index];
    const from = read === undefined ? 0 : read.hashes() / 4 + record * HASHES + offset;
    words[at] = read === undefined ? 0 : (reader.kernel.words[from] as number);
    words[at + 1] = read === undefined ? 0 : (reader.kernel.words[from + 1] as number);
  };
}
