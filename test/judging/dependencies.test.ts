import { describe, expect, it } from 'vitest';
import { dependenciesOf, orderCriteria } from '../../src/judging/dependencies.ts';
import type { Condition } from '../../src/model/condition.ts';
import { Defect } from '../../src/model/errors.ts';
import { PURCHASED_LIST } from './purchased-list.ts';

function dependencies(condition: Condition): { readonly fields: string[]; readonly criteria: string[] } {
  const { fields, criteria } = dependenciesOf([condition], PURCHASED_LIST);
  return { fields: [...fields].sort(), criteria: [...criteria].sort() };
}

describe('dependenciesOf', () => {
  it.each<[condition: Condition, fields: string[], criteria: string[]]>([
    [{ kind: 'criterion', name: 'competitor' }, ['email'], ['competitor']],
    [
      { kind: 'framework', name: 'bant' },
      ['budget_amount', 'buys_on', 'job_title', 'need_stated'],
      ['authority', 'budget', 'need', 'timing'],
    ],
    [
      { kind: 'not', of: { kind: 'score', score: 'fit', comparison: 'gte', threshold: 1 } },
      ['email', 'employees', 'industry', 'job_title'],
      ['authority'],
    ],
    [
      { kind: 'score', score: 'total', comparison: 'gte', threshold: 1 },
      ['clicks', 'email', 'employees', 'industry', 'job_title', 'last_activity', 'need_stated'],
      ['authority'],
    ],
  ])('of %j are the fields %j and the criteria %j', (condition, fields, criteria) => {
    expect(dependencies(condition)).toEqual({ fields, criteria });
  });
});

describe('orderCriteria', () => {
  const asks = (name: string, ...others: readonly string[]) => ({
    name,
    when: { kind: 'all', of: others.map(other => ({ kind: 'criterion', name: other }) as const) } as const,
  });

  it('puts each criterion after those it asks', () => {
    expect(orderCriteria([asks('a', 'c', 'b'), asks('b', 'c'), asks('c'), asks('d', 'a')])).toEqual([
      2, 1, 0, 3,
    ]);
  });

  it('does not go round in circles', () => {
    expect(() => orderCriteria([asks('a', 'b'), asks('b', 'a')])).toThrow(Defect);
  });
});
