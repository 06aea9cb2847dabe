import { expect, test } from 'vitest';
import { hasLetter, isAscii, isLetters } from '../../src/values/letters.ts';

test.each([
  ['', false, false],
  ['2026', false, false],
  ['März', true, true],
  ['March', true, true],
  ['октября', true, true],
  ['févr.', true, false],
  ['1 ж', true, false],
  ['1 a', true, false],
])('%j: has a letter %s, is letters %s', (text, has, is) => {
  expect(hasLetter(text)).toBe(has);
  expect(isLetters(text)).toBe(is);
});

test.each([
  ['', true],
  ['\0 ~\x7f\n', true],
  ['a\x80', false],
  ['é', false],
  ['😀', false],
])('%j is ASCII: %s', (text, expected) => {
  expect(isAscii(text)).toBe(expected);
});
