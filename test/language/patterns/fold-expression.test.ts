import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { foldExpression } from '../../../src/language/patterns/fold-expression.ts';
import { fold } from '../../../src/values/fold.ts';

const foldLetter = (letter: string) => fold(`x${letter}x`).slice(1, -1);

function folded(source: string, letter = foldLetter): string {
  const result = foldExpression(source, letter);
  return 'pattern' in result ? result.pattern : result.faults.map(({ message }) => message).join('; ');
}

function faults(source: string): string[] {
  const result = foldExpression(source, foldLetter);
  return 'pattern' in result
    ? []
    : result.faults.map(({ at, length, message, fix }) => `${at}+${length} ${message} · ${fix}`);
}

describe('letters are folded one by one, syntax stays', () => {
  test.each([
    ['CEO|Directeur', 'ceo|directeur'],
    ['Généralité', 'generalite'],
    ['straße', 'strasse'],
    ['ß+', '(?:ss)+'],
    ['Œuvre?', 'oeuvre?'],
    ['^(?:Łódź|Kraków)$', '^(?:lodz|krakow)$'],
    ['head  of', 'head of'],
    ['head\u00a0of', 'head of'],
    ['a +b', 'a +b'],
    ['e\u0301t\u0301', 'et'],
    ['c\\+\\+', 'c\\+\\+'],
    ['a\\-b\\_c\\/', 'a-b_c/'],
    ['a]b}', 'a\\]b\\}'],
    ['x{2}y{2,}z{2,5}', 'x{2}y{2,}z{2,5}'],
    ['', ''],
    ['(|a)', '(|a)'],
  ])('%s → %s', (source, expected) => {
    expect(folded(source)).toBe(expected);
  });

  test.each([
    ['[A-Z]', '[a-z]'],
    ['[^A-C_]', '[^_a-c]'],
    ['[Éa]', '[ae]'],
    ['[àâä]', '[a]'],
    ['[é-ë]', '[e]'],
    ['[ßx]', '(?:[x]|ss)'],
    ['[æ]+', '(?:ae)+'],
    ['[-a]', '[\\-a]'],
    ['[a-]', '[\\-a]'],
    ['[\\]\\[\\^\\\\&]', '[\\&\\[-\\^]'],
    ['[+-/]', '[+-/]'],
    ['[A-z]', '[\\[-z]'],
  ])('in a class: %s → %s', (source, expected) => {
    expect(folded(source)).toBe(expected);
  });

  test('addresses keep their accents', () => {
    expect(folded('[É-Ê]É\\.FR', letter => letter.toLowerCase())).toBe('[éê]é\\.fr');
  });
});

describe('what is not portable is refused with the reason and what to write instead', () => {
  test.each([
    '\\bceo\\b',
    '\\d\\D\\w\\W\\s\\S',
    '[\\w.]',
    '\\p{L}\\pL\\P{Lu}',
    '(?i)a',
    '(?i:a)',
    '(?<n>a)(?P<n>a)',
    '(?=a)(?!a)(?<=a)(?<!a)',
    '(?>a)',
    '(a)\\1\\k',
    '[[:alpha:]][a[b]][a&&b]',
    '[]a]',
    '[]',
    '[z-a]',
    '[^ß]',
    '[\u0301]',
    'a*?b+?c??d*+e{2}{3}',
    '*a|+|?',
    '^*',
    '{2}',
    'a{,2}',
    'a{x',
    'a{5,2}a{1001}a{1,1001}a{1001,}',
    '(a{40}){40}',
    '(a',
    'a)b)',
    '[a',
    'a\\',
    '\\é\\ \\y\\n\\x41\\u0041\\cA\\A\\Z\\Q',
  ])('%s', source => {
    expect(faults(source).join('\n')).toMatchSnapshot();
  });

  test('only too much of what is fine alone', () => {
    expect(faults(`${'(ab{9})'.repeat(100)}`)).toEqual([]);
    expect(faults('(abcde{900}){1}'.repeat(30))).toHaveLength(1);
    expect(faults('('.repeat(60) + ')'.repeat(60))).toHaveLength(1);
  });
});

const letter = fc.constantFrom(...'abcABCéÉßłŁ .-_@1'.split(''));
const plain = letter.map(each => (/[.]/.test(each) ? `\\${each}` : each));
const { expression } = fc.letrec<{ expression: string; atom: string }>(tie => ({
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plain,
    fc.constantFrom('.', '[a-c]', '[^a-cé]', '[Éx-z]', '[ßa]'),
    tie('expression').map(inner => `(${inner})`),
  ),
  expression: fc
    .array(
      fc
        .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '|'))
        .map(([atom, sign]) => atom + sign),
      { minLength: 1, maxLength: 4 },
    )
    .map(parts => parts.join('')),
}));

test('a folded expression finds in every engine what the source finds letter by letter', () => {
  fc.assert(
    fc.property(expression, fc.string({ unit: letter, maxLength: 8 }), (source, text) => {
      const result = foldExpression(source, foldLetter);
      if (!('pattern' in result)) return;
      const subject = fold(text);
      expect(RE2JS.compile(result.pattern).matcher(subject).find()).toBe(
        new RegExp(result.pattern, 'u').test(subject),
      );
      const again = foldExpression(result.pattern, foldLetter);
      expect(again).toEqual(result);
    }),
    { numRuns: 1000 },
  );
});

test('a literal text finds itself, however it is spelt', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), text => {
      const source = text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
      const result = foldExpression(`x${source}x`, foldLetter);
      if (!('pattern' in result)) throw new Error('refused');
      expect(
        RE2JS.compile(result.pattern)
          .matcher(fold(`x${text}x`))
          .find(),
      ).toBe(true);
    }),
  );
});

test('any text is either folded or refused', () => {
  const unit = fc.constantFrom(...'()[]{}^$|*+?\\-&:=!<>,01abé'.split(''));
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), source => {
      const result = foldExpression(source, foldLetter);
      if ('pattern' in result) expect(() => RE2JS.compile(result.pattern)).not.toThrow();
      else expect(result.faults.every(({ fix }) => fix !== '')).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
