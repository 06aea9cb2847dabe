import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { and, atLeast, countOf, indexesOf, not, or, truth } from '../../../src/judging/conditions/truth.ts';
import type { Answer } from '../../../src/model/condition.ts';
import { answers } from '../arbitrary.ts';

const lists = fc.array(answers, { maxLength: 6 });

/** What an answer may turn out to be once the unknowns are filled in, every way. */
function fillings(list: readonly Answer[]): readonly (readonly boolean[])[] {
  return list.reduce<readonly (readonly boolean[])[]>(
    (filled, answer) =>
      filled.flatMap(known => {
        if (answer === 'unknown')
          return [
            [...known, true],
            [...known, false],
          ];
        return [[...known, answer === 'met']];
      }),
    [[]],
  );
}

function summary(outcomes: readonly boolean[]): Answer {
  if (outcomes.every(Boolean)) return 'met';
  return outcomes.some(Boolean) ? 'unknown' : 'unmet';
}

describe('strong Kleene logic', () => {
  it('has these tables', () => {
    expect(['met', 'unmet', 'unknown'].map(answer => not(answer as Answer))).toEqual([
      'unmet',
      'met',
      'unknown',
    ]);
    expect(and(['met', 'unknown'])).toBe('unknown');
    expect(and(['unmet', 'unknown'])).toBe('unmet');
    expect(or(['met', 'unknown'])).toBe('met');
    expect(or(['unmet', 'unknown'])).toBe('unknown');
    expect(and([])).toBe('met');
    expect(or([])).toBe('unmet');
  });

  it('is what filling the unknowns in both ways leaves open', () => {
    fc.assert(
      fc.property(lists, fc.nat({ max: 7 }), (list, n) => {
        const ways = fillings(list);
        expect(and(list)).toBe(summary(ways.map(way => way.every(Boolean))));
        expect(or(list)).toBe(summary(ways.map(way => way.some(Boolean))));
        expect(atLeast(n, list)).toBe(summary(ways.map(way => way.filter(Boolean).length >= n)));
      }),
    );
  });

  it('counts and finds answers, and knows those of two-valued questions', () => {
    const list: readonly Answer[] = ['unknown', 'met', 'unknown', 'unmet'];
    expect(countOf('unknown', list)).toBe(2);
    expect(indexesOf('unknown', list)).toEqual([0, 2]);
    expect(indexesOf('met', [])).toEqual([]);
    expect([truth(true), truth(false)]).toEqual(['met', 'unmet']);
  });

  it('keeps the laws of De Morgan, and double negation', () => {
    fc.assert(
      fc.property(lists, list => {
        expect(not(and(list))).toBe(or(list.map(not)));
        expect(not(or(list))).toBe(and(list.map(not)));
        expect(list.map(not).map(not)).toEqual(list);
      }),
    );
  });

  it('counts in any order, and groups as it likes', () => {
    fc.assert(
      fc.property(lists, lists, fc.nat({ max: 7 }), (left, right, n) => {
        expect(and([and(left), and(right)])).toBe(and([...right, ...left]));
        expect(or([or(left), or(right)])).toBe(or([...right, ...left]));
        expect(atLeast(n, [...left, ...right])).toBe(atLeast(n, [...right, ...left]));
        expect(atLeast(left.length, left)).toBe(and(left));
        expect(atLeast(1, left)).toBe(or(left));
        expect(countOf('met', left)).toBe(left.length - countOf('unmet', left) - countOf('unknown', left));
      }),
    );
  });
});
