import type { SourceSummary, Summary } from '../../src/model/summary.ts';

/** A source without a lead. */
export const EMPTY: SourceSummary = {
  source: 'empty',
  leads: 0,
  duplicates: 0,
  suppressed: 0,
  outside_period: 0,
  undated: 0,
  stages: { SQL: 0, MQL: 0, prospect: 0, lead: 0, disqualified: 0 },
  mql: 0,
  sql: 0,
  one_answer_from_sql: 0,
  mql_rate: null,
  sql_rate: null,
  spend: null,
  cpl: null,
  cpmql: null,
  cpsql: null,
  cpsql_at_best: null,
  roi: null,
  sql_rate_low: null,
  sql_rate_high: null,
  cpsql_low: null,
  cpsql_high: null,
};

const google: SourceSummary = {
  ...EMPTY,
  source: 'google',
  leads: 2873,
  stages: { SQL: 358, MQL: 956, prospect: 0, lead: 1490, disqualified: 69 },
  mql: 1314,
  sql: 358,
  one_answer_from_sql: 289,
  mql_rate: 0.4574,
  sql_rate: 0.1246,
  spend: 75991.88,
  cpl: 26.45,
  cpmql: 57.83,
  cpsql: 212.27,
  cpsql_at_best: 117.45,
};

const direct: SourceSummary = {
  ...EMPTY,
  source: 'direct traffic',
  leads: 2543,
  stages: { SQL: 317, MQL: 778, prospect: 0, lead: 1275, disqualified: 173 },
  mql: 1095,
  sql: 317,
  one_answer_from_sql: 226,
  mql_rate: 0.4306,
  sql_rate: 0.1247,
};

const reference: SourceSummary = {
  ...EMPTY,
  source: 'reference',
  leads: 534,
  stages: { SQL: 308, MQL: 220, prospect: 0, lead: 1, disqualified: 5 },
  mql: 528,
  sql: 308,
  mql_rate: 0.9888,
  sql_rate: 0.5768,
  spend: 23960.65,
  cpl: 44.87,
  cpmql: 45.38,
  cpsql: 77.79,
  cpsql_at_best: 77.79,
};

const total: SourceSummary = {
  ...EMPTY,
  source: 'TOTAL',
  leads: 5950,
  stages: { SQL: 983, MQL: 1954, prospect: 0, lead: 2766, disqualified: 247 },
  mql: 2937,
  sql: 983,
  one_answer_from_sql: 515,
  mql_rate: 0.4936,
  sql_rate: 0.1652,
  spend: 99952.53,
  cpl: 16.8,
  cpmql: 34.03,
  cpsql: 101.68,
  cpsql_at_best: 66.72,
};

const costed: SourceSummary = {
  ...EMPTY,
  source: 'where known',
  leads: 3407,
  stages: { SQL: 666, MQL: 1176, prospect: 0, lead: 1491, disqualified: 74 },
  mql: 1842,
  sql: 666,
  one_answer_from_sql: 289,
  mql_rate: 0.5407,
  sql_rate: 0.1955,
  spend: 99952.53,
  cpl: 29.34,
  cpmql: 54.26,
  cpsql: 150.08,
  cpsql_at_best: 104.66,
};

/** The run that the table of cli.md is printed from. */
export const EXAMPLE: Summary = {
  rulebook: { name: 'x-education', version: 1, sha256: 'a'.repeat(64) },
  as_of: '2026-11-01',
  currency: 'EUR',
  lists: [
    {
      name: 'leads',
      rows: 5950,
      rejected: 0,
      empty: 0,
      encoding: 'utf-8',
      delimiter: ',',
      repairs: 0,
      fields: [],
      doubts: [],
    },
  ],
  rows: { read: 5950, judged: 5950, duplicates: 0, empty: 0, rejected: 0 },
  sources: [google, direct, reference],
  total,
  costed,
  reconciliation: { input: 99952.53, allocated: 99952.53, unallocated: 0 },
  spend_without_leads: [],
  leads_without_spend: ['direct traffic'],
  criteria: [{ id: 'budget', met: 1200, unmet: 3000, unknown: 1750, one_answer_from: { SQL: 515, MQL: 0 } }],
  rules: [{ id: 'fit.size', met: 120 }],
  questions: [
    { question: 'What do you do for a living?', leads: 410 },
    { question: 'By when?', leads: 105 },
  ],
  scores: { low: 0, high: 100, counts: [70, 480, 1280, 1900, 1280, 600, 280, 60] },
  thresholds: [
    { stage: 'SQL', from: 60 },
    { stage: 'MQL', from: 30 },
  ],
  warnings: [],
};

/** The same run without a cost file. */
export const WITHOUT_COSTS: Summary = {
  ...EXAMPLE,
  currency: null,
  sources: [google, direct, reference].map(free),
  total: free(total),
  costed: EMPTY,
  reconciliation: { input: 0, allocated: 0, unallocated: 0 },
  leads_without_spend: [],
};

function free(row: SourceSummary): SourceSummary {
  return { ...row, spend: null, cpl: null, cpmql: null, cpsql: null, cpsql_at_best: null };
}
