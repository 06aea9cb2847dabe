import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldSources, orderedSources } from '../../src/summary/fold-sources.ts';
import { EMPTY } from './summary-fixture.ts';

const source = (name: string, figures: Partial<typeof EMPTY>) => ({ ...EMPTY, source: name, ...figures });

describe('foldSources', () => {
  test('keeps all where they fit', () => {
    const sources = [source('a', { leads: 2 }), source('b', { leads: 1 })];
    expect(foldSources({ sources }, 2)).toEqual({ kept: sources, understated: false });
  });

  test('adds counts and cents and divides the sums', () => {
    const sources = [
      source('a', { leads: 9 }),
      source('b', { leads: 2, stages: { SQL: 1, MQL: 1 }, mql: 2, sql: 1, spend: 0.1, duplicates: 1 }),
      source('c', { leads: 1, stages: { MQL: 1 }, mql: 1, spend: 0.2, one_answer_from_sql: 1 }),
    ];
    expect(foldSources({ sources }, 1)).toEqual({
      kept: sources.slice(0, 1),
      understated: false,
      others: {
        ...EMPTY,
        source: '(2 others)',
        leads: 3,
        duplicates: 1,
        stages: { ...EMPTY.stages, SQL: 1, MQL: 2 },
        mql: 3,
        sql: 1,
        one_answer_from_sql: 1,
        mql_rate: 1,
        sql_rate: 0.3333,
        spend: 0.3,
        cpl: 0.1,
        cpmql: 0.1,
        cpsql: 0.3,
        cpsql_at_best: 0.15,
        sql_rate_low: 0.0614,
        sql_rate_high: 0.7924,
        cpsql_low: 0.13,
        cpsql_high: 1.63,
      },
    });
  });

  test('unknown spend stays unknown, or makes known spend understated', () => {
    const sources = [
      source('a', { leads: 3 }),
      source('b', { leads: 2 }),
      source('c', { leads: 1, spend: 5 }),
    ];
    expect(foldSources({ sources: sources.slice(0, 2) }, 1)).toMatchObject({
      understated: false,
      others: { spend: null, cpl: null },
    });
    expect(foldSources({ sources }, 1)).toMatchObject({ understated: true, others: { spend: 5 } });
  });

  test('(none) stays last and is folded by its leads, not by its place', () => {
    const sources = [source('a', { leads: 5 }), source('b', { leads: 1 }), source('(none)', { leads: 9 })];
    const names = orderedSources(foldSources({ sources }, 2)).map(row => row.source);
    expect(names).toEqual(['a', '(1 other)', '(none)']);
  });

  test('no lead and no cent is lost', () => {
    const row = fc.record({ leads: fc.nat(1e6), cents: fc.option(fc.nat(1e9), { nil: null }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (rows, limit) => {
        const sources = rows.map(({ leads, cents }, index) =>
          source(`source ${index}`, { leads, spend: cents === null ? null : cents / 100 }),
        );
        const printed = orderedSources(foldSources({ sources }, limit));
        const leads = (all: readonly { leads: number }[]) => all.reduce((sum, one) => sum + one.leads, 0);
        const cents = (all: readonly { spend: number | null }[]) =>
          all.reduce((sum, one) => sum + Math.round((one.spend ?? 0) * 100), 0);
        expect(printed.length).toBeLessThanOrEqual(limit + 1);
        expect([leads(printed), cents(printed)]).toEqual([leads(sources), cents(sources)]);
      }),
    );
  });
});
