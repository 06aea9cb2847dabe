/** The rules in json-rules-engine, the list read by csv-parse: node json-rules-engine.mjs LIST OUTPUT COUNTS. */
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { stringify as stringifyAll } from 'csv-stringify/sync';
import { Engine } from 'json-rules-engine';
import * as rules from './rules.mjs';

const [input, output, counts] = process.argv.slice(2);
const DAY = 86_400_000;
const CRITERIA = ['budget', 'authority', 'need', 'timing'];

const is = (fact, operator, value) => ({ fact, operator, value });
const criterion = (id, condition) => ({
  conditions: { all: [condition] },
  event: { type: 'criterion', params: { id } },
});
const score = (group, points, ...all) => ({
  conditions: { all },
  event: { type: 'score', params: { group, points } },
});
const words = pattern => new RegExp(`(?:^|[^a-z0-9])(?:${pattern})(?:$|[^a-z0-9])`);

const authority = is('title', 'hasWord', words(rules.DECIDERS));
const need = is('campaign', 'hasWord', words(rules.NEEDS));
const RULES = [
  criterion('budget', is('budget', 'greaterThanInclusive', 10_000)),
  criterion('authority', authority),
  criterion('need', need),
  criterion('timing', is('timeline', 'in', rules.SOON)),
  criterion('refused', is('optedOut', 'in', rules.YES)),
  criterion('competitor', is('domain', 'in', rules.RIVALS)),
  score('fit', 25, is('employees', 'greaterThanInclusive', 500)),
  score('fit', 20, is('employees', 'greaterThanInclusive', 50), is('employees', 'lessThan', 500)),
  score('fit', 10, is('employees', 'greaterThanInclusive', 10), is('employees', 'lessThan', 50)),
  score('fit', 15, is('industry', 'in', rules.MAKERS)),
  score('fit', 10, is('country', 'in', rules.MARKETS)),
  score('fit', 20, authority, { not: is('title', 'hasWord', words(rules.JUNIORS)) }),
  score('fit', -10, is('domain', 'in', rules.FREE_MAIL)),
  score('engagement', 20, need),
  score('engagement', 10, is('source', 'in', rules.INBOUND)),
  score('engagement', 12.5, is('age', 'greaterThanInclusive', 0), is('age', 'lessThanInclusive', 120)),
  score('engagement', 5, is('source', 'isKnown', true), is('source', 'notIn', rules.COLD)),
];

const engine = new Engine(RULES, { allowUndefinedFacts: true });
engine.addOperator('hasWord', (text, pattern) => text !== undefined && pattern.test(text));
engine.addOperator('isKnown', (value, known) => (value !== undefined) === known);

/** The folded text, or undefined where the cell says nothing. */
function known(cell) {
  const text = cell.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l');
  return rules.BLANK.has(text) ? undefined : text;
}

const number = cell => (/^\d+$/.test(cell) ? Number(cell) : undefined);
const daysSince = cell =>
  cell === '' ? undefined : Math.round((Date.parse(rules.AS_OF) - Date.parse(cell)) / DAY);

function factsOf(record) {
  const source = known(record['Lead Source']);
  return {
    title: known(record['Job Title']),
    industry: known(record.Industry),
    country: known(record.Country),
    campaign: known(record.Campaign),
    timeline: known(record.Timeline),
    source: source && (rules.SOURCE_ALIASES[source] ?? source),
    optedOut: known(record['Opted Out']),
    domain: record.Email.toLowerCase().split('@')[1],
    employees: number(record.Employees),
    budget: number(record.Budget),
    age: daysSince(record['Created Date']),
    silence: daysSince(record['Last Activity Date']),
  };
}

function kept(silence) {
  if (silence === undefined) return 0.5;
  if (silence > 180) return 0.25;
  if (silence > 90) return 0.5;
  return silence > 30 ? 0.75 : 1;
}

/** The points of a group of the rules that are met. */
const sum = (events, group) =>
  events.reduce((points, { params }) => (params.group === group ? points + params.points : points), 0);

/** The points that answers could still bring which nobody has yet. */
const unknownFit = ({ employees, industry, country, title }) =>
  (employees === undefined ? 25 : 0) +
  (industry === undefined ? 15 : 0) +
  (country === undefined ? 10 : 0) +
  (title === undefined ? 20 : 0);

async function verdict(facts) {
  const { events } = await engine.run(facts);
  const met = new Set(events.map(({ params }) => params.id));
  const fitSum = sum(events, 'fit');
  const fit = Math.min(Math.max(fitSum, 0), 60);
  const engagement = Math.round(Math.min(sum(events, 'engagement'), 40) * kept(facts.silence) * 100) / 100;
  const bant = CRITERIA.filter(id => met.has(id)).length;
  const total = Math.round((fit + engagement) * 100) / 100;
  const stage = () => {
    if (met.has('refused') || met.has('competitor')) return 'disqualified';
    if (bant >= 3 && total >= 40) return 'SQL';
    if (total >= 45) return 'MQL';
    if (fitSum + unknownFit(facts) < 20) return 'no-fit';
    return met.has('need') || met.has('authority') ? 'nurture' : 'lead';
  };
  return { stage: stage(), total, fit, engagement, bant, met };
}

/** Such as `budget+ authority? need- timing-`. */
function detail({ met }, facts) {
  const fact = { budget: 'budget', authority: 'title', need: 'campaign', timing: 'timeline' };
  const sign = id => (met.has(id) ? '+' : facts[fact[id]] === undefined ? '?' : '-');
  return CRITERIA.map(id => `${id}${sign(id)}`).join(' ');
}

const tally = new Map();

async function* annotate(records) {
  for await (const record of records) {
    const facts = factsOf(record);
    const judged = await verdict(facts);
    const { stage, total, fit, engagement, bant } = judged;
    const group = `${facts.source ?? '(none)'}\t${rules.COUNTS_AS[stage] ?? stage}`;
    tally.set(group, (tally.get(group) ?? 0) + 1);
    yield {
      ...record,
      qual_stage: stage,
      qual_score: total,
      qual_score_fit: fit,
      qual_score_engagement: engagement,
      qual_bant: `${bant} of 4`,
      qual_bant_detail: detail(judged, facts),
    };
  }
}

await pipeline(
  createReadStream(input),
  parse({ columns: true }),
  annotate,
  stringify({ header: true }),
  createWriteStream(output),
);
const lines = [...tally].map(([group, leads]) => [...group.split('\t'), leads]);
writeFileSync(counts, stringifyAll([['source', 'stage', 'leads'], ...lines]));
