import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateCosts } from '../../../src/costs/allocate.ts';
import type { PreferredCostColumn } from '../../../src/costs/reading/csv-columns.ts';
import { parseCosts } from '../../../src/costs/reading/load-costs.ts';
import type { CostInputs, Period } from '../../../src/model/costs.ts';
import { SOURCE_FIELD } from '../samples.ts';

interface Given {
  readonly source?: string;
  readonly locale?: 'en' | 'fr' | 'en-GB';
  readonly period?: Period;
  readonly columns?: readonly PreferredCostColumn[];
}

function parse(texts: Readonly<Record<string, string>>, { source, locale, ...options }: Given = {}) {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text, source, locale }));
  return parseCosts(files, { sourceField: SOURCE_FIELD, ...options });
}

/** What a run with these files spends, in cents; the sources in their order. */
function spendOf(costs: CostInputs | undefined) {
  if (costs === undefined) return 'refused';
  const { spend, input } = allocateCosts(costs, []);
  return { input, sources: costs.sources.map(({ name }, index) => [name, spend[index]]) };
}

const codesOf = ({ diagnostics }: ReturnType<typeof parse>) => diagnostics.map(({ code }) => code);
const spent = (text: string, given?: Given) => spendOf(parse({ 'c.csv': text }, given).value);

describe('a total is never a source', () => {
  test.each([
    'Total',
    'TOTAL TTC',
    'Gesamt',
    'Summe:',
    'Razem',
    'Łącznie',
    'Ogółem',
    'Sous-total',
    'Total: Account',
    'Total : compte',
    'Suma: Kampanie',
    'Totale',
    'Celkem',
    'Итого',
    'Meta Total',
    'Results from 2 campaigns',
  ])('%s', name => {
    const first = `source;amount\n${name};300\na;100\nb;200\n`;
    const last = `source;amount\na;100\nb;200\n${name};300\n`;
    const sources = [
      ['a', 10_000],
      ['b', 20_000],
    ];
    expect(spent(first)).toEqual({ input: 30_000, sources });
    expect(spent(last)).toEqual({ input: 30_000, sources });
  });

  test('in the first cell, with a name of nothing, and by type', () => {
    const { value, diagnostics } = parse({
      'g.csv':
        'Status,Campaign,Type,Cost\nEnabled,a,Search,10.50\nPaused,b,Display,20.00\nEnabled,c,Search,5.25\n' +
        'Total: Search, --, --,15.75\nTotal: Display, --, --,20.00\nTotal: Account, --, --,35.75\n',
    });
    expect(spendOf(value)).toMatchObject({ input: 3575 });
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'cost-total-row',
      'cost-total-row',
      'cost-total-row',
    ]);
  });

  test('that is the sum of nothing is said with both figures', () => {
    const found = parse({ 'c.csv': 'source;montant\na;100,00\nb;200,00\nTotal TTC;360,00\n' });
    expect(spendOf(found.value)).toMatchObject({ input: 30_000 });
    expect(found.diagnostics[0]?.message).toBe(
      '`Total TTC` says 360.00, but the lines add up to 300.00: the lines are read, the total is not',
    );
    expect(found.value?.notes).toEqual([expect.stringContaining('c.csv:4: `Total TTC`')]);
  });

  test('but a name that only begins like one is', () => {
    expect(spent('source,amount\na,1\nTotally free,2\nSummit,3')).toMatchObject({ input: 600 });
  });

  test('and a line without a source that is the sum of nothing is an error', () => {
    expect(codesOf(parse({ 'c.csv': 'source,amount\na,1.50\n,7.20\nb,2.25' }))).toContain('cost-source');
  });
});

describe('one currency or a rate', () => {
  const eur = 'currency: EUR\nrates: { PLN: 0.25, CHF: 1.05 }\n';

  test.each([
    ['Source;Montant\na;10,00 €\nb;40,00 zł', 2000],
    ['source,Cost (CHF)\na,100.00', 10_500],
    ['Kanał;Kwota netto (PLN)\na;400,00', 10_000],
    ['source,amount,Currency code\na,1.50,EUR\nb,4.00,PLN', 250],
    ['source,amount\na,CHF 10.00\nb,1.50 EUR', 1200],
    ["source,amount\na,CHF 1'000.00\n", 105_000],
  ])('%j comes to %d cents', (text, cents) => {
    expect(spendOf(parse({ 'c.csv': text, 'rates.yaml': eur }).value)).toMatchObject({ input: cents });
  });

  test.each([
    'Source;Montant\na;10,00 €\nb;$900',
    'source,amount,waluta\na,1.50,EUR\nb,4.00,PLN',
    'source,amount,currency\na,£1.50,EUR',
    'source,Spend (EUR),currency\na,1.50,USD',
    'source,amount\na,10.50 kr',
  ])('%j is refused', text => {
    const found = parse({ 'c.csv': text });
    expect(found.value).toBeUndefined();
    expect(codesOf(found)).toContain('cost-currency');
  });

  test('over two files, with both places; a file without one takes that of the others, which is said', () => {
    const two = parse({ 'a.csv': 'source,Cost (EUR)\na,1.50', 'b.csv': 'source,Cost (USD)\nb,1.50' });
    expect(two.diagnostics.map(({ message, place }) => `${place?.file}: ${message}`)).toEqual([
      'b.csv: `USD` stands next to `EUR` (a.csv, line 1), and there is no rate: they cannot be added up',
    ]);
    const one = parse({ 'a.csv': 'source,Cost (EUR)\na,1.50', 'b.csv': 'source,Cost\nb,1.50' });
    expect(spendOf(one.value)).toMatchObject({ input: 300 });
    expect(codesOf(one)).toEqual(['cost-currency']);
  });

  test('a sign stands for its code in YAML', () => {
    const { value } = parse({
      'c.yaml': `currency: €\nrates: { zł: 0.25 }\nsources: { a: { spend: 4, currency: zł } }`,
    });
    expect([value?.currency, spendOf(value)]).toEqual(['EUR', { input: 100, sources: [['a', 100]] }]);
  });
});

describe('the locale is the one that reads all amounts', () => {
  test('whatever the amounts beside', () => {
    expect(spent('source;amount\na;1.500\nb;2,50')).toMatchObject({ input: 150_250 });
    expect(spent('source;amount\na;1,500\nb;2.50')).toMatchObject({ input: 150_250 });
    expect(spent('source;amount\na;1500\nb;2')).toMatchObject({ input: 150_200 });
  });

  test('is asked for where two do and differ', () => {
    const found = parse({ 'c.csv': 'source;amount\na;1.500\nb;2' });
    expect(found.diagnostics.map(({ code, fix }) => `${code}: ${fix}`)).toEqual([
      'cost-locale: it is 1.5 with --locale c.csv=en, and 1500 with --locale c.csv=fr',
    ]);
    expect(spent('source;amount\na;1.500\nb;2', { locale: 'en' })).toMatchObject({ input: 350 });
    expect(spent('source;amount\na;1.500\nb;2', { locale: 'fr' })).toMatchObject({ input: 150_200 });
  });
});

describe('columns', () => {
  test('without tax before those with it, which is said', () => {
    const found = parse({ 'c.csv': 'Canal;Montant TTC;Montant HT\na;120,00;100,00' });
    expect(spendOf(found.value)).toMatchObject({ input: 10_000 });
    expect(found.diagnostics[0]?.message).toBe('the column `Montant HT` is read, not `Montant TTC`');
    expect(parse({ 'c.csv': 'Kanał;Koszt brutto\na;123,00' }).diagnostics[0]?.message).toContain('with tax');
  });

  test('may be named by the command', () => {
    const columns = [
      { column: 'amount', header: 'Paid' },
      { column: 'source', header: 'Where' },
    ] as const;
    expect(spent('Where,Paid,Cost\na,1.50,9.90', { columns })).toEqual({ input: 150, sources: [['a', 150]] });
    expect(codesOf(parse({ 'c.csv': 'source,cost\na,1.50' }, { columns }))).toEqual([
      'cost-column',
      'cost-column',
    ]);
  });

  test('need not name the source where the command does', () => {
    const text = 'Date;Objet;Montant HT\n02/10/2026;Stand;100,50\n03/10/2026;Flyers;20,00\n;Total;120,50\n';
    expect(spent(text, { source: 'Salon' })).toEqual({ input: 12_050, sources: [['Salon', 12_050]] });
  });
});

describe('the period', () => {
  const period = { from: 20_727, to: 20_757, field: 'created' };

  test('leaves dated lines out and counts them', () => {
    const text = 'source,date,amount\na,2026-10-01,1.50\na,2026-11-01,2.50\na,,4.00\n';
    const found = parse({ 'c.csv': text }, { period });
    expect(spendOf(found.value)).toMatchObject({ input: 550 });
    expect(found.value?.files[0]?.outsidePeriod).toBe(1);
    expect(codesOf(found)).toEqual(['cost-period', 'cost-period']);
  });

  test('asks for the order of dates where it depends on it', () => {
    const text = 'source,date,amount\na,10/11/2026,1.50\nb,11/10/2026,2.50\n';
    expect(codesOf(parse({ 'c.csv': text }, { period }))).toContain('cost-locale');
    expect(spent(text, { period, locale: 'en' })).toMatchObject({ input: 150 });
    expect(spent(text, { period, locale: 'en-GB' })).toMatchObject({ input: 250 });
  });
});

test('whatever the files, what their lines say is what is allocated', () => {
  const cents = fc.integer({ min: 0, max: 10_000_000 });
  const line = fc.tuple(fc.constantFrom('LinkedIn', 'li', 'web', 'fair'), cents);
  const file = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    french: fc.boolean(),
    withTotal: fc.boolean(),
  });
  const shared = fc.array(
    fc.tuple(cents, fc.constantFrom('by_leads', 'by_sql', 'by_mql', 'by_spend', 'evenly')),
  );
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 4 }), shared, fc.nat(9), (files, costs, sql) => {
      const write = (amount: number, french: boolean) =>
        (amount / 100).toFixed(2).replace('.', french ? ',' : '.');
      const texts = files.map(({ lines, french, withTotal }) => {
        const sum = lines.reduce((total, [, amount]) => total + amount, 0);
        const all = withTotal ? [...lines, ['Razem', sum] as const] : lines;
        return ['source;amount', ...all.map(([name, amount]) => `${name};${write(amount, french)}`)].join(
          '\n',
        );
      });
      const yaml = JSON.stringify({
        currency: 'EUR',
        sources: { other: { spend: 1, billed: 'judged', per_lead: 2 } },
        shared: costs.map(([amount, allocate]) => ({ spend: write(amount, false), allocate })),
      });
      const { value } = parse({
        ...Object.fromEntries(texts.map((text, at) => [`${at}.csv`, text])),
        'c.yaml': yaml,
      });
      if (value === undefined) return false;
      const activity = value.sources.map(() => ({ leads: 2, charged: 3, mql: sql, sql }));
      const { input, allocated, unallocated, spend } = allocateCosts(value, activity);
      const written = [
        ...files.flatMap(({ lines }) => lines.map(([, amount]) => amount)),
        ...costs.map(([amount]) => amount),
      ];
      expect(input).toBe(written.reduce((sum, amount) => sum + amount, 100 + 600));
      expect(allocated + unallocated).toBe(input);
      return spend.reduce((sum, amount) => sum + amount, 0) === allocated;
    }),
    { numRuns: 200 },
  );
});
