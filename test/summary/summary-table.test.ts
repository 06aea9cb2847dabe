import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresOf, NO_COUNTS } from '../../src/costs/figures.ts';
import type { Summary } from '../../src/model/summary.ts';
import { formatSummary } from '../../src/summary/summary-table.ts';
import { displayWidth } from '../../src/terminal/display-width.ts';
import { anySummary, COMMAND, FORBIDDEN } from './arbitrary.ts';
import { EMPTY, EXAMPLE, WITHOUT_COSTS } from './summary-fixture.ts';

const OPTIONS = { colour: false, allSources: false, outputs: ['qualified/leads.annotated.csv'] };

const print = (changes: Partial<Summary>, options: Partial<Parameters<typeof formatSummary>[1]> = {}) =>
  formatSummary({ ...EXAMPLE, ...changes }, { ...OPTIONS, ...options });

/** The table's lines: what stands before the first empty line. */
const tableOf = (text: string) => text.slice(0, text.indexOf('\n\n')).split('\n');

const sentencesOf = (text: string) =>
  text
    .slice(text.indexOf('\n\n') + 2)
    .trimEnd()
    .split('\n');

describe('the table of cli.md', () => {
  test('line by line', () => {
    expect(print({}).split('\n')).toEqual([
      'source           leads  disq   lead   MQL+  SQL  SQL %  1 answer    spend €   €/lead  €/MQL+   €/SQL',
      '────────────────────────────────────────────────────────────────────────────────────────────────────',
      'google           2,873    69  1,490  1,314  358   12.5       289  75,991.88    26.45   57.83  212.27',
      'direct traffic   2,543   173  1,275  1,095  317   12.5       226        n/a      n/a     n/a     n/a',
      'reference          534     5      1    528  308   57.7         0  23,960.65    44.87   45.38   77.79',
      '────────────────────────────────────────────────────────────────────────────────────────────────────',
      'TOTAL            5,950   247  2,766  2,937  983   16.5       515  99,952.53*   16.80   34.03  101.68',
      'where known      3,407    74  1,491  1,842  666   19.5       289  99,952.53    29.34   54.26  150.08',
      '',
      '€150.08 per SQL where spend is known; 317 SQL have no spend: direct traffic 317',
      '515 leads are one answer from SQL, most often: "What do you do for a living?" (410)',
      '5,950 rows = 5,950 judged + 0 duplicates + 0 rejected · €99,952.53 spent = 99,952.53 allocated + 0.00 unallocated',
      'score  0 ▁▂▅▇▅▃▂▁ 100   MQL from 30, SQL from 60',
      'rulebook x-education v1 · as of 2026-11-01 · qualified/leads.annotated.csv',
      '',
    ]);
  });

  test('without a cost file nothing is said of money', () => {
    expect(print(WITHOUT_COSTS)).toMatchInlineSnapshot(`
      "source           leads  disq   lead   MQL+    SQL  SQL % 1 answer
      ─────────────────────────────────────────────────────────────────
      google           2,873    69  1,490  1,314    358   12.5      289
      direct traffic   2,543   173  1,275  1,095    317   12.5      226
      reference          534     5      1    528    308   57.7        0
      ─────────────────────────────────────────────────────────────────
      TOTAL            5,950   247  2,766  2,937    983   16.5      515

      515 leads are one answer from SQL, most often: "What do you do for a living?" (410)
      5,950 rows = 5,950 judged + 0 duplicates + 0 rejected
      score  0 ▁▂▅▇▅▃▂▁ 100   MQL from 30, SQL from 60
      rulebook x-education v1 · as of 2026-11-01 · qualified/leads.annotated.csv
      "
    `);
  });

  test('with nothing judged', () => {
    const { scores: _scores, ...rest } = WITHOUT_COSTS;
    const nothing = { read: 0, judged: 0, duplicates: 0, empty: 0, rejected: 0 };
    const empty = { ...rest, sources: [], total: EMPTY, rows: nothing, questions: [] };
    expect(formatSummary(empty, { ...OPTIONS, outputs: [] })).toMatchInlineSnapshot(`
      "source           leads
      ──────────────────────
      TOTAL                0

      0 rows = 0 judged + 0 duplicates + 0 rejected
      rulebook x-education v1 · as of 2026-11-01
      "
    `);
  });
});

describe('columns and rows', () => {
  test('duplicates, suppressed, prospects and a return show where there are any', () => {
    const row = { ...EMPTY, leads: 10, duplicates: 2, suppressed: 1, spend: 100, cpl: 10, roi: -0.25 };
    const prospects = { ...row, source: 'broker', stages: { ...EMPTY.stages, prospect: 7 } };
    expect(
      tableOf(print({ sources: [prospects], total: prospects, costed: prospects })),
    ).toMatchInlineSnapshot(`
      [
        "source           leads  dup  supp  prospect      spend €    €/lead   €/MQL+    €/SQL   ROI %",
        "────────────────────────────────────────────────────────────────────────────────────────────",
        "broker              10    2     1         7       100.00     10.00      n/a      n/a   -25.0",
        "────────────────────────────────────────────────────────────────────────────────────────────",
        "TOTAL               10    2     1         7       100.00*    10.00      n/a      n/a   -25.0",
      ]
    `);
  });

  test('a run without SQL has n/a, never 0 or infinity', () => {
    const row = { ...EMPTY, source: 'web', leads: 4, mql: 1, sql_rate: 0, spend: 8, cpl: 2, cpmql: 8 };
    const text = print({ sources: [row], total: row, costed: row, leads_without_spend: [] });
    expect(tableOf(text)[2]).toBe('web                  4      1         8.00      2.00     8.00      n/a');
    expect(sentencesOf(text)[0]).toBe('no cost per SQL: there is no SQL');
  });

  test('a group by another field has its name above the labels', () => {
    const text = print({ by: 'country', leads_without_spend: ['web', 'fair'] });
    expect(tableOf(text)[0]).toMatch(/^country {10}leads/);
    expect(sentencesOf(text)[0]).toBe('€150.08 per SQL where spend is known; no spend for web, fair');
  });

  test('currencies without a short sign go by their code; without any, costs are per lead', () => {
    expect(tableOf(print({ currency: 'CHF' }))[0]).toMatch(/spend CHF +CHF\/lead +CHF\/MQL\+ +CHF\/SQL$/);
    expect(tableOf(print({ currency: null }))[0]).toMatch(/spend +per lead +per MQL\+ +per SQL$/);
    expect(sentencesOf(print({ currency: 'CHF' }))[0]).toMatch(/^CHF 150\.08 per SQL/);
  });

  test('sources past the 15 largest are folded unless all are wanted', () => {
    const sources = Array.from({ length: 18 }, (_, index) => ({
      ...EMPTY,
      source: `campaign ${index}`,
      leads: 100 - index,
      spend: index === 16 ? null : 1.5,
    }));
    const table = tableOf(print({ sources }));
    expect(table).toHaveLength(2 + 16 + 1 + 2);
    expect(table[17]).toMatch(/^\(3 others\) +252 +0 +0 +0 .* 3\.00\* +0\.01 +n\/a +n\/a$/);
    expect(tableOf(print({ sources }, { allSources: true }))).toHaveLength(2 + 18 + 1 + 2);
  });

  test('long names are cut, figures are not', () => {
    const sources = EXAMPLE.sources.map(row => ({ ...row, source: `${row.source} / `.repeat(9) }));
    const [, , first = ''] = tableOf(print({ sources }));
    expect(first).toMatch(/^google \/ google \/ google … .*75,991\.88 .* 212\.27$/);
  });

  test('cents give way before names that begin alike are cut to the same text', () => {
    const sources = EXAMPLE.sources.map((row, index) => ({ ...row, source: `autumn campaign ${index + 1}` }));
    const lines = tableOf(print({ sources }, { width: 80 }));
    expect(lines.slice(2, 5).map(line => line.slice(0, 17))).toEqual(
      [1, 2, 3].map(number => `autumn campaign ${number}`),
    );
    expect(lines[2]).not.toContain('.88');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
  });

  test('a narrow terminal loses cents and lesser columns, not the cost of an SQL', () => {
    const table = tableOf(print({}, { width: 60 }));
    expect(table).toMatchInlineSnapshot(`
      [
        "source    leads  MQL+ SQL SQL % spend €  €/lead €/MQL+ €/SQL",
        "────────────────────────────────────────────────────────────",
        "google    2,873 1,314 358  12.5     76K    26.5   57.8 212.3",
        "direct t… 2,543 1,095 317  12.5     n/a     n/a    n/a   n/a",
        "reference   534   528 308  57.7     24K    44.9   45.4  77.8",
        "────────────────────────────────────────────────────────────",
        "TOTAL     5,950 2,937 983  16.5    100K*   16.8     34 101.7",
        "where kn… 3,407 1,842 666  19.5    100K    29.3   54.3 150.1",
      ]
    `);
    expect(Math.max(...table.map(displayWidth))).toBeLessThanOrEqual(60);
  });
});

/** Sources with few SQL, as `figuresOf` counts them. */
const sourceOf = (source: string, [sql, leads, spend]: readonly [number, number, number]) =>
  figuresOf(
    { ...NO_COUNTS, leads, stages: { ...NO_COUNTS.stages, SQL: sql, lead: leads - sql } },
    { source, spend: spend * 100, value: undefined },
  );

const FEW = [
  sourceOf('web', [8, 40, 1_300]),
  sourceOf('trade fair', [1, 31, 4_626]),
  sourceOf('partner', [30, 300, 90_000]),
  sourceOf('directory', [0, 12, 240]),
];

describe('ranges', () => {
  test('the cost of few SQL has its 95 % range beside it', () => {
    const lines = tableOf(print({ sources: FEW, leads_without_spend: [] }, { width: 120 }));
    expect(lines.map(line => line.slice(-29))).toMatchInlineSnapshot(`
      [
        "/MQL+     €/SQL        (95 %)",
        "─────────────────────────────",
        "62.50    162.50      (93–310)",
        "26.00  4,626.00  (921–26,102)",
        "   300.00  3,000.00  3,000.00",
        "  n/a       n/a     (over 82)",
        "─────────────────────────────",
        "    16.80     34.03    101.68",
        "    29.34     54.26    150.08",
      ]
    `);
  });

  test('sources are named that cannot be told apart', () => {
    const said = (sources: typeof FEW) =>
      sentencesOf(print({ sources, leads_without_spend: [] })).filter(line => line.startsWith('cannot be'));
    expect(said(FEW)).toEqual(['cannot be told apart by cost per SQL (95 %): trade fair and partner']);
    const [web = EMPTY, fair = EMPTY] = FEW;
    expect(said([web, fair])).toEqual([]);
    expect(said([web, { ...web, source: 'mail' }, { ...web, source: 'fair' }])).toEqual([
      'cannot be told apart by cost per SQL (95 %): web, mail and fair',
    ]);
  });
});

describe('a narrow terminal', () => {
  test('has every column, in blocks that it has room for', () => {
    const columns = (width: number) =>
      print({ sources: FEW }, { width })
        .split('\n')
        .filter(line => line.startsWith('source'))
        .flatMap(line => line.split(/\s+/).slice(1));
    const wide = columns(300);
    expect(wide).toContain('(95');
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 200 }), width => {
        expect(columns(width).sort()).toEqual([...wide].sort());
        const rules = print({ sources: FEW }, { width })
          .split('\n')
          .filter(line => line.startsWith('─'));
        expect(Math.max(...rules.map(displayWidth))).toBeLessThanOrEqual(width);
      }),
      { numRuns: 40 },
    );
  });

  test('breaks long sentences at spaces, where a person reads them', () => {
    const warnings = [
      'the field budget has no column in crm-en.csv, so it is unknown for every lead of that list',
    ];
    const wrapped = print({ warnings }, { width: 60, wraps: true });
    expect(wrapped).toContain(
      'warning: the field budget has no column in crm-en.csv, so it\n         is unknown for every lead of that list\n',
    );
    expect(print({ warnings }, { width: 60 })).toContain(`warning: ${warnings[0]}\n`);
  });
});

describe('the sentences', () => {
  test('singular and plural', () => {
    const one = { ...EMPTY, source: 'web', leads: 1, sql: 1, mql: 1, sql_rate: 1, one_answer_from_sql: 1 };
    const text = print({
      sources: [one],
      total: { ...one, spend: 2 },
      rows: { read: 3, judged: 1, duplicates: 1, empty: 0, rejected: 1 },
      leads_without_spend: ['web'],
      questions: [],
    });
    expect(sentencesOf(text).slice(0, 3)).toEqual([
      '€150.08 per SQL where spend is known; 1 SQL has no spend: web 1',
      '1 lead is one answer from SQL',
      '3 rows = 1 judged + 1 duplicate + 1 rejected · €99,952.53 spent = 99,952.53 allocated + 0.00 unallocated',
    ]);
  });

  test('the sources with most SQL without spend are named', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const sources = names.map((source, index) => ({ ...EMPTY, source, leads: 50, sql: index }));
    const [cost] = sentencesOf(print({ sources, leads_without_spend: names }));
    expect(cost).toBe(
      '€150.08 per SQL where spend is known; 21 SQL have no spend: g 6, f 5, e 4, d 3, c 2 and 1 more',
    );
    const unsold = sources.map(row => ({ ...row, sql: 0 }));
    const [leads] = sentencesOf(print({ sources: unsold.slice(0, 2), leads_without_spend: names }));
    expect(leads).toBe('€150.08 per SQL where spend is known; 100 leads have no spend: a 50, b 50');
  });

  test('all spend known: nothing is marked and nothing is said of it', () => {
    const text = print({ leads_without_spend: [], costed: EXAMPLE.total });
    expect(text).not.toMatch(/\*|where known/);
    expect(sentencesOf(text)[0]).toBe('€101.68 per SQL');
  });

  test('one score for all, and ranges without a lead', () => {
    const scoreLine = (scores: Summary['scores']) =>
      sentencesOf(print(scores === undefined ? {} : { scores })).find(line => line.startsWith('score'));
    expect(scoreLine({ low: 12.5, high: 12.5, counts: [5950, 0, 0, 0, 0, 0, 0, 0] })).toBe(
      'score  12.5 for every lead   MQL from 30, SQL from 60',
    );
    expect(scoreLine({ low: -5, high: 1250, counts: [1, 0, 0, 7, 0, 0, 0, 1] })).toBe(
      'score  -5 ▁  ▇   ▁ 1,250   MQL from 30, SQL from 60',
    );
  });

  test('warnings come last', () => {
    const warnings = [
      'score rule fit.size was met by none of 5,950 leads',
      'spend without leads in EUR: \u001bghost 3.00',
    ];
    expect(sentencesOf(print({ warnings })).slice(-2)).toEqual([
      'warning: score rule fit.size was met by none of 5,950 leads',
      'warning: spend without leads in EUR: \\x1bghost 3.00',
    ]);
  });
});

describe('for every summary', () => {
  test('the table fits 100 columns and the rules are as wide as it', () => {
    fc.assert(
      fc.property(anySummary, fc.boolean(), (summary, allSources) => {
        const lines = tableOf(formatSummary(summary, { ...OPTIONS, allSources }));
        const rule = displayWidth(lines[1] ?? '');
        expect(rule).toBeLessThanOrEqual(100);
        expect(Math.max(...lines.map(displayWidth))).toBe(rule);
      }),
    );
  });

  test('nothing dangerous is printed, and colour changes no character', () => {
    fc.assert(
      fc.property(anySummary, summary => {
        const text = formatSummary(summary, OPTIONS);
        expect(text).not.toMatch(FORBIDDEN);
        expect(text).not.toMatch(COMMAND);
        const coloured = formatSummary(summary, { ...OPTIONS, colour: true });
        expect(coloured).toContain('\u001b[2m');
        expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(text);
      }),
    );
  });
});
