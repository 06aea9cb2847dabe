import { hasWord } from '../../../judging/conditions/words.ts';
import type { Test } from '../../../model/condition.ts';

/** A test that looks for something in a text, whatever else the text holds. */
export type PatternTest = Extract<
  Test,
  { readonly operator: 'contains' | 'starts_with' | 'ends_with' | 'has_word' | 'matches' }
>;
type Pattern = Exclude<PatternTest['operator'], 'matches'>;
type Implies = (text: string, other: string) => boolean;

const NEVER: Implies = () => false;
/** Stands for a letter that may follow or come before a text; for private use, so that no word has it. */
const LETTER = '\uE000';

/**
 * By operator of a text and of another one: whether whatever has the one has the other. A word is only sure to stand
 * alone inside a text where what is around it is known.
 */
const IMPLICATIONS: Readonly<Record<Pattern, Readonly<Record<Pattern, Implies>>>> = {
  contains: {
    contains: (text, other) => text.includes(other),
    starts_with: NEVER,
    ends_with: NEVER,
    has_word: (text, other) => hasWord(LETTER + text + LETTER, other),
  },
  starts_with: {
    contains: (text, other) => text.includes(other),
    starts_with: (text, other) => text.startsWith(other),
    ends_with: NEVER,
    has_word: (text, other) => hasWord(text + LETTER, other),
  },
  ends_with: {
    contains: (text, other) => text.includes(other),
    starts_with: NEVER,
    ends_with: (text, other) => text.endsWith(other),
    has_word: (text, other) => hasWord(LETTER + text, other),
  },
  has_word: {
    contains: (text, other) => text.includes(other),
    starts_with: NEVER,
    ends_with: NEVER,
    has_word: (text, other) => hasWord(text, other),
  },
};

/** Whether every text that has one text by its operator has the other by its. */
export function textImplies(
  one: { readonly operator: Pattern; readonly text: string },
  other: { readonly operator: Pattern; readonly text: string },
): boolean {
  return !other.text.includes(LETTER) && IMPLICATIONS[one.operator][other.operator](one.text, other.text);
}

/** Whether every text that meets the one meets the other, as far as it can be proved. */
export function patternImplies(one: PatternTest, other: PatternTest): boolean {
  if (one.operator === 'matches' || other.operator === 'matches') {
    return one.operator === 'matches' && other.operator === 'matches' && one.pattern === other.pattern;
  }
  return one.texts.every(text =>
    other.texts.some(wanted =>
      textImplies({ operator: one.operator, text }, { operator: other.operator, text: wanted }),
    ),
  );
}

/** Whether no text meets both, as far as it can be proved: two beginnings, or two ends, that differ. */
export function patternsExclude(one: PatternTest, other: PatternTest): boolean {
  if (one.operator === 'matches' || other.operator === 'matches') return false;
  if (one.operator !== other.operator) return false;
  if (one.operator !== 'starts_with' && one.operator !== 'ends_with') return false;
  const meets = IMPLICATIONS[one.operator][one.operator];
  return one.texts.every(text => other.texts.every(wanted => !meets(text, wanted) && !meets(wanted, text)));
}
