import { fold } from './fold.ts';

/** The unit that a header gives for the numbers under it. */
export interface HeaderUnit {
  /** How many places their point moves. */
  readonly places: number;
  readonly words: string;
}

const BEFORE = '(?<![\\p{L}\\p{N}])(?<!\\p{N}[ .,])';
const AFTER = '(?![\\p{L}\\p{N}])';
const MONEY = '(?:€|us\\$|\\$|£|zl|zlotych|pln|eur|euros?|usd|dollars?|gbp|chf)';
const OF = "(?: ?| de | of | d['’ ])";

/** What stands for each unit: short signs, which a currency must follow or go before, and words. */
const UNITS: readonly (HeaderUnit & { readonly sign: string; readonly word: string })[] = [
  {
    places: 3,
    words: 'thousands',
    sign: 'k',
    word: "['’]?000['’]?s?|thousands?|milliers?|tys\\.?|tysi(?:ac|ec)\\p{L}*",
  },
  { places: 6, words: 'millions', sign: 'mm?', word: 'millions?|mln\\.?|mio\\.?|mil\\.|milion\\p{L}*' },
  {
    places: 9,
    words: 'billions (1,000 millions)',
    sign: 'bn|md',
    word: 'billions?|milliards?|mld\\.?|miliard\\p{L}*',
  },
];

const PATTERNS = UNITS.map(({ places, words, sign, word }) => {
  const any = `(?:${sign}|${word})`;
  return {
    unit: { places, words },
    isUnit: new RegExp(
      [
        `${BEFORE}${any}${OF}${MONEY}${AFTER}`,
        `${BEFORE}${MONEY} ?${any}${AFTER}`,
        `${BEFORE}(?:in|en|w|x) (?:${word})${AFTER}`,
        `\\((?:in |en |w |x )?(?:${places === 3 ? `${word}|k` : word})${AFTER}`,
        `${BEFORE}x ?1${'000'.repeat(places / 3)}${AFTER}`,
      ].join('|'),
      'u',
    ),
    isRate: new RegExp(`(?:/ ?|${BEFORE}(?:per|par|pour|na|za) )${any}`, 'u'),
  };
});

/** The unit in a header such as `CA (k€)`, `Revenue (in 000s USD)` or `en milliers d'euros`; undefined where it names none. */
export function headerUnit(header: string): HeaderUnit | undefined {
  const folded = fold(header);
  return PATTERNS.find(({ isUnit, isRate }) => isUnit.test(folded) && !isRate.test(folded))?.unit;
}
