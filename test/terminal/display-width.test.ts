import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, displayWidth, padEnd, padStart } from '../../src/terminal/display-width.ts';
import { safeLine } from '../../src/terminal/safe.ts';
import { anyText } from '../summary/arbitrary.ts';

describe('displayWidth', () => {
  test.each([
    ['', 0],
    ['direct traffic', 14],
    ['źródło', 6],
    ['spend €', 7],
    ['a\u00adb', 2],
    ['©\ufe0f', 2],
    ['e\u0301', 1],
    ['日本', 4],
    ['👩‍👩‍👧', 2],
    ['🇵🇱', 2],
    ['→ ✓ …', 5],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('cut', () => {
  test('keeps what fits and says that there is more', () => {
    expect(cut('direct traffic', 14)).toBe('direct traffic');
    expect(cut('direct traffic', 8)).toBe('direct …');
    expect(cut('日本語', 4)).toBe('日…');
    expect(cut('abc', 1)).toBe('…');
    expect(cut('abc', 0)).toBe('');
  });

  test('never takes more than its width, and fills up to it', () => {
    fc.assert(
      fc.property(anyText.map(safeLine), fc.nat(40), (text, width) => {
        expect(displayWidth(cut(text, width))).toBeLessThanOrEqual(width);
        expect(displayWidth(padEnd(cut(text, width), width))).toBe(width);
        expect(displayWidth(padStart(cut(text, width), width))).toBe(width);
      }),
    );
  });
});
