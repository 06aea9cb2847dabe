import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatSummaryMarkdown } from '../../src/summary/summary-markdown.ts';
import { anySummary, COMMAND, FORBIDDEN } from './arbitrary.ts';
import { EXAMPLE, WITHOUT_COSTS } from './summary-fixture.ts';

const OPTIONS = { allSources: false, outputs: ['qualified/leads.annotated.csv'] };

describe('formatSummaryMarkdown', () => {
  test('the example of cli.md', () => {
    expect(formatSummaryMarkdown(EXAMPLE, OPTIONS)).toMatchInlineSnapshot(`
      "| source | leads | disq | lead | MQL+ | SQL | SQL % | 1 answer | spend € | €/lead | €/MQL+ | €/SQL |
      | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      | google | 2,873 | 69 | 1,490 | 1,314 | 358 | 12.5 | 289 | 75,991.88 | 26.45 | 57.83 | 212.27 |
      | direct traffic | 2,543 | 173 | 1,275 | 1,095 | 317 | 12.5 | 226 | n/a | n/a | n/a | n/a |
      | reference | 534 | 5 | 1 | 528 | 308 | 57.7 | 0 | 23,960.65 | 44.87 | 45.38 | 77.79 |
      | **TOTAL** | **5,950** | **247** | **2,766** | **2,937** | **983** | **16.5** | **515** | **99,952.53&#42;** | **16.80** | **34.03** | **101.68** |
      | where known | 3,407 | 74 | 1,491 | 1,842 | 666 | 19.5 | 289 | 99,952.53 | 29.34 | 54.26 | 150.08 |

      - €150.08 per SQL where spend is known; 317 SQL have no spend: direct traffic 317
      - 515 leads are one answer from SQL, most often: "What do you do for a living?" (410)
      - 5,950 rows = 5,950 judged + 0 duplicates + 0 rejected · €99,952.53 spent = 99,952.53 allocated + 0.00 unallocated
      - score&nbsp;&nbsp;0&nbsp;▁▂▅▇▅▃▂▁&nbsp;100&nbsp;&nbsp;&nbsp;MQL&nbsp;from&nbsp;30,&nbsp;SQL&nbsp;from&nbsp;60
      - rulebook x-education v1 · as of 2026-11-01 · qualified/leads.annotated.csv
      "
    `);
  });

  test('names are text, never markup or a mention', () => {
    const [first] = WITHOUT_COSTS.sources;
    const source = 'a|b <img src=x> [c](https://d.example) @team `e`';
    const sources = first === undefined ? [] : [{ ...first, source }];
    const text = formatSummaryMarkdown({ ...WITHOUT_COSTS, sources, warnings: ['# no'] }, OPTIONS);
    expect(text.split('\n')[2]).toBe(
      '| a&#124;b &#60;img src=x&#62; &#91;c&#93;(https&#58;//d.example) &#64;team &#96;e&#96; | 2,873 | 69 | 1,490 | 1,314 | 358 | 12.5 | 289 |',
    );
    expect(text.trimEnd().split('\n').at(-1)).toBe('- ⚠️ &#35; no');
  });

  test('every row has as many cells as the header, and nothing dangerous is printed', () => {
    fc.assert(
      fc.property(anySummary, summary => {
        const text = formatSummaryMarkdown(summary, OPTIONS);
        const table = text.slice(0, text.indexOf('\n\n')).split('\n');
        const cells = table.map(line => line.split('|').length);
        expect(new Set(cells).size).toBe(1);
        expect(text).not.toMatch(FORBIDDEN);
        expect(text).not.toMatch(COMMAND);
      }),
    );
  });
});
