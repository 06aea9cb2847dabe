import { countOf, currencySign, formatCount, formatMoney, formatPercent } from '../../../terminal/figures.ts';
import type { ChangedKey, Diff, DiffedRule, Effect, RulebookChange } from '../model.ts';

/** What all forms of a diff say, as plain text: who prints it makes it safe. */

const LEADS = ['lead', 'leads'] as const;
/** Values of a list, and ways in which leads come out otherwise, that are named; the JSON has all. */
const MOST_VALUES = 8;
const MOST_EFFECTS = 3;
const LONGEST_VALUE = 160;

/** `autumn-campaign v4 → v5`, with where both are from. */
export function titleOf({ before, after }: Diff): string {
  const name = before.rulebook === after.rulebook ? '' : `${after.rulebook} `;
  const [was, is] = [before, after].map(({ file, revision }) =>
    revision === undefined ? file : `${file} at ${revision}`,
  );
  return `${before.rulebook} v${before.version} → ${name}v${after.version} (${was} → ${is})`;
}

/** `38 of 589 leads move (6.5 %): 3 up, 35 down`. */
export function headlineOf({ moved, rows, meaning_changed, leads_of }: Diff): string {
  const all =
    leads_of === 'tests' ? `${countOf(rows.judged, LEADS)} of the tests` : countOf(rows.judged, LEADS);
  if (!meaning_changed)
    return `the meaning is unchanged: both rulebooks judge every lead alike (${all} judged)`;
  if (moved.leads === 0) return `no lead moves between stages (${all} judged)`;
  const ways = [
    [moved.up, 'up'],
    [moved.down, 'down'],
    [moved.level, 'on the same step'],
    [moved.entered, 'into the figures'],
    [moved.left, 'out of the figures'],
  ] as const;
  const told = ways.flatMap(([count, way]) => (count === 0 ? [] : [`${formatCount(count)} ${way}`]));
  const share = moved.rate === null ? '' : ` (${formatPercent(moved.leads / rows.judged)} %)`;
  return `${formatCount(moved.leads)} of ${all} ${moved.leads === 1 ? 'moves' : 'move'}${share}: ${told.join(', ')}`;
}

/** What a sales qualified lead costs before and after; nothing without costs. */
export function costLines({ total, costed, currency }: Diff): readonly string[] {
  if (total.spend.after === null) return [];
  const { before, after, rate } = costed.cpsql;
  const sign = currencySign(currency);
  const text = (amount: number | null) => (amount === null ? 'n/a' : formatMoney(amount, sign));
  if (before === after) return [`cost per SQL stays ${text(after)}`];
  const change = rate === null ? '' : ` (${formatSigned(rate * 100, formatTenths)} %)`;
  return [`cost per SQL ${text(before)} → ${text(after)}${change}`];
}

function formatTenths(percent: number): string {
  return formatPercent(percent / 100);
}

/** A change with its sign: `+12`, `−3`, and `·` for none. */
export function formatSigned(change: number, format: (size: number) => string = formatCount): string {
  if (change === 0) return '·';
  return `${change > 0 ? '+' : '-'}${format(Math.abs(change))}`;
}

const WHOSE: Readonly<Partial<Record<Effect['kind'], (name: string) => string>>> = {
  framework: name => `framework ${name}`,
  bounds: name => `bounds of ${name}`,
  decay: name => `decay of ${name}`,
  stage: name => `stage ${name}`,
  'order of stages': () => 'order of stages',
  field: name => `field ${name}`,
  setting: name => `setting ${name}`,
  dedupe: () => 'dedupe',
  suppress: () => 'suppress',
  period: () => 'period of the costs',
};

/** `fit.size`, `budget`, `stage SQL`. */
export function nameCause({ kind, name }: Pick<Effect, 'kind' | 'name'>): string {
  return WHOSE[kind]?.(name) ?? name;
}

/** `fit.size: +20 → +15`. */
export function formatEffect(effect: Effect): string {
  return `${nameCause(effect)}: ${effect.before} → ${effect.after}`;
}

/** One rule and what it does: `+20 → +15 (118), +25 → +15 (2), only a threshold changed`. */
export function describeRule({ effects, only_thresholds }: DiffedRule): string {
  const told = effects.slice(0, MOST_EFFECTS).map(({ before, after, moves, leads }) => {
    const count = effects.length === 1 ? '' : ` (${formatCount(moves || leads)})`;
    return `${before} → ${after}${count}`;
  });
  const rest =
    effects.length > MOST_EFFECTS ? [`${formatCount(effects.length - MOST_EFFECTS)} more ways`] : [];
  const only = only_thresholds ? ['only a threshold changed'] : [];
  return [...told, ...rest, ...only].join(', ');
}

/** `120 moves`, or `12 leads, no move`. */
export function countRule({ moves, leads }: DiffedRule): string {
  return moves > 0 ? countOf(moves, ['move', 'moves']) : `${countOf(leads, LEADS)}, no move`;
}

const STAYED: readonly (readonly [keyof Diff['stayed'], string])[] = [
  ['score', 'score'],
  ['grade', 'grade'],
  ['could_be', 'stage within reach'],
  ['next_question', 'next question'],
  ['route', 'route'],
  ['follow_up', 'follow-up'],
];

/** What else comes out otherwise for leads that stay in their stage. */
export function stayedLines({ stayed }: Diff): readonly string[] {
  const told = STAYED.filter(([key]) => stayed[key] > 0).map(
    ([key, what]) => `${formatCount(stayed[key])} with another ${what}`,
  );
  return told.length === 0 ? [] : [`in the same stage as before: ${told.join(', ')}`];
}

/** The example of each pair of stages: `broker-fr:17`, `SQL → MQL`, why. */
export function exampleLines({ examples }: Diff, limit: number): readonly { move: string; leads: string }[] {
  const pairs = new Map<string, Diff['examples'][number][]>();
  for (const example of examples) {
    const move = `${example.before} → ${example.after}`;
    pairs.set(move, [...(pairs.get(move) ?? []), example]);
  }
  return [...pairs].map(([move, leads]) => ({
    move,
    leads: leads
      .slice(0, limit)
      .map(({ lead, because }) => `${lead} (${because.map(formatEffect).join('; ')})`)
      .join(', '),
  }));
}

const SINGULAR: Readonly<Partial<Record<RulebookChange['section'], string>>> = {
  sets: 'set',
  fields: 'field',
  criteria: 'criterion',
  frameworks: 'framework',
  scores: 'score',
  stages: 'stage',
  settings: 'setting',
  tests: 'test',
};

/** `criterion budget`, `score fit.size`, `version`. */
export function nameChange({ section, name }: Pick<RulebookChange, 'section' | 'name'>): string {
  if (name === 'order') return `order of ${section}`;
  if (section === 'about') return name;
  const singular = SINGULAR[section];
  return singular === undefined ? section : `${singular} ${name}`;
}

/** What has changed of an entry: `added`, `when: budget_amount gte 8000 → budget_amount gte 10000`. */
export function describeChange({ section, kind, keys, only_thresholds }: RulebookChange): string {
  if (kind !== 'changed' || section === 'tests') return kind;
  const told = keys.map(key => describeKey(key, keys.length === 1 && section === 'about'));
  return [...told, ...(only_thresholds ? ['only thresholds'] : [])].join('; ');
}

function describeKey(key: ChangedKey, isBare: boolean): string {
  const label = isBare ? '' : `${key.key}: `;
  if (key.kind === 'value') return `${label}${shorten(key.before)} → ${shorten(key.after)}`;
  const lists = [
    ...(key.removed.length === 0 ? [] : [`without ${listValues(key.removed)}`]),
    ...(key.added.length === 0 ? [] : [`with ${listValues(key.added)}`]),
  ];
  return `${label}${lists.join(', ')}`;
}

function listValues(values: readonly string[]): string {
  const shown = values.slice(0, MOST_VALUES).map(shorten).join(', ');
  return values.length > MOST_VALUES
    ? `${shown} and ${formatCount(values.length - MOST_VALUES)} more`
    : shown;
}

function shorten(text: string | null): string {
  if (text === null) return '(none)';
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
