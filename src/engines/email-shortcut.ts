// For columns of addresses, nearly all of them new: no text, no regular expression, no memory of whole cells.
import { createHashSet, hasHash } from '../leads/hash-set.ts';
import { hashLowerCase, hashText } from '../leads/hash64.ts';
import { toText } from '../leads/utf8.ts';
import { findAtSign } from '../values/email-bytes.ts';
import { createCellMemory } from './cell-memory.ts';
import type { AnswerCell, FieldClasses } from './field-classes.ts';
import { createReadCell, type ReadCell, type Shortcut } from './read-cell.ts';

/**
 * Answers addresses in ASCII by their domain where the rulebook asks for nothing else, and hashes them for keys. All
 * domains that it does not name share one answer, and each of the others has one, found by the ordinary way. Undefined
 * for fields that this cannot be done for.
 */
export function createEmailShortcut(
  { field, judge, isRead, isKey, isDomainKey }: FieldClasses,
  { blank, answer }: { readonly blank: readonly string[]; readonly answer: AnswerCell },
): Shortcut | undefined {
  const isSpelling = blank.some(spelling => spelling.includes('@'));
  const distinctions = judge?.distinctions ?? { onlyDomain: true, domains: new Set<string>() };
  if (field.type !== 'email' || isRead || isSpelling || !distinctions.onlyDomain) return undefined;
  const named = distinctions.domains === undefined ? undefined : hashSetOf(distinctions.domains);
  const words = new Uint32Array(4);
  const domains = createCellMemory();
  const remembered: ReadCell[] = [];
  let other: ReadCell | undefined;
  const hashed = createReadCell('', undefined, { answerClass: 0, doubt: 0 });

  function answerOf(bytes: Buffer, start: number, at: number, end: number): ReadCell | undefined {
    if (named !== undefined && !hasHash(named, words[2] as number, words[3] as number)) {
      other ??= answer({ text: toText(bytes, start, end), plain: false });
      return other;
    }
    const known = domains.find(bytes, at + 1, end);
    if (known >= 0) return remembered[known];
    const read = answer({ text: toText(bytes, start, end), plain: false });
    const number = remembered.length;
    if (domains.add(bytes, { start: at + 1, end, number })) remembered.push(read);
    return read;
  }

  return (bytes, start, end) => {
    const at = findAtSign(bytes, start, end);
    if (at < 0) return undefined;
    hashLowerCase(bytes, { start: at + 1, end }, { words, at: 2 });
    const known = answerOf(bytes, start, at, end);
    if (known === undefined || !(isKey || isDomainKey)) return known;
    hashed.answerClass = known.answerClass;
    if (isKey) {
      hashLowerCase(bytes, { start, end }, { words, at: 0 });
      hashed.low = (words[0] as number) | 0;
      hashed.high = (words[1] as number) | 0;
    }
    if (isDomainKey) {
      hashed.domainLow = (words[2] as number) | 0;
      hashed.domainHigh = (words[3] as number) | 0;
    }
    return hashed;
  };
}

function hashSetOf(domains: ReadonlySet<string>) {
  const words = new Uint32Array(domains.size * 2);
  [...domains].forEach((domain, index) => {
    hashText(domain, words, index * 2);
  });
  return createHashSet(words);
}
