import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateCosts } from '../../../src/costs/allocate.ts';
import { parseCosts } from '../../../src/costs/reading/load-costs.ts';
import type { Locale } from '../../../src/model/lead.ts';
import { SOURCE_FIELD } from '../samples.ts';

function parse(text: string, locale?: Locale) {
  return parseCosts([{ path: 'costs.csv', text, locale }], { sourceField: SOURCE_FIELD });
}

function costsIn(text: string, locale?: Locale) {
  const { value, diagnostics } = parse(text, locale);
  expect(diagnostics).toEqual([]);
  return value;
}

/** All that is said of a text, a line each. */
function faults(text: string, locale?: Locale): string {
  const { value, diagnostics } = parse(text, locale);
  expect(value === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  return diagnostics
    .map(({ severity, code, message, fix, place }) => {
      const excerpt = place?.sourceLine.slice(place.column - 1, place.column - 1 + place.length);
      return `${place?.line}:${place?.column} «${excerpt}» ${severity}[${code}] ${message} → ${fix}`;
    })
    .join('\n');
}

/** Name, spend, per lead and credit of each source. */
function amountsIn(text: string, locale?: Locale) {
  return costsIn(text, locale)?.sources.map(({ name, spend, perLead, credit }) => [
    name,
    ...[spend, perLead, credit].map(lines => lines.map(({ amount }) => amount).join(' + ')),
  ]);
}

test('only a source and an amount are needed', () => {
  expect(amountsIn('source,amount\nlinkedin,12000\nwebinar,"3,000.50"\n')).toEqual([
    ['LinkedIn', '12000', '', ''],
    ['webinar', '3000.50', '', ''],
  ]);
  expect(costsIn('source,amount\na,1')).not.toHaveProperty('currency');
});

test.each(['Campaign', 'campaign name', 'BUDGET NAME', 'Channel', ' source ', 'Sóurce'])(
  'a source is found under %s',
  header => {
    expect(amountsIn(`${header},Cost\na,1`)).toEqual([['a', '1', '', '']]);
  },
);

test.each(['Amount', 'cost', 'Spend', 'Total Spent', 'Billed cost', 'Montant', 'KOSZT', 'billed_cost'])(
  'an amount is found under %s',
  header => {
    expect(amountsIn(`id,source,${header}\n7,a,1`)).toEqual([['a', '1', '', '']]);
  },
);

test('amounts are in the locale that reads them all, or that of the command', () => {
  expect(amountsIn('source;koszt\na;1 234,50 zł\nb;"2.000"\n')).toEqual([
    ['a', '1234.50', '', ''],
    ['b', '2000', '', ''],
  ]);
});

test('several lines for one source add up, under the first name and all its spellings', () => {
  const costs = costsIn(
    'source,amount,kind\nLI,1,\nlinkedin.com,2,spend\nLinkedIn,0.45,Per lead\nli,0.5,credit\n',
  );
  expect(costs?.sources).toMatchObject([
    {
      name: 'LinkedIn',
      spellings: ['li', 'linkedin', 'linkedin.com'],
      spend: [{ amount: '1' }, { amount: '2' }],
      perLead: [{ amount: '0.45' }],
      credit: [{ amount: '0.5' }],
    },
  ]);
});

test('shared costs say how they are allocated, and need no source', () => {
  const header = 'source,amount,kind,what,allocate,currency\n';
  expect(
    costsIn(`${header}a,1,,,,eur\n,9000,shared,SDR,by leads,EUR\nb,1,shared,,by_spend,\n,1,SHARED,,Evenly,`),
  ).toMatchObject({
    currency: 'EUR',
    sources: [{ name: 'a' }],
    shared: [
      { what: 'SDR', spend: { amount: '9000', rate: '1' }, allocate: 'by_leads' },
      { what: 'b', allocate: 'by_spend' },
      { what: 'shared costs', allocate: 'evenly' },
    ],
  });
});

test('a cell guarded against formulas is read without its guard', () => {
  expect(amountsIn("source,amount\n'@acme,1")).toEqual([['@acme', '1', '', '']]);
});

test('an amount has its place', () => {
  const [source] = costsIn('what,source,amount\n"x, y",a,12.50\n')?.sources ?? [];
  expect(source?.spend[0]?.place).toEqual({
    file: 'costs.csv',
    line: 2,
    column: 10,
    length: 5,
    sourceLine: '"x, y",a,12.50',
  });
});

describe('a report as a platform exports it', () => {
  test('may have lines before its header and totals at its end, which is said', () => {
    const report =
      'Campaign performance report\n"October 1, 2026 - October 31, 2026"\n\nCampaign,Clicks,Cost\nBrand,3,10.10\nGeneric,4,20.20\nTotal: Campaigns,7,30.30\n,7,30.31\n';
    const { value } = parse(report);
    expect(value?.sources.map(({ name, place }) => [name, place?.line])).toEqual([
      ['Brand', 5],
      ['Generic', 6],
    ]);
    expect(faults(report)).toMatchInlineSnapshot(`
      "4:1 «Campaign,Clicks,Cost» warning[cost-preamble] the 2 lines before the header are skipped → nothing, if they are no costs
      7:1 «Total: Campaigns» warning[cost-total-row] \`Total: Campaigns\` is left out: it is a total → nothing; a total is no cost
      8:4 «30.31» warning[cost-total-row] the line without a source is left out: it is a total → nothing; a total is no cost"
    `);
  });

  test('may have several columns that would do: the nearest to a source is read, which is said', () => {
    const { value } = parse('Campaign,Source,Amount,Cost\nx,linkedin,1,2');
    expect(value?.sources).toMatchObject([{ name: 'LinkedIn', spend: [{ amount: '1' }] }]);
    expect(faults('Campaign,Source,Amount,Cost\nx,linkedin,1,2')).toMatchInlineSnapshot(`
      "1:1 «Campaign,Source,Amount,Cost» warning[cost-column] the column \`Source\` is read, not \`Campaign\` → name the column that is meant with --cost-column
      1:1 «Campaign,Source,Amount,Cost» warning[cost-column] the column \`Amount\` is read, not \`Cost\` → name the column that is meant with --cost-column"
    `);
  });
});

describe('faults', () => {
  test('of lines, all at once', () => {
    expect(
      faults(`source,amount,kind,allocate,currency
a,-1,,,
b,NaN,,,
c,,,,
d,"1 234,5",,,
e,1,spent,,
f,1,shared,by_lead,
g,1,shared,,
,1,,,
n/a,1,,,
h,1,,,EUR
i,1,,,USD
j,1,,,USD
k,1,,,EURO
l,5,credit,,
`),
    ).toMatchInlineSnapshot(`
      "2:3 «-1» error[cost-negative] \`-1\` is negative → amounts are zero or more; what came back is a \`credit\`, without a sign
      3:3 «NaN» warning[cost-no-amount] 2 lines without an amount are left out: \`b\`, \`c\` → write 0 where something was free
      5:3 «"1 234,5"» error[cost-currency] the line names no currency, and the file has EUR and USD → name the currency of every line
      6:5 «spent» error[unknown-value] \`spent\` is not a kind of cost → did you mean \`spend\`?
      7:12 «by_lead» error[unknown-value] \`by_lead\` is not a way to allocate → did you mean \`by_leads\`?
      8:12 «» error[missing-key] a shared cost must say how it is allocated → write \`by_leads\`, \`by_mql\`, \`by_sql\`, \`by_spend\`, \`evenly\` in the column \`allocate\`
      9:1 «» error[cost-source] a source has no name → name the source; what leads without a source cost goes under \`(none)\`
      10:1 «n/a» error[cost-source] \`n/a\` says that there is no source → name the source; what leads without a source cost goes under \`(none)\`
      12:7 «USD» error[cost-currency] \`USD\` stands next to \`EUR\` (costs.csv, line 11), and there is no rate: they cannot be added up → add a YAML cost file with \`currency: EUR\` and \`rates: { USD: … }\`: what 1 USD is in EUR"
    `);
  });

  test('of columns', () => {
    expect(faults('sorce,amont\na,-1')).toMatchInlineSnapshot(`
      "1:1 «sorce,amont» error[cost-column] no column names the source → say which one does: --cost-column source=sorce; or name it \`source\`, \`channel\`, \`campaign\`
      1:1 «sorce,amont» error[cost-column] no column holds the amount → say which one does: --cost-column amount=amont; or name it \`amount\`, \`cost\`, \`spend\`"
    `);
    expect(faults('source;clicks\na;1')).toMatchInlineSnapshot(
      `"1:1 «source;clicks» error[cost-column] no column holds the amount → say which one does: --cost-column amount=HEADER; or name it \`amount\`, \`cost\`, \`spend\`"`,
    );
  });

  test('of the whole file', () => {
    expect(faults('')).toMatchInlineSnapshot(
      `"undefined:undefined «undefined» error[empty-file] costs.csv is empty → write a header and rows"`,
    );
    expect(faults('source,amount\n')).toMatchInlineSnapshot(
      `"1:1 «source,amount» warning[cost-empty] there are no costs under the header → "`,
    );
  });
});

test('what lines add up to is what is allocated', () => {
  const line = fc.tuple(fc.constantFrom('LinkedIn', 'li', 'web'), fc.nat(100_000), fc.nat(99));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), lines => {
      const text = lines
        .map(([source, units, cents]) => `${source},${units}.${String(cents).padStart(2, '0')}`)
        .join('\n');
      const costs = costsIn(`source,amount\n${text}\n`);
      if (costs === undefined) return false;
      return (
        allocateCosts(costs, []).input ===
        lines.reduce((sum, [, units, cents]) => sum + units * 100 + cents, 0)
      );
    }),
  );
});
