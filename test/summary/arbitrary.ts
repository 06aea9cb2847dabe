import fc from 'fast-check';
import type { SourceSummary, Summary } from '../../src/model/summary.ts';
import { EMPTY, EXAMPLE } from './summary-fixture.ts';

/** Characters that a terminal or a CI log could obey, reorder or mis-measure, among harmless ones. */
const nasty = fc.constantFrom(
  ...['\u001b', '\u009b', '\u202e', '\u2066', '\u0000', '\r', '\n', '\t', '\u0085', '\u2028', '\ud800'],
  ...[
    '::',
    '##[',
    '##vso[',
    ':',
    '#',
    '%',
    '|',
    '`',
    '<b>',
    '@',
    'é',
    '日',
    '👩‍👩‍👧',
    'e\u0301',
    '\u200b',
    ' ',
    'a',
    'zeta',
  ],
);

/** Text as it may come from a list, a rulebook or a cost file. */
export const anyText = fc.oneof(
  fc.array(nasty, { maxLength: 20 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
);

/** Everything that must not reach a terminal: control characters but the newline, bidi controls, separators. */
export const FORBIDDEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** A line that a CI runner would take for a command. */
export const COMMAND = /^\s*::|##\[|##vso\[|##teamcity\[/im;

const count = fc.oneof(fc.constant(0), fc.nat(99), fc.nat(10_000_000));
const cents = fc.oneof(fc.constant(0), fc.nat(100_000), fc.nat(2_000_000_000)).map(amount => amount / 100);
const money = fc.option(cents, { nil: null });
const rate = fc.option(
  fc.nat(10_000).map(share => share / 10_000),
  { nil: null },
);

/** One row of any figures, consistent or not: printing does not care. */
const anySource: fc.Arbitrary<SourceSummary> = fc
  .record({
    source: anyText,
    leads: count,
    duplicates: count,
    suppressed: count,
    outside_period: count,
    disqualified: count,
    prospect: count,
    mql: count,
    sql: count,
    one_answer_from_sql: count,
    mql_rate: rate,
    sql_rate: rate,
    spend: money,
    cpl: money,
    cpmql: money,
    cpsql: money,
    roi: fc.option(fc.double({ min: -1, max: 500, noNaN: true }), { nil: null }),
  })
  .map(({ disqualified, prospect, ...row }) => ({
    ...EMPTY,
    ...row,
    sql_rate: row.leads === 0 ? null : row.sql_rate,
    stages: { ...EMPTY.stages, disqualified, prospect },
  }));

/** Any summary, with or without costs, of few or many sources. */
export const anySummary: fc.Arbitrary<Summary> = fc
  .record({
    sources: fc.array(anySource, { maxLength: 25 }),
    total: anySource,
    costed: anySource,
    currency: fc.constantFrom('EUR', 'PLN', 'CHF', 'USD', 'XTS', null),
    by: fc.option(anyText, { nil: undefined }),
    question: anyText,
    warnings: fc.array(anyText, { maxLength: 3 }),
    name: anyText,
  })
  .map(({ by, question, name, ...rest }) => ({
    ...EXAMPLE,
    ...rest,
    ...(by === undefined ? {} : { by }),
    rulebook: { ...EXAMPLE.rulebook, name },
    leads_without_spend: rest.sources.filter(({ spend }) => spend === null).map(({ source }) => source),
    questions: [{ question, leads: 3 }],
  }));
