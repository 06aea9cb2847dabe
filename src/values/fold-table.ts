/**
 * Letters that are more than a base letter with a mark, and what they fold to. This table is the one place from
 * which the SQL dialects' fold is generated too: a letter added here is added to every engine.
 */
export const FOLD_LETTERS: Readonly<Record<string, string>> = Object.freeze({
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
});
