import type { Condition } from '../../../model/condition.ts';
import type {
  Criterion,
  Field,
  Framework,
  Rulebook,
  ScoreGroup,
  ScoreRule,
  Stage,
} from '../../../model/rulebook.ts';
import { formatDay } from '../../../values/day.ts';
import { formatHundredths } from '../../../values/decimal.ts';
import type { Entry, Part } from './entries.ts';

type Parts = readonly (readonly [key: string, part: Part | undefined])[];

/** An entry of the keys that are there. */
function entry(name: string, parts: Parts): Entry {
  return { name, parts: new Map(parts.flatMap(([key, part]) => (part === undefined ? [] : [[key, part]]))) };
}

export function textPart(value: string | number | boolean | undefined): Part | undefined {
  return value === undefined ? undefined : { kind: 'text', text: String(value) };
}

export function numberPart(text: string): Part {
  return { kind: 'threshold', text };
}

function thresholdPart(value: number | string | undefined): Part | undefined {
  return value === undefined ? undefined : numberPart(String(value));
}

function pointsPart(points: number | undefined): Part | undefined {
  return points === undefined ? undefined : numberPart(formatHundredths(points));
}

function conditionPart(condition: Condition | undefined, { fields }: Rulebook): Part | undefined {
  return condition === undefined ? undefined : { kind: 'condition', condition, fields };
}

/** Lists of fields in which the first that fits counts. */
const ORDERED_LISTS: ReadonlySet<string> = new Set(['columns', 'formats']);

/** A field by its keys, those of its type included. */
export function describeField({ name, place: _, ...keys }: Field): Entry {
  return entry(
    name,
    Object.entries(keys).map(([key, value]) => [key, fieldPart(key, value, keys.type)]),
  );
}

function fieldPart(key: string, value: unknown, type: Field['type']): Part {
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map(itemText), ordered: ORDERED_LISTS.has(key) };
  }
  if (typeof value !== 'number') return { kind: 'text', text: String(value) };
  return numberPart(type === 'date' ? formatDay(value) : String(value));
}

/** A value of a list, or an alias. */
function itemText(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { from, shown } = item as { readonly from?: unknown; readonly shown?: unknown };
  return `${String(from)} as ${String(shown)}`;
}

export function describeCriterion({ name, when, ask, unknown }: Criterion, rulebook: Rulebook): Entry {
  return entry(name, [
    ['when', conditionPart(when, rulebook)],
    ['ask', textPart(ask)],
    ['unknown', textPart(unknown)],
  ]);
}

export function describeFramework({ name, criteria, pass, require }: Framework): Entry {
  return entry(name, [
    ['criteria', { kind: 'list', items: criteria, ordered: true }],
    ['pass', thresholdPart(pass)],
    ['require', { kind: 'list', items: require }],
  ]);
}

/** A group without its rules, which are entries of their own. */
export function describeGroup({ name, min, max, decay }: ScoreGroup): Entry {
  const kept = decay?.keep.map(({ days, percent }) => `${days}: ${percent}`).join(', ');
  return entry(name, [
    ['min', pointsPart(min)],
    ['max', pointsPart(max)],
    ['decay since', textPart(decay?.since)],
    ['decay keep_percent', thresholdPart(kept)],
    ['decay unknown', thresholdPart(decay?.unknown)],
  ]);
}

export function describeRule(
  rule: ScoreRule,
  { group, rulebook }: { readonly group: string; readonly rulebook: Rulebook },
): Entry {
  return entry(`${group}.${rule.id}`, partsOfRule(rule, rulebook));
}

function partsOfRule(rule: ScoreRule, rulebook: Rulebook): Parts {
  switch (rule.kind) {
    case 'when':
      return [
        ['when', conditionPart(rule.when, rulebook)],
        ['points', pointsPart(rule.points)],
      ];
    case 'per':
      return [
        ['per', textPart(rule.field)],
        ['points', thresholdPart(rule.points)],
        ['max', pointsPart(rule.max)],
      ];
    case 'first':
      return [
        ['entries', textPart(rule.entries.length)],
        ...rule.entries.flatMap(({ when, points }, index): Parts => {
          const label = `first ${index + 1}`;
          return [
            [`${label} when`, conditionPart(when, rulebook)],
            [`${label} points`, pointsPart(points)],
          ];
        }),
      ];
  }
}

export function describeStage(stage: Stage, rulebook: Rulebook): Entry {
  const { name, countsAs, when, route, followUp } = stage;
  const days = followUp && `${followUp.days} ${followUp.weekdays ? 'weekdays' : 'days'}`;
  return entry(name, [
    ['counts_as', textPart(countsAs)],
    ['when', conditionPart(when, rulebook)],
    ['route', textPart(route)],
    ['follow_up', textPart(followUp?.from === undefined ? days : `${days} from ${followUp.from}`)],
  ]);
}
