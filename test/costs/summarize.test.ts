import { describe, expect, test } from 'vitest';
import { CannotRun, Defect } from '../../src/model/errors.ts';
import { amounts, costsOf, leads, NEAR_SQL, sourceCosts, summaryOf, tallyOf, verdictOf } from './samples.ts';

const SQL = verdictOf('SQL', { criteria: ['met', 'met'], rulesMet: [0, 1], score: 8000 });
const HOT = verdictOf('hot', { score: 7000 });
const MQL = verdictOf('MQL', { ...NEAR_SQL, score: 4000, rulesMet: [0] });
const LEAD = verdictOf('lead');
const OUT = verdictOf('disqualified', { suppressed: true });

describe('a source’s row', () => {
  const tally = tallyOf([
    ...leads(3, 'linkedin', SQL),
    ...leads(1, 'linkedin', HOT),
    ...leads(2, 'linkedin', MQL),
    ...leads(4, 'linkedin', LEAD),
    ...leads(1, 'linkedin', OUT),
    { source: 'linkedin' },
  ]);
  const source = sourceCosts('LinkedIn', { spend: amounts('1000') });
  const value = { closeRate: '0.2', deal: '4000' };
  const summary = summaryOf(tally, { costs: costsOf([source], { value }) });

  test('has every figure of the contract, by hand', () => {
    expect(summary.sources).toEqual([
      {
        source: 'LinkedIn',
        leads: 11,
        duplicates: 1,
        suppressed: 1,
        outside_period: 0,
        undated: 0,
        stages: { SQL: 4, MQL: 2, prospect: 0, lead: 4, disqualified: 1 },
        mql: 6,
        sql: 4,
        one_answer_from_sql: 2,
        mql_rate: 0.5455,
        sql_rate: 0.3636,
        spend: 1000,
        cpl: 90.91,
        cpmql: 166.67,
        cpsql: 250,
        cpsql_at_best: 166.67,
        roi: 2.2,
        sql_rate_low: 0.1516,
        sql_rate_high: 0.6462,
        cpsql_low: 140.68,
        cpsql_high: 599.41,
      },
    ]);
  });

  test('has its keys and stages in the contract’s order', () => {
    const [row] = summary.sources;
    expect(Object.keys(row ?? {}).join(' ')).toBe(
      'source leads duplicates suppressed outside_period undated stages mql sql one_answer_from_sql mql_rate sql_rate ' +
        'spend cpl cpmql cpsql cpsql_at_best roi sql_rate_low sql_rate_high cpsql_low cpsql_high',
    );
    expect(Object.keys(row?.stages ?? {})).toEqual(['SQL', 'MQL', 'prospect', 'lead', 'disqualified']);
  });

  test('total and costed have the same keys, and the same figures where every source has costs', () => {
    const [{ source: _, ...figures } = { source: '' }] = summary.sources;
    expect(summary.total).toEqual({ source: 'total', ...figures });
    expect(summary.costed).toEqual({ source: 'costed', ...figures });
  });

  test('suppressed leads under a rulebook without `disqualified` count as disqualified', () => {
    const [row] = summaryOf(tallyOf([{ source: 'a', verdict: { ...OUT, stageIndex: -1 } }])).sources;
    expect(row).toMatchObject({ leads: 1, stages: { disqualified: 1, lead: 0 } });
  });
});

describe('which rows there are', () => {
  const tally = tallyOf([
    ...leads(1, 'zeta'),
    ...leads(5, ''),
    ...leads(1, 'alpha'),
    ...leads(2, 'beta'),
    { source: 'only duplicates' },
    { source: 'outside', verdict: LEAD, inside: false },
  ]);

  test('every source of a judged or duplicate row, and of the cost file; by leads, by folded name, (none) last', () => {
    const costs = costsOf([
      sourceCosts('Ghost', { spend: amounts('1') }),
      sourceCosts('ALPHA', { spend: amounts('1') }),
    ]);
    expect(summaryOf(tally, { costs }).sources.map(({ source, leads: count }) => [source, count])).toEqual([
      ['beta', 2],
      ['ALPHA', 1],
      ['zeta', 1],
      ['Ghost', 0],
      ['only duplicates', 0],
      ['outside', 0],
      ['(none)', 5],
    ]);
  });

  test('a source shows as the cost file spells it, else as its rows do', () => {
    const rows = tallyOf([
      { source: 'linkedin', shown: 'LinkedIn', verdict: LEAD },
      { source: 'meta', shown: 'Meta', verdict: LEAD },
    ]);
    const costs = costsOf([sourceCosts('LINKEDIN', { spend: amounts('1') })]);
    expect(summaryOf(rows, { costs }).sources.map(({ source }) => source)).toEqual(['LINKEDIN', 'Meta']);
  });

  test('all the cost file’s spellings of a source meet in one row', () => {
    const rows = tallyOf([...leads(2, 'acme list'), ...leads(1, 'purchased-acme'), ...leads(4, 'other')]);
    const acme = sourceCosts('purchased-acme', {
      spellings: ['purchased-acme', 'acme', 'acme list'],
      perLead: amounts('0.5'),
    });
    const summary = summaryOf(rows, { costs: costsOf([acme]) });
    expect(summary.sources).toMatchObject([
      { source: 'other', leads: 4, spend: null },
      { source: 'purchased-acme', leads: 3, spend: 1.5 },
    ]);
  });

  test('what leads without a source cost may be said under (none)', () => {
    const costs = costsOf([sourceCosts('(None)', { spend: amounts('10') })]);
    const summary = summaryOf(tallyOf([...leads(4, ''), ...leads(1, 'a')]), { costs });
    expect(summary.sources).toMatchObject([
      { source: 'a', spend: null },
      { source: '(none)', leads: 4, spend: 10, cpl: 2.5 },
    ]);
  });
});

describe('spend and leads that do not meet', () => {
  const costs = costsOf([
    sourceCosts('zombie', { spend: amounts('10') }),
    sourceCosts('free', { spend: amounts('0') }),
    sourceCosts('ghost', { spend: amounts('5.5') }),
    sourceCosts('paid', { spend: amounts('20') }),
  ]);
  const tally = tallyOf([
    ...leads(2, 'paid', SQL),
    ...leads(1, 'web', SQL),
    ...leads(3, 'direct'),
    { source: 'ghost' },
  ]);
  const summary = summaryOf(tally, { costs });

  test('spend without leads stays in its row and is named in the cost file’s order', () => {
    expect(summary.sources.find(({ source }) => source === 'ghost')).toMatchObject({
      leads: 0,
      duplicates: 1,
      spend: 5.5,
      cpl: null,
      cpsql: null,
      mql_rate: null,
    });
    expect(summary.spend_without_leads).toEqual(['zombie', 'ghost']);
  });

  test('a source that was free is not named, but has a row with spend 0', () => {
    expect(summary.sources.find(({ source }) => source === 'free')).toMatchObject({
      spend: 0,
      cpl: null,
      roi: null,
    });
  });

  test('leads without spend have it unknown, and are named in the rows’ order', () => {
    expect(summary.sources.find(({ source }) => source === 'direct')).toMatchObject({
      leads: 3,
      spend: null,
      cpl: null,
    });
    expect(summary.leads_without_spend).toEqual(['direct', 'web']);
  });

  test('total is over everything, costed over the sources with a cost input', () => {
    expect(summary.total).toMatchObject({ leads: 6, sql: 3, spend: 35.5, cpl: 5.92, cpsql: 11.83 });
    expect(summary.costed).toMatchObject({ leads: 2, duplicates: 1, sql: 2, spend: 35.5, cpsql: 17.75 });
  });
});

describe('shared costs', () => {
  const shared = (allocate: 'by_leads' | 'evenly') =>
    [{ what: 'SDR', spend: { amount: '100', rate: '1' }, allocate }] as const;
  const costs = costsOf([
    sourceCosts('a', { spend: amounts('0') }),
    sourceCosts('b', { spend: amounts('10') }),
  ]);

  test('by leads without duplicates, which leaves sources without a cost input out', () => {
    const tally = tallyOf([
      ...leads(3, 'a'),
      ...leads(1, 'b'),
      { source: 'b' },
      { source: 'b' },
      ...leads(9, 'web'),
    ]);
    const summary = summaryOf(tally, { costs: { ...costs, shared: shared('by_leads') } });
    expect(summary.sources.map(({ source, spend }) => [source, spend])).toEqual([
      ['web', null],
      ['a', 75],
      ['b', 35],
    ]);
    expect(summary.reconciliation).toEqual({ input: 110, allocated: 110, unallocated: 0 });
  });

  test('what cannot be allocated is in the total and not in costed', () => {
    const summary = summaryOf(tallyOf(leads(2, 'web', SQL)), {
      costs: { ...costs, shared: shared('by_leads') },
    });
    expect(summary.reconciliation).toEqual({ input: 110, allocated: 10, unallocated: 100 });
    expect(summary.total).toMatchObject({ spend: 110, cpsql: 55 });
    expect(summary.costed).toMatchObject({ leads: 0, spend: 10, cpsql: null });
  });

  test('a share of it counts as spend without leads', () => {
    const summary = summaryOf(tallyOf(leads(1, 'b')), { costs: { ...costs, shared: shared('evenly') } });
    expect(summary.spend_without_leads).toEqual(['a']);
  });
});

describe('per lead', () => {
  const costs = costsOf([sourceCosts('acme', { perLead: amounts('0.45') })]);

  test('is charged for duplicates and suppressed leads, not for rows outside the period', () => {
    const tally = tallyOf([
      ...leads(2, 'acme'),
      ...leads(1, 'acme', OUT),
      { source: 'acme' },
      { source: 'acme', verdict: LEAD, inside: false },
      { source: 'acme', inside: false },
    ]);
    const summary = summaryOf(tally, { costs });
    expect(summary.sources).toMatchObject([
      { leads: 3, duplicates: 1, suppressed: 1, outside_period: 2, spend: 1.8, cpl: 0.6 },
    ]);
    expect(summary.rows).toEqual({ read: 6, judged: 4, duplicates: 2, empty: 0, rejected: 0 });
  });

  test('may leave a negative net, which is refused', () => {
    const source = sourceCosts('acme', { perLead: amounts('1'), credit: amounts('10') });
    expect(() => summaryOf(tallyOf(leads(2, 'acme')), { costs: costsOf([source]) })).toThrow(CannotRun);
  });
});

test('without costs spend, ratios and currency are null and every source with leads is without spend', () => {
  const summary = summaryOf(tallyOf(leads(2, 'web', SQL), { rejected: 1 }));
  const unknown = { spend: null, cpl: null, cpmql: null, cpsql: null, cpsql_at_best: null, roi: null };
  expect(summary).toMatchObject({
    currency: null,
    sources: [{ source: 'web', sql: 2, sql_rate: 1, ...unknown }],
    total: { leads: 2, ...unknown },
    costed: { leads: 0, sql_rate: null, ...unknown },
    reconciliation: { input: 0, allocated: 0, unallocated: 0 },
    spend_without_leads: [],
    leads_without_spend: ['web'],
    rows: { read: 3, judged: 2, duplicates: 0, empty: 0, rejected: 1 },
  });
});

test('no lead at all gives zeros and nulls, and no warnings', () => {
  const summary = summaryOf(tallyOf([]));
  expect(summary).toMatchObject({ sources: [], total: { leads: 0, mql_rate: null }, warnings: [] });
  expect(summary.scores).toBeUndefined();
});

describe('grouped by another field', () => {
  const rows = [
    { source: 'a', group: 'pl', verdict: SQL },
    { source: 'b', group: '', verdict: LEAD },
    { source: 'a', group: 'fr', verdict: LEAD },
  ];
  const costs = costsOf([sourceCosts('a', { spend: amounts('30') })], {
    value: { closeRate: '1', deal: '1' },
  });

  test('rows have no spend; totals and the reconciliation stay', () => {
    const summary = summaryOf(tallyOf(rows, { grouped: true }), { costs, by: 'country' });
    expect(summary.by).toBe('country');
    expect(
      summary.sources.map(({ source, leads: count, spend, cpl, roi }) => [source, count, spend, cpl, roi]),
    ).toEqual([
      ['fr', 1, null, null, null],
      ['pl', 1, null, null, null],
      ['(none)', 1, null, null, null],
    ]);
    expect(summary.costed).toMatchObject({ spend: 30, cpl: 15, roi: -0.9667 });
    expect(summary.leads_without_spend).toEqual(['b']);
  });

  test('by source is the ordinary summary', () => {
    const summary = summaryOf(tallyOf(rows), { costs, by: 'source' });
    expect(summary.by).toBeUndefined();
    expect(summary.sources).toMatchObject([
      { source: 'a', spend: 30 },
      { source: 'b', spend: null },
    ]);
  });

  test('needs a tally that is grouped', () => {
    expect(() => summaryOf(tallyOf(rows), { by: 'country' })).toThrow(Defect);
  });
});

test('a tally whose sources do not hold all its rows is a defect', () => {
  expect(() => summaryOf({ ...tallyOf(leads(2, 'a')), judged: 3 })).toThrow(
    '3 judged rows and 0 duplicates are 2 rows of sources',
  );
});

test('the head is the rulebook, the day and the lists', () => {
  const lists = [
    {
      name: 'a.csv',
      rows: 0,
      rejected: 0,
      empty: 0,
      encoding: 'utf-8',
      delimiter: ';',
      repairs: 0,
      fields: [],
      doubts: [],
    },
  ];
  expect(summaryOf(tallyOf([]), { lists })).toMatchObject({
    rulebook: { name: 'sample', version: 3, sha256: 'abc' },
    as_of: '2026-11-01',
    lists,
  });
});
