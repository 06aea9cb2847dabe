import { fold } from '../../../values/fold.ts';
import { yamlTexts } from '../written/other-readings.ts';
import { longerWords } from '../written/substring-traps.ts';
import {
  literalsOf,
  type WrittenLiteral,
  type WrittenTest,
  writtenTests,
} from '../written/written-conditions.ts';
import type { Check, CheckedRulebook, Finding } from './check.ts';

const ONE_WORD = /^[a-z]+$/;
const WORDS = /^[\p{Letter}\p{Number}]+(?: [\p{Letter}\p{Number}]+)*$/u;
const BETWEEN_WORDS = /[^\p{Letter}\p{Number}]+/u;
/** So short that a text of a few words is likely to have it somewhere. */
const HARDLY_A_WORD = 2;

/** Short words under `contains` on a text field that are also found inside words of another meaning. */
export const substringTrap: Check = {
  code: 'substring-trap',
  find: checked => writtenTests(checked).flatMap(test => findTraps(test, checked)),
};

function findTraps(test: WrittenTest, { document }: CheckedRulebook): readonly Finding[] {
  // A domain runs words together, and addresses have no `has_word`.
  if (test.operator !== 'contains' || test.field?.type !== 'text') return [];
  const literals = literalsOf(test, document);
  const texts = literals.map(({ token }) => token.text);
  return literals.flatMap(literal => {
    const found = trapOf(literal, { test, texts });
    return found === undefined ? [] : [found];
  });
}

interface Around {
  readonly test: WrittenTest;
  /** All texts of the test, any of which may be contained. */
  readonly texts: readonly string[];
}

function trapOf({ token, use }: WrittenLiteral, { test, texts }: Around): Finding | undefined {
  const word = fold(token.text);
  if (!ONE_WORD.test(word)) return undefined;
  const others = texts.map(fold).filter(text => text !== word);
  const wanted = (longer: string) => others.some(other => longer.includes(other));
  const inside = holdersOf(word, test).filter(longer => !wanted(longer));
  const isShort = word.length <= HARDLY_A_WORD && domainOf(test) === undefined;
  if (inside.length === 0 && !isShort) return undefined;
  const where = inside.length === 0 ? 'inside many longer words' : `in ${listed(inside)}`;
  return {
    message: `\`contains: ${token.text}\` is also found ${where}`,
    fix: fixFor(token.text, { test, texts, isSet: use !== undefined }),
    place: (use ?? token).place,
  };
}

function domainOf({ field }: WrittenTest): readonly string[] | undefined {
  return field?.type === 'text' ? field.values : undefined;
}

/** Words that hold the short one: those of the field's own values if one of them is that word, else common ones. */
function holdersOf(word: string, test: WrittenTest): readonly string[] {
  const domain = domainOf(test);
  if (domain === undefined) return longerWords(word);
  const words = domain.flatMap(value => value.split(BETWEEN_WORDS));
  return words.includes(word) ? words.filter(each => each !== word && each.includes(word)) : [];
}

const MOST_SHOWN = 3;

function listed(words: readonly string[]): string {
  const shown = [...new Set(words)].slice(0, MOST_SHOWN).map(word => `*${word}*`);
  return shown.length === 1 ? `${shown[0]}` : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function fixFor(text: string, { test, texts, isSet }: Around & { readonly isSet: boolean }): string {
  const { name } = test;
  if (isSet) return 'write `has_word` in place of `contains`, which finds whole words only';
  if (texts.every(each => WORDS.test(each)))
    return `write \`has_word: ${yamlTexts(texts)}\`, which finds whole words only`;
  const rest = texts.filter(each => each !== text);
  return `write \`any: [{ ${name}: { contains: ${yamlTexts(rest)} } }, { ${name}: { has_word: ${yamlTexts([text])} } }]\``;
}
