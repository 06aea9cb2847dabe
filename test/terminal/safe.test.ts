import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safe, safeLine } from '../../src/terminal/safe.ts';
import { anyText, COMMAND, FORBIDDEN } from '../summary/arbitrary.ts';

describe('safe', () => {
  test('shows control and bidi characters', () => {
    expect(safe('a\u001b[31mred\u0007 \u202eabc\u2066 \u009b1m \u007f\u2028')).toBe(
      'a\\x1b[31mred\\x07 \\u202eabc\\u2066 \\x9b1m \\x7f\\u2028',
    );
    expect(safe('tab\tand\r\nline')).toBe('tab\\x09and\\x0d\nline');
    expect(safe('half \ud83d of a pair')).toBe('half \\ud83d of a pair');
  });

  test('leaves other text alone', () => {
    const text = 'Zażółć gęślą jaźń — “naïve” 日本語 👩‍👩‍👧 a::b C:\\x1b #1 ##x\nnext line';
    expect(safe(text)).toBe(text);
  });

  test('breaks commands to CI runners', () => {
    expect(safe('::error file=a::b')).toBe('\\x3a:error file=a::b');
    expect(safe('a\n  ::set-output name=x::y')).toBe('a\n  \\x3a:set-output name=x::y');
    expect(safe('x ##[error]y ##vso[task.z] ##TeamCity[q]')).toBe(
      'x \\x23#[error]y \\x23#vso[task.z] \\x23#TeamCity[q]',
    );
  });

  test('safeLine keeps one line', () => {
    expect(safeLine('a\n::error::b')).toBe('a\\x0a::error::b');
  });

  test('nothing dangerous survives, and what is safe stays as it is', () => {
    fc.assert(
      fc.property(anyText, text => {
        const shown = safe(text);
        expect(shown).not.toMatch(FORBIDDEN);
        expect(shown).not.toMatch(COMMAND);
        expect(safe(shown)).toBe(shown);
        expect(safeLine(text)).not.toMatch(/\n/);
        expect(safeLine(text)).not.toMatch(COMMAND);
      }),
      { numRuns: 2000 },
    );
  });
});
