import type { SourceSummary, Summary } from '../model/summary.ts';
import {
  countOf,
  currencySign,
  formatAmount,
  formatCount,
  formatMoney,
  formatPoints,
} from '../terminal/figures.ts';
import { isUnderstated } from './summary-rows.ts';

/** A line under the summary's table, plain text as the inputs have it: who prints it makes it safe. */
export interface Sentence {
  readonly kind: 'cost' | 'ranges' | 'answers' | 'identity' | 'scores' | 'origin' | 'warning';
  readonly text: string;
}

/** How many sources without spend are named; the summary's data names all. */
const MOST_NAMED = 5;

/** With more sources than this, nobody reads which are alike. */
const MOST_COMPARED = 100;

/** Heights of a sparkline's bars; an empty range is a space. */
const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'] as const;

/** `direct traffic 317, web 12 and 3 more`. */
function nameThem(sources: readonly SourceSummary[], count: (source: SourceSummary) => number): string {
  const named = [...sources].sort((a, b) => count(b) - count(a)).slice(0, MOST_NAMED);
  const rest = sources.length - named.length;
  const list = named.map(source => `${source.source} ${formatCount(count(source))}`).join(', ');
  return rest === 0 ? list : `${list} and ${formatCount(rest)} more`;
}

/** Which sources have no spend, by the SQL or else the leads that are theirs. */
function withoutSpend({ sources, leads_without_spend, by }: Summary): string {
  const named = new Set(leads_without_spend);
  const without = by === undefined ? sources.filter(({ source }) => named.has(source)) : [];
  if (without.length === 0) return `no spend for ${leads_without_spend.join(', ')}`;
  const withSql = without.filter(({ sql }) => sql > 0);
  const [counted, count, noun] =
    withSql.length > 0
      ? [withSql, (source: SourceSummary) => source.sql, 'SQL']
      : [without, (source: SourceSummary) => source.leads, undefined];
  const sum = counted.reduce((total, source) => total + count(source), 0);
  const subject = noun === undefined ? countOf(sum, ['lead', 'leads']) : `${formatCount(sum)} ${noun}`;
  return `${subject} ${sum === 1 ? 'has' : 'have'} no spend: ${nameThem(counted, count)}`;
}

/** What a sales qualified lead costs, and whose spend is not known. */
function costSentence(summary: Summary): readonly Sentence[] {
  const { total, costed, currency } = summary;
  if (total.spend === null) return [];
  const cost =
    costed.cpsql === null
      ? 'no cost per SQL: there is no SQL'
      : `${formatMoney(costed.cpsql, currencySign(currency))} per SQL`;
  const text = isUnderstated(summary) ? `${cost} where spend is known; ${withoutSpend(summary)}` : cost;
  return [{ kind: 'cost', text }];
}

/** As many groups of sources are named that cannot be told apart. */
const MOST_GROUPS = 3;

interface CostRange {
  readonly source: string;
  readonly low: number;
  readonly high: number;
}

/**
 * The largest groups of ranges that all share a cost, from the lowest up: each ends where a range ends, if one has begun
 * since the last group ended.
 */
function groupsThatOverlap(ranges: readonly CostRange[]): readonly (readonly CostRange[])[] {
  const byEnd = [...ranges].sort((a, b) => a.high - b.high);
  const groups = byEnd.map(({ high }) => ranges.filter(range => range.low <= high && range.high >= high));
  const isNew = (group: readonly CostRange[], index: number) =>
    group.length > 1 &&
    !groups.slice(0, index).some(earlier => group.every(range => earlier.includes(range)));
  return groups.filter(isNew);
}

/**
 * Which sources cannot be told apart by what an SQL costs: their 95 % ranges overlap, which is stricter on differences
 * than a test of two rates at 95 % would be.
 */
function rangesSentence({ sources, by }: Summary): readonly Sentence[] {
  if (by !== undefined || sources.length > MOST_COMPARED) return [];
  const ranges = sources.flatMap(({ source, sql, cpsql_low: low, cpsql_high: high }) =>
    low === null || sql === 0 ? [] : [{ source, low, high: high ?? Number.POSITIVE_INFINITY }],
  );
  const groups = groupsThatOverlap(ranges);
  if (groups.length === 0) return [];
  const named = groups.slice(0, MOST_GROUPS).map(group => nameAll(group.map(({ source }) => source)));
  const rest = groups.length - named.length;
  const more = rest === 0 ? '' : `; and ${formatCount(rest)} more groups`;
  return [
    { kind: 'ranges', text: `cannot be told apart by cost per SQL (95 %): ${named.join('; ')}${more}` },
  ];
}

/** `a`, `a and b`, `a, b and c`; past the most that are named, `a, b, c, d, e and 3 more`. */
function nameAll(names: readonly string[]): string {
  const shown = names.length > MOST_NAMED + 1 ? names.slice(0, MOST_NAMED) : names;
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${formatCount(rest)} more` : shown.at(-1);
  const first = rest > 0 ? shown : shown.slice(0, -1);
  return first.length === 0 ? `${last}` : `${first.join(', ')} and ${last}`;
}

/** How many leads are one answer from SQL, and the question asked most. */
function answersSentence({ total, questions }: Summary): readonly Sentence[] {
  const count = total.one_answer_from_sql;
  if (count === 0) return [];
  const text = `${countOf(count, ['lead is', 'leads are'])} one answer from SQL`;
  const [first] = questions;
  const most = first === undefined ? '' : `, most often: "${first.question}" (${formatCount(first.leads)})`;
  return [{ kind: 'answers', text: text + most }];
}

/** Rows and spend, each equal to the sum of what became of them. */
function identitySentence({ rows, total, currency, reconciliation }: Summary): Sentence {
  const became = [
    `${formatCount(rows.judged)} judged`,
    countOf(rows.duplicates, ['duplicate', 'duplicates']),
    ...(rows.empty === 0 ? [] : [`${formatCount(rows.empty)} empty`]),
    `${formatCount(rows.rejected)} rejected`,
  ];
  const text = `${countOf(rows.read, ['row', 'rows'])} = ${became.join(' + ')}`;
  const apart = [
    ...(total.outside_period === 0 ? [] : [`${formatCount(total.outside_period)} outside the period`]),
    ...(total.undated === 0 ? [] : [`${formatCount(total.undated)} undated`]),
  ];
  const rowsText = apart.length === 0 ? text : `${text} · ${apart.join(', ')}`;
  if (total.spend === null) return { kind: 'identity', text: rowsText };
  const { input, allocated, unallocated } = reconciliation;
  const spent = `${formatMoney(input, currencySign(currency))} spent`;
  const split = `${formatAmount(allocated)} allocated + ${formatAmount(unallocated)} unallocated`;
  return { kind: 'identity', text: `${rowsText} · ${spent} = ${split}` };
}

/** Whom each do-not-contact list could be asked about, and whom it met. */
function suppressionSentences({ suppression = [], rows }: Summary): readonly Sentence[] {
  const all = rows.judged + rows.duplicates;
  return suppression.map(({ file, fields, looked_up, met }) => {
    const asked = `${formatCount(looked_up)} of ${countOf(all, ['row', 'rows'])} could be looked up by ${fields.join(' or ')}`;
    return {
      kind: 'identity',
      text: `${file}: ${asked}, ${formatCount(met)} ${met === 1 ? 'is' : 'are'} on it`,
    };
  });
}

/** Bars of the counts, the largest one full. */
export function formatSparkline(counts: readonly number[]): string {
  const largest = Math.max(0, ...counts);
  const bar = (count: number): string =>
    count <= 0 ? ' ' : (BARS[Math.ceil((count / largest) * BARS.length) - 1] ?? '');
  return counts.map(bar).join('');
}

/** How the leads spread over the total score, and from where it makes a stage. */
function scoresSentence({ scores, thresholds }: Summary): readonly Sentence[] {
  if (scores === undefined) return [];
  const { low, high, counts } = scores;
  if (low === 0 && high === 0 && thresholds.length === 0) return [];
  const spread =
    low === high
      ? `${formatPoints(low)} for every lead`
      : `${formatPoints(low)} ${formatSparkline(counts)} ${formatPoints(high)}`;
  const ascending = [...thresholds].sort((a, b) => a.from - b.from);
  const stages = ascending.map(({ stage, from }) => `${stage} from ${formatPoints(from)}`).join(', ');
  return [{ kind: 'scores', text: `score  ${spread}   ${stages}`.trimEnd() }];
}

/** Which rules judged, as of when, and where the files went. */
function originSentence({ rulebook, as_of }: Summary, outputs: readonly string[]): Sentence {
  const judged = `rulebook ${rulebook.name} v${rulebook.version} · as of ${as_of}`;
  return { kind: 'origin', text: outputs.length === 0 ? judged : `${judged} · ${outputs.join(', ')}` };
}

/** Everything that is said under the table, in order; with no cost file, nothing of money. */
export function summarySentences(
  summary: Summary,
  { outputs }: { readonly outputs: readonly string[] },
): readonly Sentence[] {
  return [
    ...costSentence(summary),
    ...rangesSentence(summary),
    ...answersSentence(summary),
    identitySentence(summary),
    ...suppressionSentences(summary),
    ...scoresSentence(summary),
    originSentence(summary, outputs),
    ...summary.warnings.map(text => ({ kind: 'warning', text }) as const),
  ];
}
