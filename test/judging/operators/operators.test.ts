import { describe, expect, it } from 'vitest';
import { compileTest } from '../../../src/judging/operators/operators.ts';
import type { Answer, Test } from '../../../src/model/condition.ts';
import type { Reading, Value } from '../../../src/model/lead.ts';
import { AS_OF } from '../arbitrary.ts';

type Example = readonly [test: Test, met: readonly Value[], unmet: readonly Value[]];

const EXAMPLES: readonly Example[] = [
  [{ operator: 'in', values: ['saas', 'banking'] }, ['saas', 'banking'], ['retail', '', 'saa']],
  [{ operator: 'in', values: [5] }, [5], [6, '5']],
  [{ operator: 'in', values: [0] }, [0, -0], [1]],
  [{ operator: 'in', values: [false] }, [false], [true]],
  [{ operator: 'not_in', values: ['saas'] }, ['retail'], ['saas']],
  [{ operator: 'contains', texts: ['sale', 'market'] }, ['head of sales', 'marketing'], ['finance']],
  [{ operator: 'starts_with', texts: ['head', 'vp'] }, ['head of sales', 'vp'], ['the head']],
  [{ operator: 'ends_with', texts: ['.fr', '.pl'] }, ['acme.fr', 'acme.pl'], ['acme.fr.com']],
  [
    { operator: 'has_word', texts: ['cto', 'head of'] },
    ['cto', 'deputy-cto, paris', 'head of it'],
    ['director', 'ahead of'],
  ],
  [{ operator: 'matches', pattern: '^(vp|head) ' }, ['vp sales', 'head of it'], ['the vp sales', 'vp']],
  [{ operator: 'matches', pattern: 'e.{1,3}o' }, ['metro', 'hello'], ['eo']],
  [{ operator: 'gt', bound: 5 }, [5.01], [5, 4]],
  [{ operator: 'gte', bound: 5 }, [5, 6], [4.99]],
  [{ operator: 'lt', bound: 5 }, [4.99, -1], [5]],
  [{ operator: 'lte', bound: 5 }, [5, 4], [5.01]],
  [{ operator: 'between', low: 5, high: 7 }, [5, 6, 7], [4.99, 7.01]],
  [{ operator: 'within_last_days', days: 7 }, [AS_OF, AS_OF - 7], [AS_OF - 8, AS_OF + 1]],
  [{ operator: 'within_next_days', days: 7 }, [AS_OF, AS_OF + 7], [AS_OF + 8, AS_OF - 1]],
  [{ operator: 'older_than_days', days: 7 }, [AS_OF - 8], [AS_OF - 7, AS_OF, AS_OF + 30]],
];

const UNKNOWN: readonly Reading[] = [{ kind: 'blank' }, { kind: 'invalid', reason: '' }, { kind: 'absent' }];

describe('operators', () => {
  it.each(EXAMPLES)('%j', (test, met, unmet) => {
    const ask = compileTest(test, { asOf: AS_OF });
    const answer = (value: Value): Answer => ask({ kind: 'value', value });
    expect(met.map(answer)).toEqual(met.map(() => 'met'));
    expect(unmet.map(answer)).toEqual(unmet.map(() => 'unmet'));
    expect(UNKNOWN.map(ask)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('ask with `is` what state a reading is in, and always know', () => {
    const readings: readonly Reading[] = [{ kind: 'value', value: 0 }, ...UNKNOWN];
    const answersTo = (state: 'present' | 'blank' | 'invalid'): readonly Answer[] =>
      readings.map(compileTest({ operator: 'is', state }, { asOf: AS_OF }));
    expect(answersTo('present')).toEqual(['met', 'unmet', 'unmet', 'unmet']);
    expect(answersTo('blank')).toEqual(['unmet', 'met', 'unmet', 'met']);
    expect(answersTo('invalid')).toEqual(['unmet', 'unmet', 'met', 'unmet']);
  });

  it('match expressions against folded text, also of emails', () => {
    const ask = compileTest({ operator: 'matches', pattern: '^rene@' }, { asOf: AS_OF });
    expect(ask({ kind: 'value', value: 'rené@acme.fr' })).toBe('met');
  });

  it('match in linear time', () => {
    const ask = compileTest({ operator: 'matches', pattern: '^(a+)+$' }, { asOf: AS_OF });
    expect(ask({ kind: 'value', value: `${'a'.repeat(20_000)}b` })).toBe('unmet');
  });
});
