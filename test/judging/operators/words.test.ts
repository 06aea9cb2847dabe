import { describe, expect, it } from 'vitest';
import { hasWord } from '../../../src/judging/operators/words.ts';

describe('hasWord', () => {
  it.each([
    ['cto', 'cto'],
    ['the cto', 'cto'],
    ['cto/ceo', 'cto'],
    ['co-cto (interim)', 'cto'],
    ['director and cto', 'cto'],
    ['head of sales', 'head of'],
    ['dyrektor×cto', 'cto'],
    ['a÷b', 'a'],
    ['c++ developer', 'c++'],
    ['“cto”', 'cto'],
  ])('finds in %j the word %j', (text, word) => {
    expect(hasWord(text, word)).toBe(true);
  });

  it.each([
    ['director', 'cto'],
    ['cto2', 'cto'],
    ['ahead of sales', 'head of'],
    ['head offshore', 'head of'],
    ['жcto', 'cto'],
    ['cto社', 'cto'],
    ['cto😀', 'cto'],
    ['', 'cto'],
    ['cto', ''],
  ])('finds in %j no word %j', (text, word) => {
    expect(hasWord(text, word)).toBe(false);
  });
});
