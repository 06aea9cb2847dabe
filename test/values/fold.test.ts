import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../src/values/fold.ts';
import { FOLD_LETTERS } from '../../src/values/fold-table.ts';

test.each([
  ['CEO', 'ceo'],
  ['  Chief\t Executive\n\u00a0Officer ', 'chief executive officer'],
  ['Société Générale', 'societe generale'],
  ['Socie\u0301te\u0301', 'societe'],
  ['Straße', 'strasse'],
  ['STRASSE', 'strasse'],
  ['STRAẞE', 'strasse'],
  ['Æsop Œuvre', 'aesop oeuvre'],
  ['Łódź', 'lodz'],
  ['Dyrektor ds. sprzedaży', 'dyrektor ds. sprzedazy'],
  ['Øre Đuro', 'ore duro'],
  ['\u01fe', 'o'],
  ['\u01fc', 'ae'],
  ['İstanbul', 'istanbul'],
  ['ISPARTA ısı', 'isparta isi'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['οδός', 'οδοσ'],
  ['\u212a', 'k'],
  ['\ufeff\u200bA\u200b', 'a'],
  ['a\u200bb', 'a\u200bb'],
  ['x  y', 'x y'],
  ['', ''],
  ['\u0301', ''],
])('%j folds to %j', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('the letters are those of the contract', () => {
  expect(FOLD_LETTERS).toEqual({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ς: 'σ' });
});

test('folding is idempotent for every code point of the planes that have letters with case or marks', () => {
  for (let point = 0; point <= 0x1ffff; point++) {
    const once = fold(String.fromCodePoint(point));
    if (fold(once) !== once) expect.fail(`U+${point.toString(16)} folds to ${once}, that to ${fold(once)}`);
  }
});

const marked = fc.string({
  unit: fc.constantFrom(
    'a',
    'E',
    'Σ',
    'ς',
    'ø',
    'ǿ',
    'Æ',
    'ı',
    'İ',
    '\u0301',
    '\u0307',
    '\u0328',
    ' ',
    '\u00a0',
    '\u200b',
    '\u1100',
    '\u1161',
    '\u0345',
  ),
});

test('folding is idempotent', () => {
  fc.assert(
    fc.property(fc.oneof(marked, fc.string({ unit: 'binary' })), text => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { numRuns: 2000 },
  );
});

test('canonically equal texts and texts that differ in white space fold to the same', () => {
  fc.assert(
    fc.property(fc.oneof(marked, fc.string({ unit: 'grapheme' })), text => {
      expect(fold(text.normalize('NFD'))).toBe(fold(text));
      expect(fold(`\u2003${text.replaceAll(' ', ' \u00a0')}\ufeff`)).toBe(fold(text));
    }),
    { numRuns: 2000 },
  );
});

test('the short way for ASCII and common signs gives the same as the long way', () => {
  const unit = fc.constantFrom(...' aZ9-~\u0000\t\u007f€£’–—−');
  fc.assert(
    fc.property(fc.string({ unit }), text => {
      expect(fold(`e${text}e`)).toBe(fold(`é${text}é`));
      expect(fold(`${text}e`)).toBe(fold(`${text}é`));
    }),
    { numRuns: 2000 },
  );
});

test('the longest cell that a list may hold is folded', () => {
  expect(fold('A  '.repeat(5_000_000))).toHaveLength(9_999_999);
});
