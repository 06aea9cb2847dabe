import { describe, expect, test } from 'vitest';
import { parseCosts } from '../../../src/costs/reading/load-costs.ts';
import type { TextField } from '../../../src/model/rulebook.ts';
import { SOURCE_FIELD } from '../samples.ts';

function parse(text: string, sourceField: TextField = SOURCE_FIELD) {
  return parseCosts([{ path: 'costs.yaml', text }], { sourceField });
}

function costsIn(text: string) {
  const { value, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return value;
}

/** All that is said of a text, a line each. */
function faults(text: string, sourceField?: TextField): string {
  const { value, diagnostics } = parse(text, sourceField);
  expect(value === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  return diagnostics
    .map(
      ({ severity, code, message, fix, place }) =>
        `${place?.line}:${place?.column} ${severity}[${code}] ${message} → ${fix}`,
    )
    .join('\n');
}

test('the page’s own example', () => {
  const costs = costsIn(`currency: EUR
period: { from: 2026-10-01, to: 2026-10-31 }     # optional
rates: { USD: 0.92, PLN: 0.23 }                  # one unit of each, in \`currency\`; needed for each other currency
sources:
  linkedin:       { spend: 12000 }
  purchased-acme: { spend: 500, per_lead: 0.45, credit: 120, aliases: [acme, ACME list] }
  webinar:        { spend: 3000, currency: USD }
shared:
  - { what: SDR salaries, spend: 9000, allocate: by_leads }      # by_leads | by_spend | evenly
value: { close_rate: 0.2, deal: 4000 }           # optional: gives the expected return, and ROI, by source
`);
  expect(costs).toMatchObject({
    files: [{ file: 'costs.yaml' }],
    currency: 'EUR',
    period: { from: 20_727, to: 20_757, field: 'created' },
    sources: [
      {
        name: 'LinkedIn',
        spellings: ['linkedin'],
        spend: [{ amount: '12000', rate: '1' }],
        perLead: [],
        credit: [],
      },
      {
        name: 'purchased-acme',
        spellings: ['purchased-acme', 'acme', 'acme list'],
        spend: [{ amount: '500' }],
        perLead: [{ amount: '0.45', rate: '1' }],
        credit: [{ amount: '120' }],
      },
      {
        name: 'webinar',
        spend: [{ amount: '3000', rate: '0.92', place: { line: 7, column: 28, length: 4 } }],
      },
    ],
    shared: [{ what: 'SDR salaries', spend: { amount: '9000', rate: '1' }, allocate: 'by_leads' }],
    value: { closeRate: '0.2', deal: '4000' },
  });
});

describe('what may be left out or written otherwise', () => {
  test('shared costs alone, without a name', () => {
    expect(costsIn('currency: eur\nshared: [{ spend: 1, allocate: evenly }]')).toEqual({
      files: [{ file: 'costs.yaml' }],
      notes: [],
      currency: 'EUR',
      sources: [],
      shared: [{ what: 'shared costs', spend: expect.objectContaining({ amount: '1' }), allocate: 'evenly' }],
    });
  });

  test('an empty mapping of sources, own keys, a shared cost in another currency', () => {
    const shared = 'shared: [{ what: a, spend: 1, currency: USD, allocate: evenly }]';
    expect(
      costsIn(`x-note: hi\ncurrency: EUR\nrates: { USD: 0.5 }\nsources: {}\n${shared}`)?.shared,
    ).toMatchObject([{ spend: { rate: '0.5' } }]);
  });

  test('a plain number in quotes', () => {
    expect(costsIn('currency: EUR\nsources: { a: { spend: "12.50" } }')?.sources).toMatchObject([
      { spend: [{ amount: '12.50' }] },
    ]);
  });
});

test('a source has the spellings that the source field’s aliases make of its own', () => {
  const costs = costsIn(
    'currency: EUR\nsources: { LI: { spend: 1, aliases: [Ads] }, "(none)": { spend: 2 } }',
  );
  expect(costs?.sources.map(({ name, spellings }) => [name, spellings])).toEqual([
    ['LinkedIn', ['li', 'linkedin', 'ads']],
    ['(none)', ['(none)']],
  ]);
});

describe('faults', () => {
  test('of keys and structure, with the nearest name', () => {
    expect(
      faults(`curency: EUR
sources:
  a: { spnd: 12, aliases: [] }
  b: 12
  c: {}
shared: [{ what: x, spend: 1, allocate: by_lead }, { what: y }]
value: { close_rate: 20%, deal: 4000 }
`),
    ).toMatchInlineSnapshot(`
      "1:1 error[unknown-key] \`curency\` is not a key of a cost file → did you mean \`currency\`?
      1:1 error[missing-key] a cost file needs the key \`currency\` → add \`currency: EUR\`, or what you pay in
      3:3 error[missing-key] \`a\` has no cost → write its \`spend\` or \`per_lead\`, \`spend: 0\` if it was free; remove it if its cost is not known
      3:8 error[unknown-key] \`spnd\` is not a key of the costs of a source → did you mean \`spend\`?
      3:27 error[empty] expected a list of spellings; this one is empty → add an entry, or remove the key
      4:6 error[wrong-type] expected the costs of a source, not the number 12 → write it as { key: value }; its keys are \`spend\`, \`per_lead\`, \`credit\`, \`currency\`, \`billed\`, \`aliases\`
      5:3 error[missing-key] \`c\` has no cost → write its \`spend\` or \`per_lead\`, \`spend: 0\` if it was free; remove it if its cost is not known
      6:41 error[unknown-value] expected a way to allocate, not \`by_lead\` → did you mean \`by_leads\`?
      6:52 error[missing-key] a shared cost needs the key \`spend\` → add \`spend: …\`
      6:52 error[missing-key] a shared cost needs the key \`allocate\` → add \`allocate: …\`
      7:22 error[cost-amount] \`20%\` is not a share from 0 to 1 → write a plain number without separators or a unit, such as 0.2 for 20 percent"
    `);
  });

  test('of amounts: negative, not a number, in a locale, too long, too large', () => {
    expect(
      faults(`currency: EUR
rates: { JPY: 1000 }
sources:
  a: { spend: -12 }
  b: { spend: .nan }
  c: { spend: 1e3 }
  d: { spend: "1 234,50" }
  e: { spend: 1234567890.123456 }
  f: { spend: 99999999999999, currency: JPY }
  g: { spend: , per_lead: -0.01, credit: [] }
shared: [{ what: x, spend: -1, allocate: evenly }]
value: { close_rate: 1.5, deal: -4 }
`),
    ).toMatchInlineSnapshot(`
      "4:15 error[cost-negative] \`-12\` is negative → amounts are zero or more; what came back is a \`credit\`, without a sign
      5:15 error[cost-amount] \`.nan\` is not an amount → write a plain number without separators or a unit, such as 1234.5
      6:15 error[cost-amount] \`1e3\` is not an amount → write a plain number without separators or a unit, such as 1234.5
      7:15 error[cost-amount] \`1 234,50\` is not an amount → write a plain number without separators or a unit, such as 1234.5
      8:15 error[cost-amount] \`1234567890.123456\` has more than 15 significant digits → write a plain number without separators or a unit, such as 1234.5
      9:15 error[cost-amount] the costs are too large to be added up to the cent → check the amounts and the rates
      10:8 error[empty] expected an amount; nothing is here → write an amount
      10:27 error[cost-negative] \`-0.01\` is negative → amounts are zero or more; what came back is a \`credit\`, without a sign
      10:42 error[wrong-type] expected an amount, not a list → write an amount
      11:28 error[cost-negative] \`-1\` is negative → amounts are zero or more; what came back is a \`credit\`, without a sign
      12:22 error[out-of-range] \`1.5\` is not a share from 0 to 1 → write 20 percent as 0.2
      12:33 error[cost-negative] \`-4\` is negative → amounts are zero or more; what came back is a \`credit\`, without a sign"
    `);
  });

  test('of a net that is negative whatever the rows', () => {
    expect(
      faults(`currency: EUR
rates: { USD: 2 }
sources:
  a: { spend: 10, credit: 10.01 }
  b: { spend: 10, credit: 10 }
  c: { credit: 1, currency: USD }
  d: { spend: 1, per_lead: 0.01, credit: 100 }
  e: { spend: -1, credit: 1 }
`),
    ).toMatchInlineSnapshot(`
      "4:27 error[cost-negative] the credits of \`a\` exceed its spend by 0.01 → a source cannot cost less than nothing: lower the credit, or correct the spend
      6:16 error[cost-negative] the credits of \`c\` exceed its spend by 2.00 → a source cannot cost less than nothing: lower the credit, or correct the spend
      8:15 error[cost-negative] \`-1\` is negative → amounts are zero or more; what came back is a \`credit\`, without a sign"
    `);
  });

  test('of currencies: unknown, without a rate, a rate that is none', () => {
    expect(
      faults(`currency: EURO
sources: { a: { spend: 1, currency: USD } }
`),
    ).toMatchInlineSnapshot(
      `"2:37 error[cost-currency] \`USD\` has no rate to EUR → add \`rates: { USD: … }\`: what 1 USD is in EUR"`,
    );
    expect(
      faults(`currency: EUR
rates: { USD: 0, UDS: 1, GBP: x }
sources:
  a: { spend: 1, credit: 1, currency: USD }
  b: { spend: 1, currency: PLN }
  c: { spend: 1, currency: DOLLARS }
shared: [{ what: x, spend: 1, currency: CHF, allocate: evenly }]
`),
    ).toMatchInlineSnapshot(`
      "2:15 error[cost-currency] \`0\` is no rate: it must be more than zero → write what one unit of this currency is in the currency of the file
      2:18 error[cost-currency] \`UDS\` is not a currency → did you mean \`USD\`?
      2:31 error[cost-amount] \`x\` is not a rate → write a plain number without separators or a unit, such as 0.92
      5:28 error[cost-currency] \`PLN\` has no rate to EUR → add \`rates: { PLN: … }\`: what 1 PLN is in EUR
      6:28 error[cost-currency] \`DOLLARS\` is not a currency → write its ISO 4217 code, such as EUR
      7:41 error[cost-currency] \`CHF\` has no rate to EUR → add \`rates: { CHF: … }\`: what 1 CHF is in EUR"
    `);
  });

  test('of periods', () => {
    expect(
      faults('currency: EUR\nsources: { a: { spend: 1 } }\nperiod: { from: 2026-11-01, to: 2026-10-31 }'),
    ).toMatchInlineSnapshot(
      `"3:33 error[cost-period] the period ends before it begins → swap \`from\` and \`to\`"`,
    );
    expect(
      faults('currency: EUR\nsources: { a: { spend: 1 } }\nperiod: { from: 2026-02-30 }'),
    ).toMatchInlineSnapshot(`
      "3:9 error[missing-key] a period needs the key \`to\` → add \`to: …\`
      3:17 error[cost-period] \`2026-02-30\` is not a day as yyyy-MM-dd → write a day of the calendar, such as 2026-10-31"
    `);
  });

  test('of spellings that two sources share, as written or through the source field’s aliases', () => {
    expect(
      faults(`currency: EUR
sources:
  acme: { spend: 1, aliases: [ACME, List] }
  other: { spend: 1, aliases: [list] }
  Other: { spend: 1 }
  li: { spend: 1 }
  linkedin: { spend: 1 }
  instagram: { spend: 1, aliases: [fb] }
  meta: { spend: 1 }
`),
    ).toMatchInlineSnapshot(`
      "4:32 error[cost-alias-clash] \`list\` is also a spelling of the source \`acme\` (line 3) → a spelling belongs to one source: join the two entries, or remove it from one
      5:3 error[cost-alias-clash] \`Other\` is also a spelling of the source \`other\` (line 4) → a spelling belongs to one source: join the two entries, or remove it from one
      7:3 error[cost-alias-clash] \`linkedin\` and \`li\` of the source \`li\` (line 6) are one source: the field \`source\` reads both as \`linkedin\` → a spelling belongs to one source: join the two entries, or remove it from one
      9:3 error[cost-alias-clash] \`meta\` and \`fb\` of the source \`instagram\` (line 8) are one source: the field \`source\` reads both as \`meta\` → a spelling belongs to one source: join the two entries, or remove it from one"
    `);
  });

  test('of names that say nothing', () => {
    expect(
      faults('currency: EUR\nsources: { "": { spend: 1 }, N/A: { spend: 1 }, select: { spend: 1 } }'),
    ).toMatchInlineSnapshot(`
      "2:12 error[cost-source] a source has no name → name the source; what leads without a source cost goes under \`(none)\`
      2:30 error[cost-source] \`N/A\` says that there is no source → name the source; what leads without a source cost goes under \`(none)\`
      2:49 error[cost-source] \`select\` says that there is no source → name the source; what leads without a source cost goes under \`(none)\`"
    `);
  });

  test('of a whole file', () => {
    expect(faults('')).toMatchInlineSnapshot(`"1:1 error[empty] the file is empty → is it the right file?"`);
    expect(faults('# nothing')).toMatchInlineSnapshot(
      `"1:1 error[empty] the file is empty → is it the right file?"`,
    );
    expect(faults('- 1')).toMatchInlineSnapshot(
      `"1:1 error[wrong-type] expected a cost file, not a list → write it as { key: value }; its keys are \`currency\`, \`period\`, \`rates\`, \`sources\`, \`shared\`, \`value\`"`,
    );
    expect(faults('period: { from: 2026-10-01, to: 2026-10-31 }')).toMatchInlineSnapshot(`
      "1:1 error[missing-key] a cost file needs the key \`currency\` → add \`currency: EUR\`, or what you pay in
      1:1 error[missing-key] a cost file needs the key \`sources\` → add \`sources:\` with what each source cost, such as \`linkedin: { spend: 12000 }\`"
    `);
    expect(faults('currency: EUR\nsources: { a: { spend: 1 }, a: { spend: 2 } }')).toMatchInlineSnapshot(
      `"2:29 error[duplicate-key] \`a\` is here twice; the first is on line 2 → remove one of them, or join them into one"`,
    );
  });
});

test('a rate of the run’s own currency is refused unless it is 1', () => {
  const source = 'currency: EUR\nsources: { a: { spend: 1, currency: EUR } }\n';
  expect(costsIn(`${source}rates: { EUR: 1.0 }`)?.sources[0]?.spend[0]?.rate).toBe('1');
  expect(faults(`${source}rates: { eur: 2 }`)).toBe(
    '3:10 error[cost-currency] `EUR` is the currency of the file, so its rate is 1 → remove the rate, or correct `currency`',
  );
});

test('a source outside the field’s domain is warned about', () => {
  const field: TextField = { ...SOURCE_FIELD, values: ['linkedin', 'meta'] };
  expect(
    faults('currency: EUR\nsources: { li: { spend: 1 }, web: { spend: 1 }, "(none)": { spend: 1 } }', field),
  ).toMatchInlineSnapshot(
    `"2:30 warning[cost-unmatched] \`web\` is not one of the values of the field \`source\`: no lead can have it → add it to the field's \`values\` or \`aliases\`"`,
  );
});
