/** Legacy 8-bit encodings that a list may be in, the most common first. */
export const LEGACY_ENCODINGS = ['windows-1252', 'windows-1250', 'iso-8859-2', 'cp852'] as const;
export type LegacyEncoding = (typeof LEGACY_ENCODINGS)[number];

/** How often each letter outside ASCII occurs among those of a language, per thousand, from running text. */
const LETTERS: Readonly<Record<'fr' | 'pl' | 'de', Readonly<Record<string, number>>>> = {
  fr: {
    é: 540,
    è: 110,
    à: 140,
    ê: 60,
    ç: 35,
    ô: 25,
    î: 15,
    û: 12,
    â: 15,
    ù: 12,
    ï: 6,
    ë: 6,
    œ: 10,
    É: 20,
    À: 5,
    È: 3,
    Ê: 2,
    Ç: 2,
    Ô: 1,
    Î: 1,
  },
  pl: {
    ł: 215,
    ą: 130,
    ę: 140,
    ó: 120,
    ż: 110,
    ś: 90,
    ć: 55,
    ń: 40,
    ź: 10,
    Ł: 30,
    Ś: 20,
    Ż: 15,
    Ó: 5,
    Ć: 3,
    Ą: 2,
    Ę: 2,
    Ń: 2,
    Ź: 1,
  },
  de: { ü: 330, ä: 280, ö: 180, ß: 150, Ü: 20, Ä: 15, Ö: 15 },
};
/** Punctuation and signs that any language's lists hold. */
const SIGNS = '€’‘“”„«»–—…°§•™®©²½\u00a0\u00ad';
const SIGN_WEIGHT = 15;
/** Any other letter: foreign names occur in every list. */
const OTHER_LETTER_WEIGHT = 0.5;
/** Box drawing, currency signs, fractions: they occur, but seldom inside text. */
const OTHER_SIGN_WEIGHT = 0.05;
/** Control characters and code points that the encoding does not have. */
const IMPOSSIBLE_WEIGHT = 0.0001;
/** Letters past the first of a kind tell less: a list repeats its towns and names. */
const LONGEST_RUN = 1000;

/** How well a text decoded by some encoding reads as French, Polish or German: a log likelihood, higher is better. */
export function scoreLetters(text: string): number {
  const counts = countLetters(text);
  return Math.max(...Object.values(LETTERS).map(letters => scoreAs(letters, counts)));
}

function scoreAs(letters: Readonly<Record<string, number>>, counts: ReadonlyMap<string, number>): number {
  let score = 0;
  for (const [character, count] of counts) {
    score += Math.min(count, LONGEST_RUN) * Math.log((letters[character] ?? weightOf(character)) / 1000);
  }
  return score;
}

function countLetters(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [character] of text.matchAll(/[^\x00-\x7f]/gu)) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
}

function weightOf(character: string): number {
  if (SIGNS.includes(character)) return SIGN_WEIGHT;
  if (/\p{L}/u.test(character)) return OTHER_LETTER_WEIGHT;
  return /[\x80-\x9f\ufffd]/.test(character) ? IMPOSSIBLE_WEIGHT : OTHER_SIGN_WEIGHT;
}
