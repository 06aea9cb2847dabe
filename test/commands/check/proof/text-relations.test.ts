import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternImplies, patternsExclude } from '../../../../src/commands/check/proof/text-relations.ts';
import { compileTest, OPERATOR_NAMES, OPERATORS } from '../../../../src/judging/operators/operators.ts';
import type { Test } from '../../../../src/model/condition.ts';

const operators = OPERATOR_NAMES.filter(name => OPERATORS[name].reads === 'texts');
/** Few letters, so that texts are often found in each other; the space parts words. */
const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-'), minLength: 1, maxLength: 4 });
const patterns: fc.Arbitrary<Test<'texts'>> = fc.record({
  operator: fc.constantFrom(...operators),
  texts: fc.array(texts, { minLength: 1, maxLength: 2 }),
});
const longer = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-'), maxLength: 9 });

const meets = (test: Test, value: string): boolean =>
  compileTest(test, { asOf: 0 })({ kind: 'value', value }) === 'met';

test('what is said to imply or to exclude another pattern does so for every text', () => {
  let [implied, excluded] = [0, 0];
  fc.assert(
    fc.property(
      patterns,
      patterns,
      fc.array(longer, { minLength: 30, maxLength: 30 }),
      (one, other, values) => {
        // Texts made of the patterns meet them more often than any others.
        const made = [...one.texts, ...other.texts].flatMap(text =>
          values.slice(0, 6).flatMap(value => [text + value, value + text, value + text + value]),
        );
        const both = [...values, ...one.texts, ...other.texts, ...made].filter(value => meets(one, value));
        if (patternImplies(one, other)) {
          implied++;
          expect(both.filter(value => !meets(other, value))).toEqual([]);
        }
        if (patternsExclude(one, other)) {
          excluded++;
          expect(both.filter(value => meets(other, value))).toEqual([]);
        }
      },
    ),
    { numRuns: 3_000 },
  );
  expect(implied).toBeGreaterThan(100);
  expect(excluded).toBeGreaterThan(30);
});

describe('by hand', () => {
  const pattern = (operator: string, ...list: readonly string[]): Test => ({
    operator,
    texts: list,
  });

  test.each([
    [pattern('has_word', 'head of sales'), pattern('has_word', 'sales'), true],
    [pattern('has_word', 'salesman'), pattern('has_word', 'sales'), false],
    [pattern('starts_with', 'head of'), pattern('has_word', 'head'), true],
    [pattern('starts_with', 'head of'), pattern('has_word', 'of'), false],
    [pattern('ends_with', 'head of'), pattern('has_word', 'head'), false],
    [pattern('contains', ' of '), pattern('has_word', 'of'), true],
    [pattern('contains', 'of'), pattern('has_word', 'of'), false],
    [pattern('contains', 'cto', 'director'), pattern('contains', 'cto'), true],
    [pattern('contains', 'cto', 'ceo'), pattern('contains', 'cto'), false],
    [{ operator: 'matches', pattern: '^a' } as const, { operator: 'matches', pattern: '^a' } as const, true],
    [{ operator: 'matches', pattern: '^ab' } as const, pattern('starts_with', 'a'), false],
  ])('%j implies %j: %s', (one, other, expected) => {
    expect(patternImplies(one, other)).toBe(expected);
  });
});
