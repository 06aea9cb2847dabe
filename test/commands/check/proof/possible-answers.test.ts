import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ANSWERS_OF,
  BITS,
  negate,
  possiblyAtLeast,
} from '../../../../src/commands/check/proof/possible-answers.ts';
import { atLeast, not } from '../../../../src/judging/conditions/truth.ts';
import type { Answer } from '../../../../src/model/condition.ts';

const sets = fc.integer({ min: 1, max: 7 });
const bitsOf = (answers: Iterable<Answer>): number =>
  [...answers].reduce((bits, answer) => bits | BITS[answer], 0);
const answersOf = (bits: number): readonly Answer[] => [...(ANSWERS_OF[bits] ?? [])];

/** Every choice of one answer from each part. */
const choices = (parts: readonly number[]): readonly (readonly Answer[])[] =>
  parts.reduce<readonly (readonly Answer[])[]>(
    (lists, part) => lists.flatMap(list => answersOf(part).map(answer => [...list, answer])),
    [[]],
  );

test('what `at_least` may come to is what it comes to for some choice of the answers of its parts', () => {
  fc.assert(
    fc.property(fc.array(sets, { maxLength: 5 }), fc.integer({ min: 0, max: 5 }), (parts, most) => {
      const n = Math.min(most, parts.length);
      const expected = bitsOf(choices(parts).map(answers => atLeast(n, answers)));
      expect(possiblyAtLeast(n, parts)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});

test('`not` of a set is the set of what `not` makes of each', () => {
  for (let bits = 0; bits <= 7; bits++) expect(negate(bits)).toBe(bitsOf(answersOf(bits).map(not)));
});
