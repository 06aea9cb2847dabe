import { describe, expect, it } from 'vitest';
import { formatLeaf } from '../../../src/language/words/explain-words.ts';
import type { Test } from '../../../src/model/condition.ts';
import type { Field } from '../../../src/model/rulebook.ts';
import { NOVEMBER } from '../../judging/purchased-list.ts';

const BASE = { columns: [], required: false, blank: [] } as const;
const FIELDS: readonly Field[] = [
  { ...BASE, name: 'seen', type: 'date' },
  { ...BASE, name: 'size', type: 'number', band: 'low' },
  { ...BASE, name: 'opted_in', type: 'boolean', true: [], false: [] },
  { ...BASE, name: 'title', type: 'text', aliases: [] },
];

describe('a test in words', () => {
  it.each<[field: string, test: Test, words: string]>([
    ['seen', { operator: 'gte', bound: NOVEMBER }, 'seen gte 2026-11-01'],
    [
      'seen',
      { operator: 'between', low: NOVEMBER, high: NOVEMBER + 30 },
      'seen between 2026-11-01 and 2026-12-01',
    ],
    ['seen', { operator: 'older_than_days', days: 3 }, 'seen older_than_days 3'],
    ['size', { operator: 'in', values: [0.5] }, 'size is 0.5'],
    [
      'size',
      { operator: 'in', values: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
      'size in 1, 2, 3, 4, 5, 6, 7, 8, … (9 values)',
    ],
    ['opted_in', { operator: 'not_in', values: [true] }, 'opted_in is not yes'],
    ['title', { operator: 'not_in', values: ['a', 'b'] }, 'title not in a, b'],
    ['title', { operator: 'starts_with', texts: ['vp'] }, 'title starts_with vp'],
    ['title', { operator: 'matches', pattern: '^vp' }, 'title matches ^vp'],
    ['title', { operator: 'is', state: 'blank' }, 'title is blank'],
  ])('of %s, %j: %s', (field, test, words) => {
    expect(formatLeaf({ kind: 'test', field: { field }, test }, FIELDS)).toBe(words);
  });

  it('names scores, criteria, frameworks and parts of fields', () => {
    expect(formatLeaf({ kind: 'score', score: 'total', comparison: 'lt', threshold: 1_250 }, FIELDS)).toBe(
      'total lt 12.5',
    );
    expect(formatLeaf({ kind: 'criterion', name: 'need' }, FIELDS)).toBe('need');
    expect(formatLeaf({ kind: 'framework', name: 'bant' }, FIELDS)).toBe('bant');
    const domain = { field: 'email', part: 'domain' } as const;
    expect(
      formatLeaf({ kind: 'test', field: domain, test: { operator: 'in', values: ['a.fr'] } }, FIELDS),
    ).toBe('email.domain is a.fr');
  });
});
