import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatSummaryCsv } from '../../src/summary/summary-csv.ts';
import { anySummary, FORBIDDEN } from './arbitrary.ts';
import { EXAMPLE, WITHOUT_COSTS } from './summary-fixture.ts';

describe('formatSummaryCsv', () => {
  test('all figures, raw, nothing for what is unknown', () => {
    expect(formatSummaryCsv(EXAMPLE)).toMatchInlineSnapshot(`
      "source,row,leads,duplicates,suppressed,outside_period,undated,stages.SQL,stages.MQL,stages.prospect,stages.lead,stages.disqualified,mql,sql,one_answer_from_sql,mql_rate,sql_rate,spend,cpl,cpmql,cpsql,cpsql_at_best,roi,sql_rate_low,sql_rate_high,cpsql_low,cpsql_high,currency
      google,source,2873,0,0,0,0,358,956,0,1490,69,1314,358,289,0.4574,0.1246,75991.88,26.45,57.83,212.27,117.45,,,,,,EUR
      direct traffic,source,2543,0,0,0,0,317,778,0,1275,173,1095,317,226,0.4306,0.1247,,,,,,,,,,,EUR
      reference,source,534,0,0,0,0,308,220,0,1,5,528,308,0,0.9888,0.5768,23960.65,44.87,45.38,77.79,77.79,,,,,,EUR
      TOTAL,total,5950,0,0,0,0,983,1954,0,2766,247,2937,983,515,0.4936,0.1652,99952.53,16.8,34.03,101.68,66.72,,,,,,EUR
      where known,costed,3407,0,0,0,0,666,1176,0,1491,74,1842,666,289,0.5407,0.1955,99952.53,29.34,54.26,150.08,104.66,,,,,,EUR
      "
    `);
  });

  test('names that a spreadsheet would run are guarded', () => {
    const [first] = WITHOUT_COSTS.sources;
    const sources = first === undefined ? [] : [{ ...first, source: '=HYPERLINK("x")' }];
    const [, row] = formatSummaryCsv({ ...WITHOUT_COSTS, sources, by: 'country' }).split('\n');
    expect(row).toMatch(/^"'=HYPERLINK\(""x""\)",source,2873,/);
  });

  test('one line for each source, the total and, with costs, the part that is known', () => {
    fc.assert(
      fc.property(anySummary, summary => {
        const text = formatSummaryCsv(summary);
        const totals = summary.total.spend === null ? 1 : 2;
        expect(text.trimEnd().split('\n')).toHaveLength(1 + summary.sources.length + totals);
        expect(text).not.toMatch(FORBIDDEN);
      }),
    );
  });
});
