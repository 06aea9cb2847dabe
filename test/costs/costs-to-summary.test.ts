import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCosts } from '../../src/costs/reading/load-costs.ts';
import type { CostInputs } from '../../src/model/costs.ts';
import { leads, SOURCE_FIELD, summaryOf, tallyOf, verdictOf } from './samples.ts';

function costsIn(text: string, file = 'costs.yaml'): CostInputs {
  const { value, diagnostics } = parseCosts([{ path: file, text }], { sourceField: SOURCE_FIELD });
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join());
  return value;
}

const spendBySource = (costs: CostInputs, rows: Parameters<typeof tallyOf>[0]) =>
  summaryOf(tallyOf(rows), { costs }).sources.map(({ source, leads: count, spend }) => [
    source,
    count,
    spend,
  ]);

test('costs and leads under different spellings of one source meet', () => {
  // Rows carry the target of the field’s aliases; the cost file names the source by one of its aliases.
  const rows = [...leads(2, 'linkedin'), ...leads(1, 'list of acme')];
  const yaml = costsIn(
    'currency: EUR\nsources: { LI: { spend: 10 }, acme: { spend: 5, aliases: [LIST OF ACME] } }',
  );
  expect(spendBySource(yaml, rows)).toEqual([
    ['LinkedIn', 2, 10],
    ['acme', 1, 5],
  ]);
  const csv = costsIn('campaign,cost\nlinkedin.com,10\nLI,5\nLinkedIn,1.0050', 'costs.csv');
  expect(spendBySource(csv, leads(2, 'linkedin'))).toEqual([['LinkedIn', 2, 16.01]]);
});

test('the page’s own example, reckoned by hand', () => {
  const costs = costsIn(`currency: EUR
rates: { USD: 0.92, PLN: 0.23 }
sources:
  linkedin:       { spend: 12000 }
  purchased-acme: { spend: 500, per_lead: 0.45, credit: 120, aliases: [acme, ACME list] }
  webinar:        { spend: 3000, currency: USD }
shared:
  - { what: SDR salaries, spend: 9000, allocate: by_leads }
value: { close_rate: 0.2, deal: 4000 }
`);
  const tally = tallyOf([
    ...leads(6, 'linkedin', verdictOf('SQL')),
    ...leads(1, 'acme list', verdictOf('SQL')),
    ...leads(2, 'purchased-acme'),
    { source: 'acme' },
  ]);
  const summary = summaryOf(tally, { costs });
  // 12000 + 9000 × 6/9; 500 + 4 × 0.45 − 120 + 9000 × 3/9; 3000 × 0.92
  expect(summary.sources).toMatchObject([
    { source: 'LinkedIn', spend: 18_000, cpl: 3000, cpsql: 3000, roi: -0.7333 },
    {
      source: 'purchased-acme',
      leads: 3,
      duplicates: 1,
      spend: 3381.8,
      cpl: 1127.27,
      cpsql: 3381.8,
      roi: -0.7634,
    },
    { source: 'webinar', leads: 0, spend: 2760, cpl: null, roi: -1 },
  ]);
  expect(summary.total).toMatchObject({ spend: 24_141.8, cpl: 2682.42, cpsql: 3448.83 });
  expect(summary.reconciliation).toEqual({ input: 24_141.8, allocated: 24_141.8, unallocated: 0 });
  expect(summary.spend_without_leads).toEqual(['webinar']);
  expect(summary.currency).toBe('EUR');
});

test('whatever the rows and costs, sources add up to the totals to the cent', () => {
  const source = fc.constantFrom('a', 'b', 'c', 'd', '');
  const stage = fc.constantFrom('SQL', 'hot', 'MQL', 'disqualified', 'lead');
  const row = fc.record({ source, stage: fc.option(stage), inside: fc.boolean() });
  const cents = fc.nat(10_000_000).map(amount => (amount / 100).toFixed(2));
  const allocate = fc.constantFrom('by_leads', 'by_spend', 'evenly');
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 60 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'x'), fc.record({ spend: cents, per_lead: cents })),
      fc.array(fc.record({ spend: cents, allocate }), { maxLength: 3 }),
      (rows, sources, shared) => {
        const costs = costsIn(JSON.stringify({ currency: 'EUR', sources, shared }));
        const judged = rows.map(({ stage: found, ...rest }) => ({
          ...rest,
          ...(found === null ? {} : { verdict: verdictOf(found as 'SQL') }),
        }));
        const summary = summaryOf(tallyOf(judged), { costs });
        const { reconciliation, total, costed } = summary;
        const inCents = (amount: number | null) => Math.round((amount ?? 0) * 100);
        const sum = (figure: (one: (typeof summary.sources)[number]) => number) =>
          summary.sources.reduce((all, one) => all + figure(one), 0);
        expect(sum(one => inCents(one.spend))).toBe(inCents(reconciliation.allocated));
        expect(inCents(reconciliation.allocated) + inCents(reconciliation.unallocated)).toBe(
          inCents(total.spend),
        );
        expect(costed.spend).toBe(reconciliation.allocated);
        expect(sum(one => one.leads + one.duplicates + one.outside_period)).toBe(rows.length);
        expect(sum(one => one.sql)).toBe(total.sql);
        for (const { stages, leads: count } of summary.sources) {
          expect(Object.values(stages).reduce((all, one) => all + one, 0)).toBe(count);
        }
      },
    ),
  );
});
