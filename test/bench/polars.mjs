/** The rules as Polars expressions: node polars.mjs LIST OUTPUT COUNTS; POLARS_MAX_THREADS says on how many cores. */
import polars from 'nodejs-polars';
import * as rules from './rules.mjs';

const [input, output, counts] = process.argv.slice(2);
const { col, lit, when } = polars;
const AS_OF_DAY = Date.parse(rules.AS_OF) / 86_400_000;

/** Trimmed and in lower case, or null where the cell says nothing; Polars has no function that takes accents off. */
function known(name) {
  const text = col(name).str.strip().str.toLowerCase();
  return when(text.isIn([...rules.BLANK]).not())
    .then(text)
    .otherwise(lit(null));
}

const hasWord = (name, words) => col(name).str.contains(`(?:^|[^a-z0-9à-ỿ])(?:${words})(?:$|[^a-z0-9à-ỿ])`);
const number = name => col(name).cast(polars.Float64, false);
const daysSince = name =>
  lit(AS_OF_DAY).sub(col(name).str.strptime(polars.Date, '%Y-%m-%d').cast(polars.Int32));
const points = (condition, value) => when(condition).then(lit(value)).otherwise(lit(0));
const sum = ([first, ...rest]) => rest.reduce((total, value) => total.add(value), first);
const sign = answer => when(answer.isNull()).then(lit('?')).when(answer).then(lit('+')).otherwise(lit('-'));

const CELLS = {
  title: known('Job Title'),
  industry: known('Industry'),
  country: known('Country'),
  campaign: known('Campaign'),
  timeline: known('Timeline'),
  origin: known('Lead Source').replace({ old: rules.SOURCE_ALIASES }),
  opted_out: known('Opted Out'),
  domain: col('Email').str.toLowerCase().str.extract('@(.*)$', 1),
  employees_read: number('Employees'),
  budget_read: number('Budget'),
  age: daysSince('Created Date'),
  silence: daysSince('Last Activity Date'),
};

const ANSWERS = {
  has_budget: col('budget_read').gtEq(10_000),
  has_authority: hasWord('title', rules.DECIDERS),
  is_junior: hasWord('title', rules.JUNIORS),
  has_need: hasWord('campaign', rules.NEEDS),
  has_timing: col('timeline').isIn(rules.SOON),
  out: col('opted_out').isIn(rules.YES).fillNull(false),
  competitor: col('domain').isIn(rules.RIVALS).fillNull(false),
  is_maker: col('industry').isIn(rules.MAKERS),
  in_market: col('country').isIn(rules.MARKETS),
};

const size = col('employees_read');
const fitSum = sum([
  when(size.gtEq(500))
    .then(lit(25))
    .when(size.gtEq(50))
    .then(lit(20))
    .when(size.gtEq(10))
    .then(lit(10))
    .otherwise(lit(0)),
  points(col('is_maker'), 15),
  points(col('in_market'), 10),
  points(col('has_authority').and(col('is_junior').not()), 20),
  points(col('domain').isIn(rules.FREE_MAIL), -10),
]);
const fitUnknown = sum([
  points(size.isNull(), 25),
  points(col('industry').isNull(), 15),
  points(col('country').isNull(), 10),
  points(col('title').isNull(), 20),
]);
const engagementSum = sum([
  points(col('has_need'), 20),
  points(col('origin').isIn(rules.INBOUND), 10),
  points(col('age').gtEq(0).and(col('age').ltEq(120)), 12.5),
  points(col('origin').isIn(rules.COLD).not(), 5),
]);
const silence = col('silence');
const kept = when(silence.gt(180))
  .then(lit(0.25))
  .when(silence.gt(90).or(silence.isNull()))
  .then(lit(0.5))
  .when(silence.gt(30))
  .then(lit(0.75))
  .otherwise(lit(1));

const SCORES = {
  fit_sum: fitSum,
  fit_unknown: fitUnknown,
  qual_score_fit: fitSum.clip(0, 60),
  qual_score_engagement: engagementSum.clip(0, 40).mul(kept).round(2, 'halfawayfromzero'),
  bant: sum(['has_budget', 'has_authority', 'has_need', 'has_timing'].map(name => points(col(name), 1))),
};

const total = col('qual_score_fit').add(col('qual_score_engagement'));
const VERDICTS = {
  qual_stage: when(col('out').or(col('competitor')))
    .then(lit('disqualified'))
    .when(col('bant').gtEq(3).and(total.gtEq(40)))
    .then(lit('SQL'))
    .when(total.gtEq(45))
    .then(lit('MQL'))
    .when(col('fit_sum').add(col('fit_unknown')).lt(20))
    .then(lit('no-fit'))
    .when(col('has_need').or(col('has_authority')))
    .then(lit('nurture'))
    .otherwise(lit('lead')),
  qual_score: total.round(2),
  qual_bant: polars.format('{} of 4', col('bant').cast(polars.Int32)),
  qual_bant_detail: polars.format(
    'budget{} authority{} need{} timing{}',
    sign(col('has_budget')),
    sign(col('has_authority')),
    sign(col('has_need')),
    sign(col('has_timing')),
  ),
  qual_source: col('origin').fillNull('(none)'),
};

const named = expressions => Object.entries(expressions).map(([name, expression]) => expression.alias(name));
const list = polars.scanCSV(input, { inferSchemaLength: 0 });
const written = [
  'qual_stage',
  'qual_score',
  'qual_score_fit',
  'qual_score_engagement',
  'qual_bant',
  'qual_bant_detail',
  'qual_source',
];
const judged = list
  .withColumns(named(CELLS))
  .withColumns(named(ANSWERS))
  .withColumns(named(SCORES))
  .withColumns(named(VERDICTS))
  .select(...list.columns, ...written);
await judged.sinkCSV(output, { maintainOrder: true }).collect();

const stage = col('qual_stage');
const countsAs = Object.entries(rules.COUNTS_AS).reduce(
  (rest, [name, rung]) =>
    when(stage.eq(lit(name)))
      .then(lit(rung))
      .otherwise(rest),
  stage,
);
const groups = await polars
  .scanCSV(output, { inferSchemaLength: 0 })
  .select(col('qual_source').alias('source'), countsAs.alias('stage'))
  .groupBy(['source', 'stage'])
  .agg(polars.len().alias('leads'))
  .collect();
groups.writeCSV(counts);
