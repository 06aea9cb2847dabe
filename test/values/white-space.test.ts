import { expect, test } from 'vitest';
import { isWhiteSpace, trim, WHITE_SPACE } from '../../src/values/white-space.ts';

test('white space is the Unicode property White_Space, unit by unit', () => {
  const inClass = new RegExp(`^[${WHITE_SPACE}]$`);
  for (let unit = 0; unit <= 0xffff; unit++) {
    const text = String.fromCharCode(unit);
    const expected = /^\p{White_Space}$/u.test(text);
    if (isWhiteSpace(unit) !== expected || inClass.test(text) !== expected) {
      expect.fail(`U+${unit.toString(16)} should ${expected ? '' : 'not '}be white space`);
    }
  }
});

test.each([
  ['', ''],
  [' \t\r\n\f\v', ''],
  ['\u00a0a b\u202f', 'a b'],
  ['\ufeff\u200b a\u200bb \u0085', 'a\u200bb'],
  ['\u200ca', '\u200ca'],
  ['\u3000\u2003x', 'x'],
])('trim %j is %j', (text, trimmed) => {
  expect(trim(text)).toBe(trimmed);
});
